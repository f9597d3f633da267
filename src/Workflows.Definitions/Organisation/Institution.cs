namespace Workflows.Definitions.Organisation;

/// <summary>A public institution as imported: what it is called, whom it answers to and which incentive it earns. Dated.</summary>
public sealed record Institution(string Code, string Name, InstitutionKind Kind, string? MinistryCode, IncentiveRegime Regime)
{
    public Confidence Confidence { get; init; } = Confidence.High;

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>Shown as «por confirmar»: some of its facts were not verified.</summary>
    public bool IsUnverified => Confidence != Confidence.High;

    public bool ExistsOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);

    public bool ExistsIn(int year) => Validity.Touches(ValidFrom, ValidTo, year);
}

public enum InstitutionKind
{
    Service,
    Undersecretariat,
    RegionalGovernment,
    LocalEducationService,
    PresidentialDelegation,
    University,
}

/// <summary>How well a fact of the imported list is known.</summary>
public enum Confidence
{
    High,
    Medium,
    Low,
}
