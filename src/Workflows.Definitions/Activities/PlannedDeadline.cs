using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// The deadline of one visit as the world answered it: what activities and the journal read. It keeps what nobody can derive (what was
/// asked, and the holidays there were); the days one by one and the moments of its notices come from them.
/// </summary>
/// <param name="basis">What was asked to get it: see <see cref="DeadlineBasis"/>.</param>
public sealed class PlannedDeadline(object? answer, object? basis)
{
    /// <summary>Where the days were counted, when the policy left it to the institution.</summary>
    internal const string PlaceKey = "place";

    private const string BasisKey = "basis";
    private const string HolidaysKey = "holidays";
    private const string NoticesKey = "notices";
    private const string SpanKey = "span";
    private const string CalendarKey = "calendar";

    // Read once: a ladder asks for its levels one by one.
    private IReadOnlyList<PlannedNotice>? _notices;
    private Deadline? _deadline;

    public object? Answer => answer;

    /// <summary>See <see cref="DeadlineBasis"/>; null for tasks opened before it was kept.</summary>
    public object? Basis => basis;

    /// <summary>When it ends, as the task keeps it.</summary>
    public DateTimeOffset DueAt => Instants.Parse(answer.TextOf("dueAt")!);

    public Deadline Deadline => _deadline ??= Deadline.Parse(answer.TextOf("deadline")!);

    /// <summary>Before this instant nothing is received; null when the task may be done from the day it opens.</summary>
    public DateTimeOffset? OpensAt => answer.TextOf("opensAt") is { } opens ? Instants.Parse(opens) : null;

    /// <summary>Code of where its days were counted, when that depended on the institution; null in the whole country.</summary>
    public string? Place => answer.TextOf(PlaceKey);

    /// <summary>The end of the plazo adicional, after which something is late; null without one.</summary>
    public Deadline? AdditionalUntil =>
        answer.TextOf("additionalUntil") is { } until ? Deadlines.Deadline.Parse(until) : null;

    /// <summary>The first instant at which something is late.</summary>
    public DateTimeOffset LateFrom => (AdditionalUntil ?? Deadline).ExpiresAt;

    public string Sentence => answer.TextOf("sentence")!;

    /// <summary>Every moment it has, in order: those that have passed as well.</summary>
    public IReadOnlyList<PlannedNotice> Notices => _notices ??= answer.Member(NoticesKey) is { } told
        ? [.. told.AsList().Select(PlannedNotice.FromValues)]
        : [.. Plan()!.Schedule.Notices.Select(PlannedNotice.Of)];

    /// <summary>As a task keeps it: without the moments, which are derived.</summary>
    public object? Values
    {
        get
        {
            var kept = new Dictionary<string, object?>((IReadOnlyDictionary<string, object?>)answer!) { [BasisKey] = basis };
            if (kept.ContainsKey(HolidaysKey))
                kept.Remove(NoticesKey);
            return kept;
        }
    }

    /// <summary>As pages read it: see <see cref="ShownDeadline"/>. A task opened before 2026-12 keeps all of it.</summary>
    public object? Shown => Plan() is not { } plan ? Values
        : new Dictionary<string, object?>(ShownDeadline.Of(plan)) { [BasisKey] = basis, [CalendarKey] = answer.Member(CalendarKey) };

    public DateTimeOffset? LevelAt(int level) => Notices.FirstOrDefault(notice => notice.Key == NoticeKey.OfLevel(level))?.At;

    /// <summary>As a task keeps it.</summary>
    public static PlannedDeadline FromValues(object? kept) => new(kept, kept.Member(BasisKey));

    /// <summary>The answer of a world.</summary>
    public static Dictionary<string, object?> AnswerOf(DeadlineBasis basis, WorkingCalendar calendar)
    {
        var plan = basis.Plan(calendar);
        var (first, last) = Span(basis, plan);
        var values = new Dictionary<string, object?>
        {
            ["deadline"] = plan.Deadline.ToString(),
            ["dueAt"] = Instants.ToText(plan.Deadline.Instant),
            ["sentence"] = plan.Sentence,
            [NoticesKey] = plan.Schedule.Notices.Select(object? (notice) => PlannedNotice.Of(notice).ToString()).ToList(),
            [SpanKey] = new List<object?> { PlainValues.ToText(first), PlainValues.ToText(last) },
            [CalendarKey] = calendar.Edition,
            [HolidaysKey] = KeptHolidays.ToValues(calendar.In(basis.Territory), first, last),
        };
        if (plan.OpensAt is { } opens)
            values["opensAt"] = Instants.ToText(opens);
        if (plan.AdditionalUntil is { } additional)
            values["additionalUntil"] = additional.ToString();
        return values;
    }

    /// <summary>Computed again from what is kept; null for a task that keeps its days instead.</summary>
    private DeadlinePlan? Plan()
    {
        if (answer.Member(HolidaysKey) is null || answer.ListOf(SpanKey) is not [string first, string last])
            return null;
        var read = DeadlineBasis.Read(basis);
        return read.Plan(KeptHolidays.CalendarOf(
            answer.ListOf(HolidaysKey), PlainValues.ToDate(first)!.Value, PlainValues.ToDate(last)!.Value, read.Territory));
    }

    /// <summary>The first and the last day that anything of it names.</summary>
    private static (DateOnly First, DateOnly Last) Span(DeadlineBasis basis, DeadlinePlan plan)
    {
        var opened = SantiagoTime.DateAt(basis.OpenedAt);
        var (first, last) = opened < plan.Deadline.Date ? (opened, plan.Deadline.Date) : (plan.Deadline.Date, opened);
        if (plan.AdditionalUntil is { } until && until.Date > last)
            last = until.Date;
        foreach (var notice in plan.Schedule.Notices.Concat(plan.Schedule.Suppressed.Select(suppressed => suppressed.Notice)))
            (first, last) = (notice.LocalDate < first ? notice.LocalDate : first, notice.LocalDate > last ? notice.LocalDate : last);
        return (first, last);
    }
}
