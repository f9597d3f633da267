using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>A timer with the task whose notices it leads, when it belongs to one.</summary>
internal sealed class WaitingTimer
{
    public required TimerRow Timer { get; init; }

    /// <summary>Title of the task.</summary>
    public string? Task { get; init; }
    public string[]? NoticeNames { get; init; }
    public DateTimeOffset[]? NoticeTimes { get; init; }

    /// <summary>
    /// The moment itself, and those that follow it while nobody acts: a visit waits for one at a time and keeps the others.
    /// </summary>
    public IEnumerable<ComingMoment> Moments()
    {
        yield return new(this, Timer.Name, Timer.DueAt, Timer.State);
        if (Timer.State == TimerState.Parked || NoticeNames is null || NoticeTimes is null)
            yield break;
        foreach (var (name, at) in NoticeNames.Zip(NoticeTimes).TakeLast(Timer.Following))
            yield return new(this, name, at, TimerState.Pending);
    }
}

/// <summary>Something that happens by itself at an instant, unless somebody acts before.</summary>
/// <param name="Leads">The timer it will follow from, or is.</param>
internal sealed record ComingMoment(WaitingTimer Leads, string Name, DateTimeOffset DueAt, TimerState State)
{
    public TimerRow Timer => Leads.Timer;
}

internal static class WaitingTimers
{
    public static IQueryable<WaitingTimer> WithTasks(this IQueryable<TimerRow> timers, WorkflowsDb db) =>
        from timer in timers
        join task in db.Set<TaskRow>()
            on new { timer.InstanceId, BookmarkId = timer.TaskBookmarkId }
            equals new { task.InstanceId, BookmarkId = (long?)task.BookmarkId } into tasks
        from task in tasks.DefaultIfEmpty()
        select new WaitingTimer
        {
            Timer = timer,
            Task = task.Title,
            NoticeNames = task.NoticeNames,
            NoticeTimes = task.NoticeTimes,
        };
}
