using Npgsql;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// The messages between instances, taken by this node and given back: committed claims, one per row, by the database's clock.
/// </summary>
public sealed class StimulusTable(Database database, Leases leases)
{
    // A claim that ran out with its owner's name still on it was neither settled nor given back: whoever had it died over it. That counts.
    // An instance with a message in work or in a pause keeps the rest of its messages waiting: they stay in order.
    private static readonly string Claim =
        $"""
        with busy as (
            select target_instance_id from stimuli
            where parked_reason is null and (available_at > clock_timestamp() or lease_until >= clock_timestamp())),
        chosen as (
            select s.id from stimuli s
            where s.parked_reason is null and s.available_at <= clock_timestamp() and {Leases.IsFree("s")}
              and s.target_instance_id not in (select target_instance_id from busy)
            order by s.id limit $1 for update skip locked)
        update stimuli s set lease_owner = $2, lease_until = clock_timestamp() + $3,
            attempts = s.attempts + case when s.lease_owner is null then 0 else 1 end
        from chosen c where s.id = c.id
        returning s.id, s.target_instance_id, s.kind, s.payload, s.attempts
        """;

    private const string Park =
        "update stimuli set parked_reason = $3, lease_owner = null, lease_until = null where id = any($1) and lease_owner = $2";

    /// <summary>All that wait for one instance, together and in the order they were written.</summary>
    public async Task<IReadOnlyList<Messages>> ClaimAsync(int limit, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(Claim);
        command.With(Whole(limit), Text(leases.Node), Span(leases.Duration));
        var rows = new List<(string Target, Message Message)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add((reader.GetString(1), new Message(reader.GetInt64(0), reader.GetString(2), reader.GetString(3), reader.GetInt32(4))));
        return [
            .. rows.OrderBy(row => row.Message.Id).GroupBy(row => row.Target, row => row.Message)
                .Select(group => new Messages(group.Key, [.. group]))];
    }

    /// <summary>How long until one of those that wait may be taken; null when none waits.</summary>
    public async Task<TimeSpan?> PauseAsync(CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            "select min(available_at) - clock_timestamp() from stimuli where parked_reason is null and available_at > clock_timestamp()");
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    public Task RenewAsync(IReadOnlyCollection<Messages> works, CancellationToken ct) =>
        OnClaimsAsync("lease_until = clock_timestamp() + $3", works, ct, Span(leases.Duration));

    public Task GiveBackAsync(IReadOnlyCollection<Messages> works, CancellationToken ct) =>
        OnClaimsAsync("lease_owner = null, lease_until = null", works, ct);

    /// <summary>How their rows end with the burst that hears them.</summary>
    public ClaimEnd EndOf(IReadOnlyList<Message> rows)
    {
        NpgsqlBatchCommand Delete() => Create(
            "delete from stimuli where id = any($1) and lease_owner = $2", Numbers(rows.Select(row => row.Id)), Text(leases.Node));

        return new ClaimEnd(
            rows.Count,
            Applied: Delete,
            NotExpected: Delete,
            Halted: () => Create(Park, Numbers(rows.Select(row => row.Id)), Text(leases.Node), Text(StimulusRow.HeldByIncident)));
    }

    /// <summary>There are as many instances under that root as there may be: the start waits for room.</summary>
    public Task HoldAsync(string rootId, long id, int most, CancellationToken ct) =>
        Families.HoldAsync(database.Source, rootId, id, leases.Node, most, ct);

    /// <summary>A child could not be started: its row waits where a person sees why, and its parent hears of it.</summary>
    public async Task ParkStartAsync(long id, string problem, string? parentId, ChildReport? report, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Park, Numbers([id]), Text(leases.Node), Text(problem));
        if (report is not null)
        {
            batch.Add(
                """
                insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
                values ($1, $2, $3, $4, clock_timestamp(), 0) on conflict (key) do nothing
                """,
                Text($"report:{report.ChildId}:0"), Text(parentId), Text(StimulusKinds.ChildReport),
                Text(Values.ToJson(StimulusText.ToValues(report))));
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes away messages for an instance that does not exist.</summary>
    /// <param name="alsoItsStart">And a start of it that was parked.</param>
    public async Task DropAsync(string targetId, IReadOnlyList<Message> rows, bool alsoItsStart, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(EndOf(rows).NotExpected!());
        if (alsoItsStart)
            batch.Add("delete from stimuli where target_instance_id = $1 and kind = $2", Text(targetId), Text(StimulusKinds.StartChild));
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Counts a failed try: they come again after the pause.</summary>
    /// <param name="parkedBecause">They wait for a person instead, and this is why.</param>
    public async Task FailAsync(IReadOnlyList<Message> rows, int attempts, TimeSpan pause, string? parkedBecause, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            """
            update stimuli set attempts = $3, lease_owner = null, lease_until = null, available_at = clock_timestamp() + $4,
                parked_reason = case when $5 then $6 end
            where id = any($1) and lease_owner = $2
            """);
        command.With(
            Numbers(rows.Select(row => row.Id)), Text(leases.Node), Whole(attempts), Span(pause), Flag(parkedBecause is not null),
            Text(StoredText.Of(parkedBecause ?? "")));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task OnClaimsAsync(string set, IReadOnlyCollection<Messages> works, CancellationToken ct, params NpgsqlParameter[] more)
    {
        await using var command = database.Source.CreateCommand($"update stimuli set {set} where id = any($1) and lease_owner = $2");
        command.With([Numbers(works.SelectMany(work => work.Rows).Select(row => row.Id)), Text(leases.Node), .. more]);
        await command.ExecuteNonQueryAsync(ct);
    }
}
