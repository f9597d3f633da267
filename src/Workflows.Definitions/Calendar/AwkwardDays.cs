namespace Workflows.Definitions.Calendar;

/// <summary>Days that surprise whoever plans: alone between closed days, or in a week with hardly any work.</summary>
/// <param name="Kind">sandwich, longWeekend or shortWeek.</param>
public sealed record AwkwardDay(DateOnly Date, string Kind, string Text)
{
    private const int ShortWeek = 3;
    private const int LongWeekend = 3;

    /// <summary>The awkward days of a year, by date.</summary>
    public static IReadOnlyList<AwkwardDay> In(int year, WorkingCalendar calendar)
    {
        var days = new List<AwkwardDay>();
        var closed = 0;
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1))
        {
            if (calendar.IsWorkingDay(date))
            {
                if (closed >= LongWeekend)
                    days.Add(new(date.AddDays(-closed), "longWeekend", $"Empiezan {closed} días inhábiles seguidos."));
                closed = 0;
                if (IsClosed(date.AddDays(-1)) && IsClosed(date.AddDays(1)))
                    days.Add(new(date, "sandwich", "Único día hábil entre días inhábiles."));
            }
            else
            {
                closed++;
            }

            if (date.DayOfWeek == DayOfWeek.Monday && WorkingDaysFrom(date) is var open and <= ShortWeek)
                days.Add(new(date, "shortWeek", $"La semana tiene {(open == 1 ? "1 día hábil" : $"{open} días hábiles")}."));
        }

        return [.. days.OrderBy(day => day.Date).ThenBy(day => day.Kind, StringComparer.Ordinal)];

        bool IsClosed(DateOnly date) => date.Year < calendar.FirstYear || date.Year > calendar.LastYear || !calendar.IsWorkingDay(date);

        int WorkingDaysFrom(DateOnly monday) => Enumerable.Range(0, 5).Count(i => !IsClosed(monday.AddDays(i)));
    }
}
