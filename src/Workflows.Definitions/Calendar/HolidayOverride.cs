namespace Workflows.Definitions.Calendar;

/// <summary>
/// A change of the holidays that no rule knows yet: a law that adds a day or takes one away, with who entered it. It is laid over the
/// generated holidays; these never change.
/// </summary>
/// <param name="Adds">True: the day is a holiday. False: the holiday of that name does not happen on that day.</param>
/// <param name="Places">Where it counts; the whole country without any.</param>
/// <param name="Provenance">Who entered and approved it, and when.</param>
public sealed record HolidayOverride(
    DateOnly Date, string Name, bool Adds, string Norm, IReadOnlyList<Territory> Places, string Provenance)
{
    private const string Additional = "Feriado adicional ";

    /// <param name="overrides">In the order in which they came into force: a later law may undo an earlier one, and be undone.</param>
    public static IReadOnlyList<Holiday> Apply(IEnumerable<Holiday> holidays, IReadOnlyCollection<HolidayOverride> overrides)
    {
        var now = holidays.ToList();
        var gone = new List<Holiday>();
        foreach (var change in overrides)
        {
            var there = now.FindAll(change.Means);
            if (!change.Adds)
            {
                gone.AddRange(there);
                now.RemoveAll(there.Contains);
            }
            else if (there.Count == 0)
            {
                now.Add(change.Restored(gone) ?? change.ToHoliday());
            }
        }

        return now;
    }

    /// <summary>Would it change anything? A law may be undone only once, and a day made a holiday only once.</summary>
    public bool Changes(IEnumerable<Holiday> holidays) => Adds != holidays.Any(Means);

    private bool Means(Holiday holiday) =>
        holiday.Date == Date && (string.Equals(holiday.Name, Name.Trim(), StringComparison.OrdinalIgnoreCase) || WasCalled(holiday));

    /// <summary>«Feriado adicional Fiestas Patrias», as those of «Fiestas Patrias (20 de septiembre)» were called once.</summary>
    private bool WasCalled(Holiday holiday) =>
        Name.StartsWith(Additional, StringComparison.Ordinal)
        && holiday.Name.StartsWith($"{Name[Additional.Length..]} (", StringComparison.Ordinal);

    /// <summary>What an earlier law took away comes back as it was, with the law that brings it back.</summary>
    private Holiday? Restored(List<Holiday> gone) => gone.FindLast(Means) is { } before && Places.Count == 0
        ? before with { Norm = $"{before.Norm}; {Norm}", Provenance = Provenance }
        : null;

    private Holiday ToHoliday() =>
        new(Date, Name.Trim(), Places.Count == 0 ? HolidayScope.National : HolidayScope.Territorial, Norm)
        {
            Territory = string.Join(
                " y ", Places.Select(place => $"{char.ToUpperInvariant(place.Label[0])}{place.Label[1..]} ({place.Code})")),
            Rule = "ingresado a mano",
            Provenance = Provenance,
        };
}
