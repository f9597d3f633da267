using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// A plan as pages read it, with everything that is derived: each day and its reason, the moments to come and the suppressed.
/// </summary>
public static class ShownDeadline
{
    public static Dictionary<string, object?> Of(DeadlinePlan plan)
    {
        var values = new Dictionary<string, object?>
        {
            ["deadline"] = plan.Deadline.ToString(),
            ["dueAt"] = Instants.ToText(plan.Deadline.Instant),
            ["sentence"] = plan.Sentence,
            ["explanation"] = ExplainedDays.ToValues(plan.Explanation),
            ["notices"] = plan.Schedule.Notices.Select(object? (notice) => Notice(notice)).ToList(),
            ["suppressed"] = plan.Schedule.Suppressed.Select(object? (notice) => Suppressed(notice)).ToList(),
        };
        if (plan.OpensAt is { } opens)
            values["opensAt"] = Instants.ToText(opens);
        if (plan.AdditionalUntil is { } additional)
            values["additionalUntil"] = additional.ToString();
        return values;
    }

    private static Dictionary<string, object?> Notice(ScheduledNotice notice)
    {
        var values = new Dictionary<string, object?>
        {
            ["key"] = NoticeKey.Of(notice).ToString(),
            ["kind"] = notice.Kind.ToString(),
            ["level"] = (double)notice.Level,
            ["at"] = Instants.ToText(notice.At),
            ["date"] = PlainValues.ToText(notice.LocalDate),
        };
        if (notice.HeldUntil is { } held)
            values["heldUntil"] = Instants.ToText(held);
        return values;
    }

    private static Dictionary<string, object?> Suppressed(SuppressedNotice suppressed) => new()
    {
        ["key"] = NoticeKey.Of(suppressed.Notice).ToString(),
        ["at"] = Instants.ToText(suppressed.Notice.At),
        ["reason"] = suppressed.Reason,
    };
}
