using System.Data;
using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.CommandLine.Verification;

/// <summary>
/// Verifies the whole database against its journals, in one snapshot: every chain recomputed, every instance compared with its last
/// burst, every task, timer and mail with what the journal says. It only reads, so a server may be working meanwhile.
/// </summary>
public static class JournalVerification
{
    private const int InstancesAtOnce = 200;

    public static async Task<VerificationReport> RunAsync(NpgsqlDataSource source, Action<int>? progress, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await RunAsync(connection, transaction, progress, ct);
    }

    /// <param name="progress">Told how many instances are done.</param>
    public static async Task<VerificationReport> RunAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Action<int>? progress, CancellationToken ct)
    {
        var problems = new List<JournalProblem>();
        var (instances, bursts) = (0, 0L);
        var children = new List<(string Parent, string Child)>();
        for (var after = ""; ;)
        {
            var some = await InstancesAsync(connection, transaction, after, ct);
            if (some.Count == 0)
                break;
            var stored = await StoredWork.ReadAsync(connection, transaction, [.. some.Select(instance => instance.Id)], ct);
            foreach (var instance in some)
            {
                var journal = stored.Bursts[instance.Id].ToList();
                bursts += journal.Count;
                problems.AddRange(Problems(instance, journal, stored, children));
            }

            instances += some.Count;
            progress?.Invoke(instances);
            after = some[^1].Id;
        }

        problems.AddRange(await Orphans.FindAsync(connection, transaction, children, ct));
        return new(instances, bursts, problems);
    }

    private static IEnumerable<JournalProblem> Problems(
        StoredInstance instance, List<StoredBurst> journal, StoredWork stored, List<(string Parent, string Child)> children)
    {
        foreach (var problem in JournalChain.Problems(instance.Id, journal, instance.Head))
            yield return problem;

        DerivedWork? derived = null;
        try
        {
            derived = DerivedWork.Of(journal.Select(burst => burst.Text));
        }
        catch (FormatException)
        {
            // The chain named the text; nothing can be derived from it.
        }

        if (instance.Differs(derived) is { } difference)
            yield return new(instance.Id, null, difference);
        if (derived is null)
            yield break;
        children.AddRange(derived.Children.Select(child => (instance.Id, child)));
        foreach (var problem in new WorkComparison(instance.Id, instance.InstitutionCode, derived, stored).Problems())
            yield return problem;
    }

    private static async Task<List<StoredInstance>> InstancesAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, root_id, parent_id, definition_id, definition_version, business_key, name, correlation_id, status, sub_status, institution_code, year,
                journal_length, journal_hash, state
            from instances where id > $1 order by id limit $2
            """,
            connection, transaction);
        command.With(Statements.Text(after), Statements.Whole(InstancesAtOnce));
        var instances = new List<StoredInstance>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
            instances.Add(new(
                row.GetString(0), row.GetString(1), Text(2), row.GetString(3), row.GetInt32(4), Text(5), Text(6), Text(7), row.GetString(8), row.GetString(9),
                Text(10), row.IsDBNull(11) ? null : row.GetInt32(11), new(row.GetInt32(12), row.GetFieldValue<byte[]>(13), row.GetString(14))));
        }

        return instances;
    }
}
