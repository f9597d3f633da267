using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Metrics;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Loops;

/// <summary>
/// Wakes instances whose timers have come due by business time, each in its own transaction. Timers of one instance fire in
/// order; among instances, half of each claim goes to the oldest and half to the newest, so a backlog starves nobody.
/// </summary>
public sealed class TimerLoop(
    TimerTable table, Dispatcher dispatcher, WakeUps wakeUps, Leases leases, TimeProvider clock, LoopOptions options,
    ILogger<TimerLoop> logger)
    : ClaimLoop<DueTimer>(WakeUp.Timers, wakeUps, leases, options, logger)
{
    /// <summary>Failed tries before a person has to look.</summary>
    private const int MaxAttempts = 8;

    // A sleep longer than this ends early and looks again; timers of the runtime end at 49 days.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private long _sleepsUntil = long.MaxValue;

    protected override bool Concerns(DateTimeOffset due) => due.UtcTicks < Interlocked.Read(ref _sleepsUntil);

    protected override async Task<IReadOnlyList<DueTimer>> ClaimAsync(int limit, CancellationToken ct)
    {
        // Until the loop knows when it sleeps to, every timer concerns it.
        Interlocked.Exchange(ref _sleepsUntil, long.MaxValue);
        return await table.ClaimAsync(clock.GetUtcNow(), limit, ct);
    }

    protected override async Task WorkAsync(DueTimer timer, CancellationToken ct)
    {
        if (timer.Attempts >= MaxAttempts)
            throw new InvalidOperationException("Lo tomaron varias veces y nunca terminó.");
        try
        {
            var result = await dispatcher.DispatchAsync(
                timer.InstanceId, new TimerDue(timer.BookmarkId),
                new DispatchOptions { DueAt = timer.DueAt, Claim = table.EndOf(timer, clock) }, ct);
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
        if (await table.NextDueAsync(clock.GetUtcNow(), ct) is not { } due)
            return Task.Delay(Timeout.Infinite, ct);
        Interlocked.Exchange(ref _sleepsUntil, due.UtcTicks);
        var sleep = due - clock.GetUtcNow();
        if (sleep <= TimeSpan.Zero)
            return Task.CompletedTask;
        // One millisecond more, because the runtime's timers may end a little before their time.
        var sleeping = Task.Delay(sleep < LongestSleep ? sleep + TimeSpan.FromMilliseconds(1) : LongestSleep, clock, ct);
        // A clock that was turned between reading it and setting the timer would let us sleep too long.
        return clock.GetUtcNow() < due ? sleeping : Task.CompletedTask;
    }

    protected override Task RenewAsync(IReadOnlyCollection<DueTimer> works, CancellationToken ct) => table.RenewAsync(works, ct);

    protected override Task GiveBackAsync(IReadOnlyCollection<DueTimer> works, CancellationToken ct) => table.GiveBackAsync(works, ct);

    /// <summary>Comes again after a growing pause, by the database's clock; after too many tries it waits for a person.</summary>
    protected override async Task FailAsync(DueTimer timer, Exception error, CancellationToken ct)
    {
        if (Transients.IsTransient(error))
        {
            await table.GiveBackAsync([timer], ct);
            return;
        }

        var attempts = timer.Attempts + 1;
        var parkedBecause = attempts >= MaxAttempts ? $"Falló {attempts} veces y espera una decisión. {FailureWords.Of(error)}" : null;
        if (parkedBecause is null || !await ParkAsync(timer, parkedBecause, ct))
            await table.FailAsync(timer, attempts, Backoff.After(attempts), parkedBecause, ct);
    }

    /// <summary>Lets its process go on without it, where it can; the timer waits for a person meanwhile.</summary>
    private async Task<bool> ParkAsync(DueTimer timer, string why, CancellationToken ct)
    {
        try
        {
            // Whoever does not take it leaves the row as it is: it is parked alone.
            var end = table.EndOf(timer, clock);
            var result = await dispatcher.DispatchAsync(
                timer.InstanceId, new ParkTimer(timer.BookmarkId, why),
                new DispatchOptions { DueAt = timer.DueAt, Claim = end with { NotExpected = null, Halted = null } }, ct);
            return result.Status == DispatchStatus.Applied;
        }
        catch (ClaimLostException)
        {
            return true; // another node has it
        }
        catch (Exception error)
        {
            logger.LogError(error, "Instance {Instance} cannot go on without its timer {Bookmark}", timer.InstanceId, timer.BookmarkId);
            return false;
        }
    }
}

/// <summary>The pause after a failed try: it doubles from a fifth of a second up to a minute.</summary>
internal static class Backoff
{
    public static TimeSpan After(int attempts) => TimeSpan.FromMilliseconds(Math.Min(60_000, 200 << Math.Min(attempts - 1, 9)));
}
