namespace Workflows.Definitions.Organisation;

/// <summary>Somebody who works in the product. An inactive person keeps their history and holds no post any more.</summary>
public sealed record Person(string Id, string Name, string Email, bool Active = true)
{
    /// <summary>Some authorities have no address: what is for them goes to the coordinators, who tell them another way.</summary>
    public bool HasEmail => Email.Length > 0;
}

/// <summary>
/// A person holds a role somewhere between two dates, both included. A substitute (subrogante) acts instead of a named
/// holder, or alone when the post is vacant.
/// </summary>
public sealed record Appointment(string PersonId, Role Role, string ScopeCode)
{
    /// <summary>The scope code of what is attached to the whole country.</summary>
    public const string National = "CL";

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool IsSubstitute { get; init; }

    /// <summary>The holder whose absence a substitute covers.</summary>
    public string? InsteadOf { get; init; }

    public bool IsInForceOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}

/// <summary>Who acts in a post on a day: the holder, or the substitute marked «(S)».</summary>
public sealed record Holder(Person Person, Appointment Appointment)
{
    /// <summary>
    /// Why a substitute acts, when no appointment says so: the law or the order of substitution. Part of a Spanish sentence.
    /// </summary>
    public string? Basis { get; init; }

    public string DisplayName => Appointment.IsSubstitute ? $"{Person.Name} (S)" : Person.Name;
}

/// <summary>Someone a notice goes to. <see cref="Why"/> answers «¿por qué recibe esto?» in one Spanish sentence.</summary>
public sealed record Recipient(string PersonId, string Name, string Email, Role Role, string Why)
{
    /// <summary>Is informed, and is not asked to act.</summary>
    public bool IsCopy { get; init; }
}
