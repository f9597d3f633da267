using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What another calendar would do to a date that a flow waits for: the date before and after, written as deadlines are. It moves nothing.
/// </summary>
public sealed record WaitImpact(string From, string To)
{
    /// <summary>The names of the timers that may be such dates.</summary>
    public static IReadOnlyList<string> Timers { get; } = [WaitUntil.Timer, Window.Timer, ForEach.Timer];

    /// <returns>Null when the date would be the same, and for timers that were not counted on the calendar.</returns>
    public static WaitImpact? Of(Bookmark timer, WorkingCalendar calendar)
    {
        if (timer is not { Kind: BookmarkKind.Timer, DueAt: { } due } || AskedBy(timer) is not { } asked)
            return null;
        var at = Instants.Cut(Moments.Find(asked, calendar).At);
        return at == due ? null : new(Moments.TextOf(due), Moments.TextOf(at));
    }

    /// <summary>When a flow began to wait for it; null for timers that were not counted on the calendar.</summary>
    public static DateTimeOffset? AskedAt(Bookmark timer) => AskedBy(timer)?.Asked;

    private static MomentQuestion? AskedBy(Bookmark timer) => MomentQuestion.Find(timer.Data) is { Moment: not null } asked ? asked : null;
}
