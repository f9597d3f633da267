using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// The holidays between two dates as a computation keeps them beside its result: all that a calendar knew there and nobody can derive.
/// With them the same computation gives the same dates and the same reasons for ever, whatever holidays the law makes or takes later.
/// </summary>
public static class KeptHolidays
{
    /// <summary>A date that rolls passes over fewer days than these, before the first day and after the last that anybody names.</summary>
    private const int Margin = 15;

    public static List<object?> ToValues(WorkingCalendar calendar, DateOnly first, DateOnly last)
    {
        var kept = new List<object?>();
        foreach (var holiday in calendar.HolidaysBetween(first.AddDays(-Margin), last.AddDays(Margin)))
            kept.Add(ToValues(holiday));
        return kept;
    }

    /// <summary>A calendar that knows these and weekends, and nothing of other dates.</summary>
    /// <param name="first">The dates they were kept for.</param>
    public static WorkingCalendar CalendarOf(IReadOnlyList<object?> kept, DateOnly first, DateOnly last, Territory? place) =>
        new([.. kept.Select(FromValues)], first.AddDays(-Margin).Year, last.AddDays(Margin).Year, place);

    private static Dictionary<string, object?> ToValues(Holiday holiday)
    {
        var values = new Dictionary<string, object?>
        {
            ["date"] = PlainValues.ToText(holiday.Date),
            ["name"] = holiday.Name,
            ["norm"] = holiday.Norm,
        };
        if (holiday.Scope != HolidayScope.National) values["scope"] = holiday.Scope.ToString();
        if (holiday.Territory.Length > 0) values["territory"] = holiday.Territory;
        if (holiday.BaseDate != holiday.Date) values["baseDate"] = PlainValues.ToText(holiday.BaseDate);
        if (holiday.Moved) values["moved"] = true;
        if (holiday.IsUnverified) values["unverified"] = true;
        if (holiday.Provenance is { } provenance) values["provenance"] = provenance;
        return values;
    }

    private static Holiday FromValues(object? values)
    {
        var date = values.DateOf("date") ?? throw new FormatException("A kept holiday has no date.");
        return new(
            date, values.TextOf("name") ?? "",
            values.TextOf("scope") is { } scope ? Enum.Parse<HolidayScope>(scope) : HolidayScope.National, values.TextOf("norm") ?? "")
        {
            Territory = values.TextOf("territory") ?? "",
            BaseDate = values.DateOf("baseDate") ?? date,
            Moved = values.FlagOf("moved"),
            IsUnverified = values.FlagOf("unverified"),
            Provenance = values.TextOf("provenance"),
        };
    }
}
