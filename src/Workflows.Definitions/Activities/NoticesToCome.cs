using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// The notices of one visit that are still to come. The visit keeps all of them and waits for the first alone: firing it opens the next.
/// One that fails waits for a person, beside the next one, so that it silences nobody.
/// </summary>
internal static class NoticesToCome
{
    /// <summary>In order. A visit opened before 2026-12 has a timer for each instead.</summary>
    public static IReadOnlyList<PlannedNotice> Of(ActivityContext context, OpenTask task) => task.ToCome
        ?? [.. Timers(context).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Id).Select(NoticeTimer.NoticeOf)];

    /// <summary>Replaces what is to come and waits for the first of it.</summary>
    public static OpenTask Plan(ActivityContext context, OpenTask task, IEnumerable<PlannedNotice> notices)
    {
        List<PlannedNotice> toCome = [.. notices.OrderBy(notice => notice.At).ThenBy(notice => notice.Kind)];
        foreach (var timer in Timers(context).ToList())
        {
            if (toCome.Count == 0 || timer.ParkedBecause is not null || NoticeTimer.NoticeOf(timer) != toCome[0])
                context.Close(timer);
        }

        if (toCome.Count > 0 && !Timers(context).Any())
            NoticeTimer.Open(context, toCome[0]);
        return task with { ToCome = toCome };
    }

    /// <summary>One of them has come: it is over, and the visit waits for the next.</summary>
    public static OpenTask GoOn(ActivityContext context, OpenTask task, PlannedNotice come)
    {
        if (task.ToCome is not { } toCome)
            return task;
        List<PlannedNotice> rest = [.. toCome.Where(notice => notice.Key != come.Key)];
        if (rest.Count > 0 && Timers(context).All(timer => timer.ParkedBecause is not null))
            NoticeTimer.Open(context, rest[0]);
        return task with { ToCome = rest };
    }

    private static IEnumerable<Bookmark> Timers(ActivityContext context) =>
        context.Bookmarks.Where(timer => timer.Kind == BookmarkKind.Timer);
}
