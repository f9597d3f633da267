using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// A moment as a flow draws it: a date, a day of the year or the day it is asked, and so many days after or before it. It explains
/// itself and never reads a clock.
/// </summary>
/// <param name="Day">The day it is counted from; null for the day it is asked.</param>
/// <param name="EachYear">A day of the year of the process, moved by <paramref name="YearOffset"/>; null when it is no such day.</param>
/// <param name="WorkingDays">How many working days after it; before it when negative.</param>
/// <param name="CalendarDays">The same in días corridos.</param>
/// <param name="Rolls">When the day is not a working day, the next one is.</param>
public sealed record Moment(
    DateOnly? Day, DayOfYear? EachYear, int YearOffset, int WorkingDays, int CalendarDays, TimeOnly Hour, bool Rolls)
{
    private static readonly string[] Fields = ["date", "on", "yearOffset", "workingDays", "calendarDays", "hour", "roll"];

    /// <summary>A moment found, with the days that led to it.</summary>
    public sealed record Found(DateTimeOffset At, string Sentence, IReadOnlyList<DayReason> Explanation);

    /// <exception cref="FormatException">The values are no moment; the message, in Spanish, says what to mend.</exception>
    public static Moment Read(object? values)
    {
        if (values is not IReadOnlyDictionary<string, object?> members)
            throw new FormatException("La fecha se escribe con «date», «on», «workingDays» o «calendarDays».");
        if (members.Keys.FirstOrDefault(name => !Fields.Contains(name)) is { } unknown)
            throw new FormatException($"La fecha no tiene «{unknown}»: usa {string.Join(", ", Fields)}.");
        var (day, each) = (DayOf(members.GetValueOrDefault("date")), EachYearOf(values.TextOf("on")));
        if (day is not null && each is not null)
            throw new FormatException("La fecha tiene «date» y también «on»: deja uno de los dos.");
        var (working, calendar) = (values.WholeOf("workingDays") ?? 0, values.WholeOf("calendarDays") ?? 0);
        if (working != 0 && calendar != 0)
            throw new FormatException("La fecha cuenta días hábiles y también corridos: deja unos.");
        if (day is null && each is null && working == 0 && calendar == 0)
            throw new FormatException("No se indicó qué fecha: usa «date», «on», «workingDays» o «calendarDays».");
        return new(day, each, values.WholeOf("yearOffset") ?? 0, working, calendar, HourOf(values.TextOf("hour")),
            values.TextOf("roll") == "next");
    }

    /// <param name="asked">The day on which the flow asks.</param>
    public Found In(WorkingCalendar calendar, DateOnly asked, int year)
    {
        var from = Day ?? EachYear?.In(year + YearOffset) ?? asked;
        var days = new List<DayReason>();
        var date = from;
        if (WorkingDays != 0)
        {
            date = calendar.AddWorkingDays(from, WorkingDays);
            days.AddRange(calendar.ExplainAddWorkingDays(from, WorkingDays));
        }
        else if (CalendarDays != 0)
        {
            date = calendar.AddCalendarDays(from, CalendarDays);
            days.AddRange(calendar.ExplainAddCalendarDays(from, CalendarDays));
        }

        var rolled = Rolls ? calendar.RollForward(date) : date;
        if (rolled != date)
            days.AddRange(calendar.ExplainRollForward(date));
        return new(SantiagoTime.ToInstant(rolled, Hour),
            $"{Words(from)}: {SpanishDate.WithWeekday(rolled)} a las {SpanishDate.Hour(Hour)}.", days);
    }

    /// <summary>Which comes first, as any comparison says it; null when that depends on the calendar or on the day it is asked.</summary>
    public int? Against(Moment other)
    {
        if (Rolls != other.Rolls)
            return null;
        if ((Day, EachYear, YearOffset) == (other.Day, other.EachYear, other.YearOffset))
        {
            var sameUnit = (WorkingDays == 0 && other.WorkingDays == 0) || (CalendarDays == 0 && other.CalendarDays == 0);
            return sameUnit ? (WorkingDays + CalendarDays, Hour).CompareTo((other.WorkingDays + other.CalendarDays, other.Hour)) : null;
        }

        if ((WorkingDays, CalendarDays, other.WorkingDays, other.CalendarDays) != (0, 0, 0, 0))
            return null;
        if (Day is { } day && other.Day is { } otherDay)
            return (day, Hour).CompareTo((otherDay, other.Hour));
        return EachYear is { } each && other.EachYear is { } otherEach
            ? (YearOffset, each.Month, each.Day, Hour).CompareTo((other.YearOffset, otherEach.Month, otherEach.Day, other.Hour))
            : null;
    }

    private string Words(DateOnly from)
    {
        var counted = WorkingDays != 0 ? SpanishDate.WorkingDays(Math.Abs(WorkingDays)) : SpanishDate.CalendarDays(Math.Abs(CalendarDays));
        return (WorkingDays, CalendarDays) switch
        {
            (0, 0) => $"El {SpanishDate.Of(from)}",
            ( > 0, _) or (_, > 0) => $"{counted} después del {SpanishDate.Of(from)}",
            _ => $"{counted} antes del {SpanishDate.Of(from)}",
        };
    }

    /// <summary>A date, or the day in Santiago of an instant: what another step left may be either.</summary>
    private static DateOnly? DayOf(object? value)
    {
        if (value is null)
            return null;
        var text = Values.ToText(value);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        try
        {
            return SantiagoTime.DateAt(Instants.Parse(text));
        }
        catch (FormatException)
        {
            throw new FormatException($"«{text}» no es una fecha: escríbela como 2026-02-13.");
        }
    }

    private static DayOfYear? EachYearOf(string? text) => text is null ? null
        : DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(day.Month, day.Day)
        : throw new FormatException($"«{text}» no es un día del año: escríbelo como 10-15, primero el mes.");

    private static TimeOnly HourOf(string? text) => text is null ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour
        : throw new FormatException($"«{text}» no es una hora: escríbela como 18:30.");
}
