namespace Workflows.Definitions.Organisation;

/// <summary>
/// A unit (división, departamento, oficina) of an institution or a ministry between two dates. One that is renamed, or passes to another
/// place or parent, has a row for each period under the same code.
/// </summary>
/// <param name="PlaceCode">The institution or the ministry it belongs to.</param>
public sealed record Unit(string Code, string Name, string PlaceCode)
{
    /// <summary>The unit it answers to, of the same place.</summary>
    public string? ParentCode { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool ExistsOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}

/// <summary>
/// A post of a unit and its place in the order of rank (orden jerárquico): by Ley 18.834, art. 80, whoever follows in rank in the same
/// unit substitutes whoever is away. It is held by whoever has a role in the unit's place, or by a named person: one of the two.
/// </summary>
/// <param name="Rank">1 for the highest of the unit.</param>
/// <param name="Title">What the post is called, in Spanish.</param>
public sealed record UnitPost(string UnitCode, int Rank, string Title)
{
    public Role? Role { get; init; }

    public string? PersonId { get; init; }

    /// <summary>Whether they meet the requirements of the posts above: who does not is passed over (art. 80).</summary>
    public bool MeetsRequirements { get; init; } = true;

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool IsInForceOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}

/// <summary>
/// The ministry an institution answers to between two dates, when it is not the one of its own row: a law moves services between
/// ministries, and what was answered on the days before stays true.
/// </summary>
public sealed record Dependency(string InstitutionCode, string MinistryCode)
{
    /// <summary>The law or decree that says so.</summary>
    public string? Norm { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool IsInForceOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}
