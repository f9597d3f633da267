using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What a change of the world would do to the deadline of one open task: its date before and after, and which notices move.
/// </summary>
public sealed record DeadlineImpact(Deadline From, Deadline To, IReadOnlyList<MovedNotice> Notices)
{
    /// <param name="kept">The deadline as the task keeps it.</param>
    /// <param name="corrected">The policy to compute with instead of the kept one.</param>
    /// <param name="setsDate">The corrected policy sets a date: what was granted before is not added to it.</param>
    /// <param name="adds">A suspension, or more time given de oficio.</param>
    /// <returns>Null when nothing that is still to come would change, and for tasks that do not say what their deadline came
    /// from.</returns>
    public static DeadlineImpact? Of(
        object? kept, WorkingCalendar calendar, DateTimeOffset now, DeadlinePolicy? corrected = null, bool setsDate = false,
        Adjustments? adds = null)
    {
        var planned = PlannedDeadline.FromValues(kept);
        if (planned.Basis is not { } values)
            return null;
        var basis = DeadlineBasis.Read(values);
        if (corrected is not null)
            basis = basis with { Policy = corrected with { Silence = basis.Policy.Silence } };
        if (setsDate)
            basis = basis with { ExtraDays = 0, Suspensions = [], Office = [] };
        if (adds is not null)
            basis = basis.With(adds);
        var plan = basis.Plan(calendar);

        var before = planned.Notices.ToDictionary(notice => notice.Key.ToString(), notice => notice.At);
        var after = plan.Schedule.Notices.ToDictionary(notice => NoticeKey.Of(notice).ToString(), notice => Instants.Cut(notice.At));
        // What was sent stays true: only notices that have not left move. A term that had ended and runs again has all its notices again.
        var runsAgain = (setsDate || adds is not null) && planned.Deadline.IsLate(now) && !plan.Deadline.IsLate(now);
        var moved = before.Keys.Union(after.Keys)
            .Select(key => new MovedNotice(key, Find(before, key), Find(after, key)))
            .Where(notice => notice.From != notice.To && (notice.From is null || notice.From > now || (runsAgain && notice.To > now)))
            .OrderBy(notice => notice.To ?? notice.From)
            .ToList();

        var from = planned.Deadline;
        var isSameInstant = planned.DueAt == Instants.Cut(plan.Deadline.Instant);
        return from == plan.Deadline && isSameInstant && moved.Count == 0 ? null : new(from, plan.Deadline, moved);
    }

    private static DateTimeOffset? Find(Dictionary<string, DateTimeOffset> notices, string key) =>
        notices.TryGetValue(key, out var at) ? at : null;
}

/// <summary>A notice that would leave at another moment; null when it would not leave.</summary>
/// <param name="Key">reminder:5, due, silence or escalation:2.</param>
public sealed record MovedNotice(string Key, DateTimeOffset? From, DateTimeOffset? To);
