using Microsoft.EntityFrameworkCore;
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

    public static readonly Sorts<WaitingTimer> Sorts = new Sorts<WaitingTimer>()
        .By(ByDate, (timers, down) => (down
            ? timers.OrderByDescending(timer =>
                timer.NoticeTimes == null ? timer.Timer.DueAt : timer.NoticeTimes[timer.NoticeTimes.Length - 1])
            : timers.OrderBy(timer => timer.Timer.DueAt)).ThenBy(timer => timer.Timer.InstanceId))
        .By("institution", timer => timer.Timer.InstitutionCode, timer => timer.Timer.InstanceId);

    /// <summary>Which moments of the timers: without limits, all of them.</summary>
    internal sealed record Wanted(TimerState? State, string? Name, DateTimeOffset? From, DateTimeOffset? To)
    {
        public bool IsAll => Name is null && From is null && To is null;

        public bool Has(ComingMoment moment) =>
            (State is null || moment.State == State) && (Name is null || moment.Name == Name)
            && (From is null || moment.DueAt >= From) && (To is null || moment.DueAt <= To);
    }

    public static async Task<Page<ComingMoment>> ReadAsync(
        IQueryable<WaitingTimer> timers, Wanted wanted, PageOf page, CancellationToken ct)
    {
        if (wanted.To is { } to) timers = timers.Where(timer => timer.Timer.DueAt <= to);
        if (wanted.Name is { } name) timers = timers.Where(timer => timer.Timer.Name == name || timer.NoticeNames!.Contains(name));

        var last = (int)Math.Min((long)page.Number * page.Size, int.MaxValue);
        var ordered = Sorts.Apply(timers, page.Sort)!;
        // Timers without a moment that is wanted take no place, so with limits of their own all have to be asked.
        var read = await (wanted.IsAll ? ordered.Take(last) : ordered).ToListAsync(ct);
        var moments = read.SelectMany(timer => timer.Moments()).Where(wanted.Has).ToList();
        var total = wanted.IsAll ? await CountAsync(timers, wanted.State, ct) : moments.Count;
        return new([.. InOrder(moments, page.Sort).Skip(last - page.Size).Take(page.Size)], page.Number, page.Size, total);
    }

    private static async Task<int> CountAsync(IQueryable<WaitingTimer> timers, TimerState? state, CancellationToken ct)
    {
        var own = await timers.CountAsync(timer => state == null || timer.Timer.State == state, ct);
        if (state is not (null or TimerState.Pending))
            return own;
        return own + await timers
            .Where(timer => timer.Timer.State != TimerState.Parked && timer.NoticeNames!.Contains(timer.Timer.Name))
            .SumAsync(timer => timer.NoticeNames!.Length - 1 - Array.IndexOf(timer.NoticeNames, timer.Timer.Name), ct);
    }

    private static IEnumerable<ComingMoment> InOrder(List<ComingMoment> moments, string? sort)
    {
        var down = sort is ['-', ..];
        if (sort?.TrimStart('-') is null or ByDate)
        {
            return (down ? moments.OrderByDescending(moment => moment.DueAt) : moments.OrderBy(moment => moment.DueAt))
                .ThenBy(moment => moment.Timer.InstanceId, StringComparer.Ordinal);
        }

        // They come by institution from the database, whose order of letters is another.
        return moments;
    }
}
