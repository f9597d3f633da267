namespace Workflows.Definitions.Calendar;

/// <summary>
/// A holiday that comes every year: its day, where it may be moved to, and the law that says so with the first year it ruled.
/// </summary>
/// <param name="Day">The day it commemorates in a year; nothing in the years it does not happen.</param>
public sealed record HolidayRule(string Name, string Norm, int Since, Func<int, DateOnly?> Day)
{
    /// <summary>The rule in Spanish, for whoever asks why it is that day.</summary>
    public string Text { get; init; } = "fijo";

    /// <summary>Where it counts; empty for the whole country.</summary>
    public string Territory { get; init; } = "";

    /// <summary>From the day commemorated to the day off.</summary>
    public Func<DateOnly, DateOnly>? Moves { get; init; }

    public Holiday? In(int year)
    {
        if (year < Since || Day(year) is not { } day) return null;
        var date = Moves?.Invoke(day) ?? day;
        return new Holiday(date, Name, Territory.Length > 0 ? HolidayScope.Territorial : HolidayScope.National, Norm)
        {
            Territory = Territory,
            BaseDate = day,
            Moved = date != day,
            Rule = Text,
        };
    }
}
