namespace Workflows.Definitions.Organisation;

/// <summary>The incentive law an institution falls under. The words are those of the imported list.</summary>
public enum IncentiveRegime
{
    None,
    NoneOrOther,
    Unconfirmed,
    Pmg,
    PmgLocalEducation,
    PmgRegionalGovernment,
    PmgInteriorGovernment,
    PmgOwnLaw,
    PmgHealth,
    PmgNuclear,
    PmgCustoms,
    PmgTaxpayerDefence,
    Mei,
    EnvironmentSuperintendence,
}

/// <summary>The words for regimes and programmes in files.</summary>
public static class IncentiveRegimes
{
    public static readonly IReadOnlyDictionary<string, IncentiveRegime> Words = new Dictionary<string, IncentiveRegime>
    {
        ["NO"] = IncentiveRegime.None,
        ["NO/OTRO"] = IncentiveRegime.NoneOrOther,
        ["POR-CONFIRMAR"] = IncentiveRegime.Unconfirmed,
        ["PMG"] = IncentiveRegime.Pmg,
        ["PMG-SLEP"] = IncentiveRegime.PmgLocalEducation,
        ["PMG-GORE"] = IncentiveRegime.PmgRegionalGovernment,
        ["PMG-GOBIERNO-INTERIOR"] = IncentiveRegime.PmgInteriorGovernment,
        ["PMG/LEY PROPIA"] = IncentiveRegime.PmgOwnLaw,
        ["PMG-ADSCRITO-MINSAL"] = IncentiveRegime.PmgHealth,
        ["PMG-ADSCRITO-CCHEN"] = IncentiveRegime.PmgNuclear,
        ["PMG-ADSCRITO-ADUANAS"] = IncentiveRegime.PmgCustoms,
        ["PMG-ADSCRITO-DEDECON"] = IncentiveRegime.PmgTaxpayerDefence,
        ["MEI"] = IncentiveRegime.Mei,
        ["MAG-SMA"] = IncentiveRegime.EnvironmentSuperintendence,
    };

    /// <summary>The regimes whose goals Dipres validates as technical secretariat: the PMG, those attached to it, and the MEI.</summary>
    public static IReadOnlyList<IncentiveRegime> OfTechnicalSecretariat { get; } =
    [
        IncentiveRegime.Pmg, IncentiveRegime.PmgLocalEducation, IncentiveRegime.PmgRegionalGovernment,
        IncentiveRegime.PmgInteriorGovernment,
        IncentiveRegime.PmgOwnLaw, IncentiveRegime.PmgHealth, IncentiveRegime.PmgNuclear, IncentiveRegime.PmgCustoms,
        IncentiveRegime.PmgTaxpayerDefence,
        IncentiveRegime.Mei, IncentiveRegime.Unconfirmed,
    ];

    /// <summary>The table by which a regime turns its degree into pay.</summary>
    public static string RulesOf(IncentiveRegime regime) => regime switch
    {
        IncentiveRegime.Mei => "MEI",
        IncentiveRegime.EnvironmentSuperintendence => "SMA",
        IncentiveRegime.PmgTaxpayerDefence => "DEDECON",
        _ => "PMG",
    };

    /// <summary>The regimes a programme's yearly process opens for.</summary>
    public static IReadOnlyList<IncentiveRegime> OfProgramme(string programme) => programme switch
    {
        "PMG" => [IncentiveRegime.Pmg, IncentiveRegime.PmgLocalEducation, IncentiveRegime.PmgRegionalGovernment],
        "MEI" => [IncentiveRegime.Mei],
        _ => throw new ArgumentException($"El programa «{programme}» no se conoce. Usa PMG o MEI.", nameof(programme)),
    };
}
