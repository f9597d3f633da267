namespace Workflows.Definitions.Organisation;

/// <summary>From one day to another, both included; an open end has no date.</summary>
internal static class Validity
{
    public static bool Covers(DateOnly? from, DateOnly? to, DateOnly date) => !(date < from) && !(date > to);

    public static bool Touches(DateOnly? from, DateOnly? to, int year) =>
        !(from > new DateOnly(year, 12, 31)) && !(to < new DateOnly(year, 1, 1));

    /// <summary>Whether two periods share a day.</summary>
    public static bool Meet(DateOnly? from, DateOnly? to, DateOnly? otherFrom, DateOnly? otherTo) => !(from > otherTo) && !(otherFrom > to);
}
