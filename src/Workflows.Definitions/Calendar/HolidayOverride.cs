namespace Workflows.Definitions.Calendar;

/// <summary>
/// A change of the holidays that no rule knows yet: a law that adds a day or takes one away, with who entered it. It is laid over the
/// generated holidays; these never change.
/// </summary>
/// <param name="Adds">True: the day is a holiday. False: the holiday of that name does not happen on that day.</param>
/// <param name="Provenance">Who entered and approved it, and when.</param>
public sealed record HolidayOverride(DateOnly Date, string Name, bool Adds, string Norm, Territory? Place, string Provenance)
{
    public static IReadOnlyList<Holiday> Apply(IEnumerable<Holiday> holidays, IReadOnlyCollection<HolidayOverride> overrides)
    {
        var removed = overrides.Where(change => !change.Adds).Select(change => (change.Date, change.Name)).ToHashSet();
        return
        [
            .. holidays.Where(holiday => !removed.Contains((holiday.Date, holiday.Name))),
            .. overrides.Where(change => change.Adds).Select(change => change.ToHoliday()),
        ];
    }

    private Holiday ToHoliday() => new(Date, Name, Place is null ? HolidayScope.National : HolidayScope.Territorial, Norm)
    {
        Territory = Place is null ? "" : $"{char.ToUpperInvariant(Place.Label[0])}{Place.Label[1..]} ({Place.Code})",
        Rule = "ingresado a mano",
        Provenance = Provenance,
    };
}
