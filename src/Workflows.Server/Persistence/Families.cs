using Npgsql;
using Workflows.Engine;
using Workflows.Server.Persistence.Bursts;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence;

/// <summary>What a family of instances (a root and everything ever started under it) still takes.</summary>
internal enum FamilyState { Open, Full, Cancelled }

/// <summary>
/// The gate of a family. Whoever starts a child passes it together with others; whoever cancels the root closes it alone, and so
/// sees every child that was let in before and lets in none after. It locks no instance.
/// </summary>
internal static class Families
{
    /// <summary>Why a start waits whose family is as large as it may be.</summary>
    public const string FullReason = "La familia de este proceso llegó a su máximo: sigue cuando se decida sobre el proceso de origen.";

    private const string Gate = "hashtextextended('family:' || $1, 0)";

    /// <summary>Lets a child start, for the rest of the transaction, and says whether it may.</summary>
    public static async Task<FamilyState> EnterAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string rootId, int limit, CancellationToken ct)
    {
        // Two statements: the second must see what whoever held the gate before has committed.
        await using (var gate = new NpgsqlCommand($"select pg_advisory_xact_lock_shared({Gate})", connection, transaction))
        {
            gate.With(Text(rootId));
            await gate.ExecuteNonQueryAsync(ct);
        }

        await using var command = new NpgsqlCommand(
            """
            select (select sub_status from instances where id = $1) = 'Cancelled',
                (select count(*) from (select from instances where root_id = $1 limit $2) member) >= $2
            """,
            connection, transaction);
        command.With(Text(rootId), Whole(limit));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return !reader.IsDBNull(0) && reader.GetBoolean(0) ? FamilyState.Cancelled : reader.GetBoolean(1)
            ? FamilyState.Full
            : FamilyState.Open;
    }

    /// <summary>Whether anybody but the root itself lives or is about to start.</summary>
    public static async Task<bool> LivesAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string rootId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select exists (select from instances where root_id = $1 and id <> $1 and finished_at is null)
                or exists (select from stimuli where kind = '{StimulusKinds.StartChild}' and starts_with(target_instance_id, $1 || '.'))
            """,
            connection, transaction);
        command.With(Text(rootId));
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Closes the gate, takes back what has not started and writes a message to each that lives.</summary>
    public static void AddCancellation(NpgsqlBatch batch, FamilyCancelled family)
    {
        batch.Add($"select pg_advisory_xact_lock({Gate})", Text(family.RootId));
        batch.Add(
            $"delete from stimuli where kind = '{StimulusKinds.StartChild}' and starts_with(target_instance_id, $1 || '.')",
            Text(family.RootId));
        batch.Add(
            $"""
            insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
            select 'cancel:' || id, id, '{StimulusKinds.Cancel}', $2, clock_timestamp(), 0
            from instances where root_id = $1 and id <> $1 and finished_at is null order by id
            on conflict (key) do nothing
            """,
            Text(family.RootId), Text(StimulusText.Cancel(family.Reason)));
    }

    /// <summary>The starts of a full family wait where a person can see them, and the root hears of it once.</summary>
    public static async Task HoldAsync(NpgsqlDataSource source, string rootId, long row, string node, int limit, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        Add(
            $"""
            update stimuli set parked_reason = $2, lease_owner = null, lease_until = null
            where kind = '{StimulusKinds.StartChild}' and parked_reason is null and starts_with(target_instance_id, $1 || '.')
              and (id = $3 and lease_owner = $4 or lease_until is null or lease_until < clock_timestamp())
            """,
            Text(rootId), Text(FullReason), Number(row), Text(node));
        Add(
            $"""
            insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
            select 'family:' || id, id, '{StimulusKinds.FamilyFull}', $2, clock_timestamp(), 0 from instances where id = $1
            on conflict (key) do nothing
            """,
            Text(rootId), Text(Values.ToJson(new Dictionary<string, object?> { ["limit"] = (double)limit })));
        await batch.ExecuteNonQueryAsync(ct);

        void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }
    }

    /// <summary>A person decided about the root: what waited for room may try again.</summary>
    public static void AddRelease(NpgsqlBatch batch, string rootId) => batch.Add(
        """
        update stimuli set parked_reason = null, available_at = clock_timestamp()
        where parked_reason = $2 and starts_with(target_instance_id, $1 || '.')
        """,
        Text(rootId), Text(FullReason));
}
