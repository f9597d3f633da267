using Workflows.Definitions.Calendar;

namespace Workflows.Server.Duties;

/// <summary>
/// The dates of a duty. A date happens once, whatever clocks do: an hour that the night skips is the first instant after it, an
/// hour that comes twice is the first of the two.
/// </summary>
public static class DutySchedule
{
    private const int FarthestDays = 400;

    public static DateTimeOffset InstantOf(Duty duty, DateOnly date) => SantiagoTime.ToInstant(date, duty.At);

    public static bool IsOn(Duty duty, DateOnly date, WorkingCalendar calendar) => duty.Days switch
    {
        DutyDays.Every => true,
        DutyDays.FirstOfWeek => IsWorkingDay(date, calendar)
            && !Enumerable.Range(1, ((int)date.DayOfWeek + 6) % 7).Any(back => IsWorkingDay(date.AddDays(-back), calendar)),
        _ => IsWorkingDay(date, calendar),
    };

    private static bool IsWorkingDay(DateOnly date, WorkingCalendar calendar) => date switch
    {
        // Holidays of years nobody has loaded yet are not known: a notice too many hurts less than silence.
        _ when date.Year < calendar.FirstYear || date.Year > calendar.LastYear =>
            date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        _ => calendar.IsWorkingDay(date),
    };

    /// <summary>The dates after one date whose hour has come, in order.</summary>
    public static IReadOnlyList<DateOnly> DueAfter(Duty duty, DateOnly date, DateTimeOffset now, WorkingCalendar calendar)
    {
        var due = new List<DateOnly>();
        var today = SantiagoTime.DateAt(now);
        var first = date.AddDays(1) > today.AddDays(-FarthestDays) ? date.AddDays(1) : today.AddDays(-FarthestDays);
        for (var day = first; day <= today; day = day.AddDays(1))
            if (IsOn(duty, day, calendar) && InstantOf(duty, day) <= now) due.Add(day);
        return due;
    }

    /// <summary>The last date whose hour has come.</summary>
    public static DateOnly? Latest(Duty duty, DateTimeOffset now, WorkingCalendar calendar)
    {
        var today = SantiagoTime.DateAt(now);
        for (var day = today; day > today.AddDays(-FarthestDays); day = day.AddDays(-1))
            if (IsOn(duty, day, calendar) && InstantOf(duty, day) <= now) return day;
        return null;
    }

    /// <summary>The next instants, soonest first.</summary>
    public static IReadOnlyList<DateTimeOffset> Next(Duty duty, DateTimeOffset after, int count, WorkingCalendar calendar)
    {
        var next = new List<DateTimeOffset>(count);
        var today = SantiagoTime.DateAt(after);
        for (var day = today; next.Count < count && day < today.AddDays(FarthestDays); day = day.AddDays(1))
            if (IsOn(duty, day, calendar) && InstantOf(duty, day) is var instant && instant > after) next.Add(instant);
        return next;
    }
}
