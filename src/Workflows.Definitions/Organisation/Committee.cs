namespace Workflows.Definitions.Organisation;

/// <summary>An interministerial committee or a council, with the decree that made it. Dated.</summary>
public sealed record Committee(string Code, string Name)
{
    public string? Norm { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }
}

/// <summary>How somebody comes to a seat: by another post they hold (ex officio), by designation or by election.</summary>
public enum SeatBasis
{
    ExOfficio,
    Designated,
    Elected,
}

/// <summary>
/// A seat of a committee between two dates. One held ex officio passes by itself to whoever acts in the post it goes with, «(S)»
/// included; any other belongs to a person.
/// </summary>
/// <param name="Name">Which seat it is, in Spanish: unique within the committee at a time.</param>
/// <param name="Role">What its holder is in the committee: president, member, alternate, secretary or guest.</param>
public sealed record Seat(string CommitteeCode, string Name, Role Role, SeatBasis Basis)
{
    /// <summary>The post it goes with, when it is held ex officio.</summary>
    public Role? OfRole { get; init; }

    /// <summary>Where that post is.</summary>
    public string? OfScope { get; init; }

    /// <summary>Whose it is, when it is not held ex officio.</summary>
    public string? PersonId { get; init; }

    /// <summary>The seat it is an alternate of («suplente de»): when nobody acts in that one, whoever has this one does.</summary>
    public string? AlternateOf { get; init; }

    public string? Norm { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>Where what is asked of this seat alone is asked: nobody else of the committee may do it.</summary>
    public string Place => PlaceOf(CommitteeCode, Name);

    /// <summary>The place of the seat it is an alternate of.</summary>
    internal string? AlternatePlace => AlternateOf is { } seat ? PlaceOf(CommitteeCode, seat) : null;

    public static string PlaceOf(string committee, string seat) => $"{committee}{Separator}{seat}";

    /// <summary>The committee of a place, when it is a seat's; any other place is itself.</summary>
    public static string CommitteeIn(string place) => place.Split(Separator)[0];

    /// <summary>The seat of a place; null when the place is no seat.</summary>
    public static string? NameIn(string place) => place.Split(Separator, 2) is [_, var name] ? name : null;

    /// <summary>No code of the organisation has it.</summary>
    private const char Separator = '/';

    public bool IsInForceOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);

    /// <summary>Why its holder acts. Part of a Spanish sentence.</summary>
    internal string Because =>
        $"ocupa el asiento «{Name}»{(AlternateOf is { } seat ? $", suplente de «{seat}»," : "")} "
            + $"{BasisText}{(Norm is { } norm ? $" ({norm})" : "")}";

    private string BasisText => Basis switch
    {
        SeatBasis.ExOfficio => $"por su cargo de {OfRole!.Label}",
        SeatBasis.Elected => "por elección",
        _ => "por designación",
    };
}
