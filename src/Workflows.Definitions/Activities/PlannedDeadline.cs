using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>A moment of a deadline as a timer keeps it: what to wake for, and when.</summary>
/// <param name="Key">reminder:5, reminder:4h, due, silence, escalation:2.</param>
public sealed record PlannedNotice(string Key, NoticeKind Kind, int Level, DateTimeOffset At, DateTimeOffset? HeldUntil)
{
    public static string KeyOf(ScheduledNotice notice) => notice.Kind switch
    {
        NoticeKind.Reminder when notice.Hours is { } hours => string.Create(CultureInfo.InvariantCulture, $"reminder:{hours}h"),
        NoticeKind.Reminder => string.Create(CultureInfo.InvariantCulture, $"reminder:{notice.WorkingDays}"),
        NoticeKind.Escalation => KeyOfLevel(notice.Level),
        NoticeKind.Silence => "silence",
        _ => "due",
    };

    public static string KeyOfLevel(int level) => string.Create(CultureInfo.InvariantCulture, $"escalation:{level}");

    /// <summary>The number after the colon: days or hours before for a reminder, level for an escalation.</summary>
    public static int NumberIn(string key) =>
        int.Parse(key.AsSpan(key.IndexOf(':', StringComparison.Ordinal) + 1).TrimEnd('h'), CultureInfo.InvariantCulture);

    /// <summary>How far before the deadline a reminder leaves: «2 días hábiles», «4 horas».</summary>
    public static string DistanceIn(string key) =>
        key.EndsWith('h') ? SpanishDate.Hours(NumberIn(key)) : SpanishDate.WorkingDays(NumberIn(key));
}

/// <summary>The deadline of one visit as the world answered it: what activities and the journal read.</summary>
/// <param name="basis">What was asked to get it: see <see cref="DeadlineBasis"/>.</param>
public sealed class PlannedDeadline(object? answer, object? basis)
{
    public object? Answer => answer;

    /// <summary>What the task page shows, and what it was computed from, so that it can be computed again.</summary>
    public object? Values => new Dictionary<string, object?>((IReadOnlyDictionary<string, object?>)answer!) { ["basis"] = basis };

    public Deadline Deadline { get; } = Deadline.Parse(answer.TextOf("deadline")!);

    /// <summary>Before this instant nothing is received; null when the task may be done from the day it opens.</summary>
    public DateTimeOffset? OpensAt => answer.TextOf("opensAt") is { } opens ? Instants.Parse(opens) : null;

    public string Sentence => answer.TextOf("sentence")!;

    public IEnumerable<PlannedNotice> Notices => answer.ListOf("notices").Select(notice => new PlannedNotice(
        notice.TextOf("key")!, Enum.Parse<NoticeKind>(notice.TextOf("kind")!), notice.WholeOf("level") ?? 0,
        Instants.Parse(notice.TextOf("at")!), notice.TextOf("heldUntil") is { } held ? Instants.Parse(held) : null));

    public DateTimeOffset? LevelAt(int level) => Notices.FirstOrDefault(notice => notice.Key == PlannedNotice.KeyOfLevel(level))?.At;

    public static Dictionary<string, object?> ToValues(DeadlinePlan plan)
    {
        var values = Always(plan);
        if (plan.OpensAt is { } opens)
            values["opensAt"] = Instants.ToText(opens);
        return values;
    }

    private static Dictionary<string, object?> Always(DeadlinePlan plan) => new()
    {
        ["deadline"] = plan.Deadline.ToString(),
        ["dueAt"] = Instants.ToText(plan.Deadline.Instant),
        ["sentence"] = plan.Sentence,
        ["explanation"] = ExplainedDays.ToValues(plan.Explanation),
        ["notices"] = plan.Schedule.Notices.Select(object? (notice) => ToValues(notice)).ToList(),
        ["suppressed"] = plan.Schedule.Suppressed.Select(object? (suppressed) => new Dictionary<string, object?>
        {
            ["key"] = PlannedNotice.KeyOf(suppressed.Notice),
            ["at"] = Instants.ToText(suppressed.Notice.At),
            ["reason"] = suppressed.Reason,
        }).ToList(),
    };

    private static Dictionary<string, object?> ToValues(ScheduledNotice notice)
    {
        var values = new Dictionary<string, object?>
        {
            ["key"] = PlannedNotice.KeyOf(notice),
            ["kind"] = notice.Kind.ToString(),
            ["level"] = (double)notice.Level,
            ["at"] = Instants.ToText(notice.At),
            ["date"] = PlainValues.ToText(notice.LocalDate),
        };
        if (notice.HeldUntil is { } held)
            values["heldUntil"] = Instants.ToText(held);
        return values;
    }
}
