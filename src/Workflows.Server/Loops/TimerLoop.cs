using Npgsql;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Metrics;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Loops;

/// <summary>A timer that has come due and is claimed by this node.</summary>
public sealed record DueTimer(string InstanceId, long BookmarkId, DateTimeOffset DueAt, int Attempts);

/// <summary>
/// Wakes instances whose timers have come due by business time, each in its own transaction. Timers of one instance fire in
/// order; among instances, half of each claim goes to the oldest and half to the newest, so a backlog starves nobody.
/// </summary>
public sealed class TimerLoop(
    Database database, Dispatcher dispatcher, WakeUps wakeUps, Leases leases, TimeProvider clock, LoopOptions options, ILogger<TimerLoop> logger)
    : ClaimLoop<DueTimer>(WakeUp.Timers, wakeUps, leases, options, logger)
{
    /// <summary>Failed tries before a person has to look.</summary>
    private const int MaxAttempts = 8;

    // A claim that ran out with its owner's name still on it was neither settled nor given back: whoever had it died over it. That counts.
    // A sleep longer than this ends early and looks again; timers of the runtime end at 49 days.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

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

    private long _sleepsUntil = long.MaxValue;

    protected override bool Concerns(DateTimeOffset due) => due.UtcTicks < Interlocked.Read(ref _sleepsUntil);

    protected override async Task<IReadOnlyList<DueTimer>> ClaimAsync(int limit, CancellationToken ct)
    {
        // Until the loop knows when it sleeps to, every timer concerns it.
        Interlocked.Exchange(ref _sleepsUntil, long.MaxValue);
        await using var command = database.Source.CreateCommand(Claim);
        command.With(Instant(clock.GetUtcNow()), Whole(limit), Text(Node), Span(Lease));
        var timers = new List<DueTimer>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            timers.Add(new DueTimer(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3)));
        timers.Sort((left, right) => left.DueAt.CompareTo(right.DueAt));
        return timers;
    }

    protected override async Task WorkAsync(DueTimer timer, CancellationToken ct)
    {
        if (timer.Attempts >= MaxAttempts)
            throw new InvalidOperationException("Lo tomaron varias veces y nunca terminó.");
        try
        {
            var result = await dispatcher.DispatchAsync(
                timer.InstanceId, new TimerDue(timer.BookmarkId), new DispatchOptions { DueAt = timer.DueAt, Claim = EndOf(timer) }, ct);
            if (result.Status == DispatchStatus.NotFound)
                throw new InvalidOperationException("El proceso ya no existe.");
            Telemetry.TimerLateness.Record((clock.GetUtcNow() - timer.DueAt).TotalSeconds);
        }
        catch (ClaimLostException)
        {
            logger.LogWarning("Timer {Instance}/{Bookmark} was claimed by another node meanwhile", timer.InstanceId, timer.BookmarkId);
        }
    }

    protected override async Task<Task> SleepUntilNextAsync(CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            $"select min(t.due_at) from timers t where t.state = 'Pending' and {Leases.IsFree("t")} and t.due_at > $1");
        var now = clock.GetUtcNow();
        command.Parameters.Add(Instant(now));
        if (await command.ExecuteScalarAsync(ct) is not DateTime next)
            return Task.Delay(Timeout.Infinite, ct);
        var due = new DateTimeOffset(next, TimeSpan.Zero);
        Interlocked.Exchange(ref _sleepsUntil, due.UtcTicks);
        var sleep = due - clock.GetUtcNow();
        if (sleep <= TimeSpan.Zero)
            return Task.CompletedTask;
        // One millisecond more, because the runtime's timers may end a little before their time.
        var sleeping = Task.Delay(sleep < LongestSleep ? sleep + TimeSpan.FromMilliseconds(1) : LongestSleep, clock, ct);
        // A clock that was turned between reading it and setting the timer would let us sleep too long.
        return clock.GetUtcNow() < due ? sleeping : Task.CompletedTask;
    }

    protected override Task RenewAsync(IReadOnlyCollection<DueTimer> works, CancellationToken ct) =>
        OnClaimsAsync("lease_until = clock_timestamp() + $4", works, ct, Span(Lease));

    protected override Task GiveBackAsync(IReadOnlyCollection<DueTimer> works, CancellationToken ct) =>
        OnClaimsAsync("lease_owner = null, lease_until = null", works, ct);

    private ClaimEnd EndOf(DueTimer timer)
    {
        NpgsqlBatchCommand End(string set, params ReadOnlySpan<NpgsqlParameter> more) => Create(
            $"update timers set {set}, lease_owner = null, lease_until = null where instance_id = $1 and bookmark_id = $2 and lease_owner = $3 and state = 'Pending'",
            [Text(timer.InstanceId), Number(timer.BookmarkId), Text(Node), .. more]);

        return new ClaimEnd(
            Rows: 1,
            Applied: () => End("state = 'Fired', fired_at = $4", Instant(clock.GetUtcNow())),
            NotExpected: () => End("state = 'Withdrawn'"),
            Halted: () => End("state = 'Held', reason = $4", Text(TimerRow.HeldByIncident)));
    }

    /// <summary>Comes again after a growing pause, by the database's clock; after too many tries it waits for a person.</summary>
    protected override async Task FailAsync(DueTimer timer, Exception error, CancellationToken ct)
    {
        if (Transients.IsTransient(error))
        {
            await GiveBackAsync([timer], ct);
            return;
        }

        var attempts = timer.Attempts + 1;
        await using var command = database.Source.CreateCommand(
            """
            update timers set attempts = $4, lease_owner = null, lease_until = clock_timestamp() + $5,
                state = case when $6 then 'Parked' else state end, reason = case when $6 then $7 else reason end
            where instance_id = $1 and bookmark_id = $2 and lease_owner = $3 and state = 'Pending'
            """);
        command.With(Text(timer.InstanceId), Number(timer.BookmarkId), Text(Node), Whole(attempts), Span(Backoff.After(attempts)),
            new NpgsqlParameter<bool> { TypedValue = attempts >= MaxAttempts },
            Text(StoredText.Of($"Falló {attempts} veces y espera una decisión. {FailureWords.Of(error)}")));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task OnClaimsAsync(string set, IReadOnlyCollection<DueTimer> timers, CancellationToken ct, params NpgsqlParameter[] more)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            update timers t set {set} from unnest($1::text[], $2::bigint[]) c (instance_id, bookmark_id)
            where t.instance_id = c.instance_id and t.bookmark_id = c.bookmark_id and t.lease_owner = $3 and t.state = 'Pending'
            """);
        command.With([Texts(timers.Select(timer => timer.InstanceId)), Numbers(timers.Select(timer => timer.BookmarkId)), Text(Node), .. more]);
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>The pause after a failed try: it doubles from a fifth of a second up to a minute.</summary>
internal static class Backoff
{
    public static TimeSpan After(int attempts) => TimeSpan.FromMilliseconds(Math.Min(60_000, 200 << Math.Min(attempts - 1, 9)));
}
