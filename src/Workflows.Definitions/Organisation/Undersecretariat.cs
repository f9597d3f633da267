namespace Workflows.Definitions.Organisation;

/// <summary>
/// One of the undersecretariats of a ministry between two dates. The post of undersecretary is held in it: its code is the scope of that
/// post.
/// </summary>
public sealed record Undersecretariat(string Code, string Name, string MinistryCode)
{
    public Confidence Confidence { get; init; } = Confidence.High;

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool ExistsOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}

/// <summary>
/// The undersecretariat of its ministry that an institution answers to between two dates. Where a ministry has only one nobody has to say
/// it.
/// </summary>
public sealed record Supervision(string InstitutionCode, string UndersecretariatCode)
{
    /// <summary>The law, the decree or the reason by which somebody said so.</summary>
    public string? Norm { get; init; }

    /// <summary>Shown as «por confirmar» until somebody does, to those who can.</summary>
    public bool IsConfirmed { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool IsInForceOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}
