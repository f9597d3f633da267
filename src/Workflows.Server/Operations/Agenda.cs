using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Operations;

/// <summary>
/// The moments to come of every process, a page at a time. Each visit has one timer and keeps the moments that follow it; none of them
/// comes before its timer, so the first timers in order hold everything the first pages show.
/// </summary>
internal static class Agenda
{
    private const string ByDate = "dueAt";

    // Of what happens at one instant, or in one institution, the database gives the first in the order in which a page shows it.
    public static readonly Sorts<WaitingTimer> Sorts = new Sorts<WaitingTimer>()
        .By(ByDate, (timers, down) => (down
            ? timers.OrderByDescending(timer => timer.NoticeTimes == null || timer.Timer.State == TimerState.Parked
                ? timer.Timer.DueAt
                : timer.NoticeTimes[timer.NoticeTimes.Length - 1])
            : timers.OrderBy(timer => timer.Timer.DueAt)).ThenBy(timer => EF.Functions.Collate(timer.Timer.InstanceId, "C"))
            .ThenBy(timer => timer.Timer.BookmarkId))
        .By("institution", (timers, down) => (down
            ? timers.OrderByDescending(timer => timer.Timer.InstitutionCode)
            : timers.OrderBy(timer => timer.Timer.InstitutionCode)).ThenBy(timer => timer.Timer.InstanceId)
            .ThenBy(timer => timer.Timer.BookmarkId));

    /// <summary>Which moments of the timers: without limits, all of them.</summary>
    internal sealed record Wanted(TimerState? State, string? Name, DateTimeOffset? From, DateTimeOffset? To)
    {
        public bool IsAll => Name is null && From is null && To is null;

        public bool Has(ComingMoment moment) =>
            (State is null || moment.State == State) && (Name is null || moment.Name == Name)
            && (From is null || moment.DueAt >= From) && (To is null || moment.DueAt <= To);
    }

    public static async Task<Page<ComingMoment>> ReadAsync(
        WorkflowsDb db, IQueryable<TimerRow> timers, Wanted wanted, PageOf page, CancellationToken ct)
    {
        if (wanted.To is { } to) timers = timers.Where(timer => timer.DueAt <= to);
        var last = (int)Math.Min((long)page.Number * page.Size, int.MaxValue);
        // Timers without a moment that is wanted take no place, so with limits of their own all have to be asked.
        var read = await (wanted.IsAll ? First(db, timers, page.Sort, last) : All(db, timers, wanted.Name, page.Sort)).ToListAsync(ct);
        var moments = read.SelectMany(timer => timer.Moments()).Where(wanted.Has).ToList();
        var total = wanted.IsAll ? await CountAsync(timers, wanted.State, ct) : moments.Count;
        return new([.. InOrder(moments, page.Sort).Skip(last - page.Size).Take(page.Size)], page.Number, page.Size, total);
    }

    private static IQueryable<WaitingTimer> First(WorkflowsDb db, IQueryable<TimerRow> timers, string? sort, int count)
    {
        if (sort == $"-{ByDate}")
            return Sorts.Apply(timers.WithTasks(db), sort)!.Take(count);
        // Only the task knows which moment is the last; otherwise it is asked for once it is known whose page it is.
        var first = Sorts.Apply(timers.Select(timer => new WaitingTimer { Timer = timer }), sort)!.Take(count);
        return Sorts.Apply(first.Select(waiting => waiting.Timer).WithTasks(db), sort)!;
    }

    private static IQueryable<WaitingTimer> All(WorkflowsDb db, IQueryable<TimerRow> timers, string? name, string? sort) => Sorts.Apply(
        timers.WithTasks(db).Where(waiting => name == null || waiting.Timer.Name == name || waiting.NoticeNames!.Contains(name)), sort)!;

    /// <summary>One narrow sum over the timers, without their tasks.</summary>
    private static Task<int> CountAsync(IQueryable<TimerRow> timers, TimerState? state, CancellationToken ct) => state switch
    {
        null => timers.SumAsync(timer => timer.State == TimerState.Parked ? 1 : 1 + timer.Following, ct),
        // What follows one that is held is still to come, itself is not.
        TimerState.Pending => timers.SumAsync(timer => timer.State == TimerState.Held ? timer.Following : 1 + timer.Following, ct),
        _ => timers.CountAsync(ct),
    };

    private static IEnumerable<ComingMoment> InOrder(List<ComingMoment> moments, string? sort)
    {
        var down = sort is ['-', ..];
        if (sort?.TrimStart('-') is null or ByDate)
        {
            return (down ? moments.OrderByDescending(moment => moment.DueAt) : moments.OrderBy(moment => moment.DueAt))
                .ThenBy(moment => moment.Timer.InstanceId, StringComparer.Ordinal).ThenBy(moment => moment.Timer.BookmarkId);
        }

        // They come by institution from the database, whose order of letters is another.
        return moments;
    }
}
