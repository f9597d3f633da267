namespace Workflows.Definitions.Calendar;

/// <summary>Every holiday of Chile in the years the product answers for: those of the rules, and those that happen once.</summary>
public static class ChileanHolidays
{
    public const int FirstYear = 2015;
    public const int LastYear = 2045;

    private static readonly Lazy<IReadOnlyList<Holiday>> Generated = new(() =>
        [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(In)]);

    private static readonly Lazy<ILookup<int, Holiday>> OneOff = new(() =>
    {
        using var stream = typeof(ChileanHolidays).Assembly.GetManifestResourceStream("Workflows.Definitions.Calendar.one-off-holidays.csv")
            ?? throw new InvalidOperationException("The assembly lacks one-off-holidays.csv.");
        using var reader = new StreamReader(stream);
        return HolidayFile.Read("one-off-holidays.csv", reader.ReadToEnd()).ToLookup(holiday => holiday.Date.Year);
    });

    /// <summary>All of them, by date.</summary>
    public static IReadOnlyList<Holiday> All => Generated.Value;

    /// <summary>The holidays of one year by date; two may share a day.</summary>
    public static IEnumerable<Holiday> In(int year) => HolidayRules.All
        .Select(rule => rule.In(year)).OfType<Holiday>()
        .Concat(OneOff.Value[year])
        .OrderBy(holiday => holiday.Date).ThenBy(holiday => holiday.Name, StringComparer.Ordinal);
}
