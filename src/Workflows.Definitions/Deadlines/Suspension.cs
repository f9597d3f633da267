using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>Days on which a term does not run, both included, and the act that says so. What was left of it runs on afterwards.</summary>
public sealed record Suspension(DateOnly From, DateOnly To, string Act)
{
    public bool Covers(DateOnly date) => date >= From && date <= To;

    /// <summary>
    /// Where a term ends once the days it may not use are left out: at each suspension, what is left after it began runs from its end.
    /// </summary>
    /// <param name="starts">The day before the first that counts.</param>
    /// <param name="end">Where it would end without suspensions.</param>
    /// <param name="everyDay">All days count, and not only working days.</param>
    internal static DateOnly Push(
        IReadOnlyList<Suspension> suspensions, DateOnly starts, DateOnly end, bool everyDay, WorkingCalendar calendar)
    {
        // The last day that is spoken for: what overlaps is left out once.
        var free = starts;
        foreach (var suspension in suspensions.OrderBy(one => one.From).ThenBy(one => one.To))
        {
            if (suspension.From > end) break;
            var before = suspension.From.AddDays(-1) is var eve && eve > free ? eve : free;
            if (suspension.To <= before) continue;
            var left = everyDay ? end.DayNumber - before.DayNumber : calendar.WorkingDaysBetween(before, end);
            free = suspension.To;
            // A term whose last days are all closed has nothing left to run.
            if (left > 0) end = everyDay ? calendar.AddCalendarDays(free, left) : calendar.AddWorkingDays(free, left);
        }

        return end;
    }
}

/// <summary>More time given without being asked for, in the unit of the term, and the act that gives it.</summary>
public sealed record OfficeExtension(int Days, string Act);

/// <summary>
/// Days after the deadline within which something is still received as such, when a norm or a policy declares them. Nothing is late before
/// they end.
/// </summary>
public sealed record AdditionalTerm(int Days, bool CountsEveryDay)
{
    public string Text => CountsEveryDay ? SpanishDate.CalendarDays(Days) : SpanishDate.WorkingDays(Days);

    internal Deadline After(Deadline end, WorkingCalendar calendar) => end with
    {
        Date = CountsEveryDay ? calendar.RollForward(calendar.AddCalendarDays(end.Date, Days)) : calendar.AddWorkingDays(end.Date, Days),
    };
}

/// <summary>What people decided about the time of one visit, beside its policy.</summary>
/// <param name="ExtraDays">Granted as extensions (prórrogas), in the unit of the term.</param>
public sealed record Adjustments(int ExtraDays = 0)
{
    public static readonly Adjustments None = new();

    public IReadOnlyList<OfficeExtension> Office { get; init; } = [];

    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>The one that leaves a day out; null when none does.</summary>
    internal Suspension? SuspensionOf(DateOnly day) => Suspensions.FirstOrDefault(one => one.Covers(day));

    public int Days => ExtraDays + Office.Sum(extension => extension.Days);
}
