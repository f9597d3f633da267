using Npgsql;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// The timers that have come due, taken by this node and given back: committed claims, one per row, by the database's clock.
/// </summary>
public sealed class TimerTable(Database database, Leases leases)
{
    /// <summary>Looked at from either end of what is due, before asking which of them come first in their instance.</summary>
    private const int Window = 256;

    // Written so that a claim costs the same whatever PostgreSQL believes about the table, which after a burst of new timers is
    // wrong: the window bounds the rows that are asked about, `offset 0` asks one row at a time, and `case` leaves the primary key
    // as the only index for the answer.
    private static readonly string IsFirst =
        """
        not exists (select 1 from timers e where e.instance_id = w.instance_id
                    and case when e.state = 'Pending' then (e.due_at, e.bookmark_id) < (w.due_at, w.bookmark_id) else false end offset 0)
        """;

    // A claim that ran out with its owner's name still on it was neither settled nor given back: whoever had it died over it. That counts.
    private static readonly string Claim =
        $"""
        with oldest as (
            select t.instance_id, t.bookmark_id, t.due_at from timers t
            where t.state = 'Pending' and t.due_at <= $1 and {Leases.IsFree("t")} order by t.due_at limit {Window}),
        newest as (
            select t.instance_id, t.bookmark_id, t.due_at from timers t
            where t.state = 'Pending' and t.due_at <= $1 and {Leases.IsFree("t")} order by t.due_at desc limit {Window}),
        chosen as (
            (select w.instance_id, w.bookmark_id from oldest w where {IsFirst} order by w.due_at limit ($2 + 1) / 2)
            union
            (select w.instance_id, w.bookmark_id from newest w where {IsFirst} order by w.due_at desc limit ($2 + 1) / 2)),
        locked as (
            select t.instance_id, t.bookmark_id from timers t join chosen c using (instance_id, bookmark_id)
            where t.state = 'Pending' and {Leases.IsFree("t")} limit $2 for update of t skip locked)
        update timers t set lease_owner = $3, lease_until = clock_timestamp() + $4,
            attempts = t.attempts + case when t.lease_owner is null then 0 else 1 end
        from locked l where t.instance_id = l.instance_id and t.bookmark_id = l.bookmark_id
        returning t.instance_id, t.bookmark_id, t.due_at, t.attempts
        """;

    /// <summary>
    /// Timers of one instance in their order; half of the oldest and half of the newest, so that a backlog starves nobody.
    /// </summary>
    public async Task<IReadOnlyList<DueTimer>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(Claim);
        command.With(Instant(now), Whole(limit), Text(leases.Node), Span(leases.Duration));
        var timers = new List<DueTimer>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            timers.Add(new DueTimer(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3)));
        timers.Sort((left, right) => left.DueAt.CompareTo(right.DueAt));
        return timers;
    }

    /// <summary>When the next one that nobody has falls due; null without one.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            $"select min(t.due_at) from timers t where t.state = 'Pending' and {Leases.IsFree("t")} and t.due_at > $1");
        command.Parameters.Add(Instant(now));
        return await command.ExecuteScalarAsync(ct) is DateTime next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }

    public Task RenewAsync(IReadOnlyCollection<DueTimer> timers, CancellationToken ct) =>
        OnClaimsAsync("lease_until = clock_timestamp() + $4", timers, ct, Span(leases.Duration));

    public Task GiveBackAsync(IReadOnlyCollection<DueTimer> timers, CancellationToken ct) =>
        OnClaimsAsync("lease_owner = null, lease_until = null", timers, ct);

    /// <summary>How its row ends with the burst it wakes.</summary>
    public ClaimEnd EndOf(DueTimer timer, TimeProvider clock)
    {
        NpgsqlBatchCommand End(string set, params ReadOnlySpan<NpgsqlParameter> more) => Create(
            $"""
            update timers set {set}, lease_owner = null, lease_until = null
            where instance_id = $1 and bookmark_id = $2 and lease_owner = $3 and state = 'Pending'
            """,
            [Text(timer.InstanceId), Number(timer.BookmarkId), Text(leases.Node), .. more]);

        return new ClaimEnd(
            Rows: 1,
            Applied: () => End("state = 'Fired', fired_at = $4, following = 0", Instant(clock.GetUtcNow())),
            NotExpected: () => End("state = 'Withdrawn', following = 0"),
            Halted: () => End("state = 'Held', reason = $4", Text(TimerRow.HeldByIncident)));
    }

    /// <summary>Counts a failed try: it comes again after the pause.</summary>
    /// <param name="parkedBecause">Waits for a person instead, and this is why.</param>
    public async Task FailAsync(DueTimer timer, int attempts, TimeSpan pause, string? parkedBecause, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            """
            update timers set attempts = $4, lease_owner = null, lease_until = clock_timestamp() + $5,
                state = case when $6 then 'Parked' else state end, reason = case when $6 then $7 else reason end
            where instance_id = $1 and bookmark_id = $2 and lease_owner = $3 and state = 'Pending'
            """);
        command.With(
            Text(timer.InstanceId), Number(timer.BookmarkId), Text(leases.Node), Whole(attempts), Span(pause),
            Flag(parkedBecause is not null), Text(StoredText.Of(parkedBecause ?? "")));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task OnClaimsAsync(string set, IReadOnlyCollection<DueTimer> timers, CancellationToken ct, params NpgsqlParameter[] more)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            update timers t set {set} from unnest($1::text[], $2::bigint[]) c (instance_id, bookmark_id)
            where t.instance_id = c.instance_id and t.bookmark_id = c.bookmark_id and t.lease_owner = $3 and t.state = 'Pending'
            """);
        command.With(
            [Texts(timers.Select(timer => timer.InstanceId)), Numbers(timers.Select(timer => timer.BookmarkId)), Text(
                leases.Node), .. more]);
        await command.ExecuteNonQueryAsync(ct);
    }
}
