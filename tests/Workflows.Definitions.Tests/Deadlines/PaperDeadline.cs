using Workflows.Definitions.Tests.Calendar;

namespace Workflows.Definitions.Tests.Deadlines;

/// <summary>How a clerk is told of a term, in words of the law and of no program.</summary>
/// <param name="Unit">H hábiles, C corridos, M months, F a fixed date.</param>
/// <param name="Count">Days or months; of a fixed date, so many days after the opening.</param>
/// <param name="Start">A from the opening, W from the working day it counts as, N notified in person, L notified by letter.</param>
internal sealed record PaperTerm(
    char Unit, int Count, char Start, bool Rolls, int Extra, int Office, (DateOnly From, DateOnly To)[] Suspended, int Additional,
    bool AdditionalEveryDay);

/// <summary>
/// A clerk who reckons a deadline with a paper calendar: one day at a time, crossing days out. It shares no line with the product.
/// </summary>
internal sealed class PaperDeadline(PaperCalendar calendar)
{
    public (DateOnly End, DateOnly? Additional) Reckon(PaperTerm term, DateOnly opened)
    {
        var starts = term.Unit == 'F' ? opened : StartOf(term, opened);
        var end = term.Unit switch
        {
            'H' => Walk(starts, term.Count + term.Extra + term.Office, calendar.IsOpen, term),
            'C' => Walk(starts, term.Count + term.Extra + term.Office, _ => true, term),
            // Of a term that is no number of days the clerk first finds the last day, lets as many days run, and then those given.
            'M' => Walk(starts, Days(starts, SameDay(starts, term.Count)) + term.Extra + term.Office, _ => true, term),
            _ => Walk(
                Walk(starts, Days(starts, opened.AddDays(term.Count)), _ => true, term), term.Extra + term.Office, calendar.IsOpen, term),
        };
        if (term.Rolls) end = calendar.Roll(end);
        if (term.Additional == 0) return (end, null);
        return (end, term.AdditionalEveryDay ? calendar.Roll(end.AddDays(term.Additional)) : calendar.Add(end, term.Additional));
    }

    private DateOnly StartOf(PaperTerm term, DateOnly opened) => term.Start switch
    {
        'W' => calendar.Roll(opened),
        'L' => calendar.Add(opened, 3),
        _ => opened,
    };

    private static DateOnly Walk(DateOnly starts, int count, Func<DateOnly, bool> counts, PaperTerm term)
    {
        var day = starts;
        while (count > 0)
        {
            day = day.AddDays(1);
            if (!term.Suspended.Any(one => day >= one.From && day <= one.To) && counts(day)) count--;
        }

        return day;
    }

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static DateOnly SameDay(DateOnly date, int months)
    {
        var (year, month) = (date.Year, date.Month);
        for (; months > 0; months--) (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        int[] longest = [31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        return new DateOnly(year, month, Math.Min(date.Day, longest[month - 1]));
    }
}
