using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>Says in Spanish why a deadline is that date: in one sentence, and day by day with the norm.</summary>
internal static class DeadlineReasons
{
    private const string ExtensionNorm = "Ley 19.880 art. 26";

    public static string Sentence(DeadlineEnd end, Deadline extended, int extraDays, int year, DateTimeOffset openedAt, Territory? place)
    {
        var text = end.Term.Sentence(year);
        var roll = end.Deadline.Date == end.Unrolled ? "" : ", que es inhábil y pasa al siguiente día hábil";
        var extension = extraDays == 0 ? "" : $", más {Days(end.Term, extraDays)} de prórroga";
        var overdue = extended.IsLate(openedAt) ? " La tarea se abrió con el plazo ya vencido." : "";
        var nowhere = place is { Exists: false } ? $" El lugar {place.Code} ya no existe: los días se contaron en todo el país." : "";
        return DeadlineSentence.Of($"{char.ToUpperInvariant(text[0])}{text[1..]}{roll}{extension}", extended) + nowhere + overdue;
    }

    public static IReadOnlyList<DayReason> Explain(
        DeadlineEnd end, DateOnly opened, DateTime from, Deadline extended, int extraDays, WorkingCalendar calendar)
    {
        var days = new List<DayReason>();
        var starts = DateOnly.FromDateTime(from);
        if (end.Term.IsCounted && starts != opened)
        {
            days.AddRange(calendar.ExplainRollForward(opened).SkipLast(1));
            days.Add(new(starts, false, "Lo que llega en día inhábil se entiende llegado este día.", WorkingCalendar.CountNorm));
        }

        days.AddRange(end.Term is Term.CountedHours hours
            ? OfHours(hours, from, end, calendar)
            : OfTerm(end.Term, starts, end.Unrolled, calendar).Skip(days.Count > 0 ? 1 : 0));
        if (end.Deadline.Date != end.Unrolled)
        {
            var rolled = calendar.ExplainRollForward(end.Unrolled);
            days.AddRange(days.Count > 0 && days[^1].Date == end.Unrolled && end.Term.IsCounted ? rolled.Skip(1) : rolled);
        }
        else if (days.Count == 0)
        {
            days.Add(new(end.Unrolled, true, "Es la fecha que fija el plazo.", null));
        }

        if (extraDays > 0) days.AddRange(OfExtension(end, extended, extraDays, calendar));
        return days;
    }

    private static IEnumerable<DayReason> OfHours(Term.CountedHours term, DateTime from, DeadlineEnd end, WorkingCalendar calendar)
    {
        var starts = DateOnly.FromDateTime(from);
        yield return new(
            starts, true, $"Las {SpanishDate.Hours(term.Count)} corren desde las {SpanishDate.Hour(TimeOnly.FromDateTime(from))}.", null);
        if (term.OfWorkingDays)
        {
            foreach (var day in calendar.ExplainDaysWithoutHours(starts, end.Unrolled))
                yield return day;
        }

        yield return new(end.Unrolled, true, $"Se cumplen a las {SpanishDate.Hour(end.Deadline.Hour!.Value)}.", null);
    }

    private static IReadOnlyList<DayReason> OfTerm(Term term, DateOnly starts, DateOnly unrolled, WorkingCalendar calendar) => term switch
    {
        Term.WorkingDays days => calendar.ExplainAddWorkingDays(starts, days.Count),
        Term.CalendarDays days => calendar.ExplainAddCalendarDays(starts, days.Count),
        Term.Months =>
        [
            new(starts, false, "El plazo de meses corre desde este día.", WorkingCalendar.CountNorm),
            new(unrolled, true, unrolled.Day == starts.Day
                ? "Es el mismo día del mes en que vence."
                : $"El mes no tiene día {starts.Day.ToString(CultureInfo.InvariantCulture)}: vence su último día.",
                    WorkingCalendar.CountNorm),
        ],
        _ => [],
    };

    private static IEnumerable<DayReason> OfExtension(DeadlineEnd end, Deadline extended, int extraDays, WorkingCalendar calendar)
    {
        var counted = end.Term.CountsEveryDay
            ? calendar.ExplainAddCalendarDays(end.Deadline.Date, extraDays)
            : calendar.ExplainAddWorkingDays(end.Deadline.Date, extraDays);
        foreach (var day in counted.Skip(1))
            yield return day.Counted ? day with { Reason = $"Prórroga. {day.Reason}", Norm = ExtensionNorm } : day;
        if (counted[^1].Date == extended.Date) yield break;
        foreach (var day in calendar.ExplainRollForward(counted[^1].Date).Skip(1))
            yield return day;
    }

    public static string Days(Term term, int count) =>
        term.CountsEveryDay ? SpanishDate.CalendarDays(count) : SpanishDate.WorkingDays(count);
}
