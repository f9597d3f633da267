using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year;

/// <summary>
/// Somebody is away that November, and who acts meanwhile: named for it, or the undersecretary whom the law names for a minister.
/// </summary>
internal sealed record Away(string PersonId, DateOnly From, DateOnly To, string ActsInstead, bool IsNamed)
{
    public bool Covers(string personId, DateOnly day) => personId == PersonId && From <= day && day <= To;

    public static IReadOnlyList<Away> OfTheYear(IReadOnlyList<Institution> institutions) =>
    [
        .. institutions.Where((institution, number) => number % 5 == 0 && institution.Kind != InstitutionKind.RegionalGovernment)
            .Select(institution => institution.Code.ToLowerInvariant())
            .Select(code => new Away($"jefatura.{code}", new(2025, 11, 3), new(2025, 11, 6), $"auditoria.{code}", IsNamed: true)),
        .. institutions.Select(institution => institution.MinistryCode).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .Where((_, number) => number % 3 == 0)
            .Select(code => code.ToLowerInvariant())
            .Select(code => new Away($"ministro.{code}", new(2025, 11, 10), new(2025, 11, 21), $"subsecretario.{code}", IsNamed: false)),
        // Whoever reviews for one ministry stands in for another's: their tasks are merged in one summary.
        new Away("pmg.eco", new(2025, 11, 17), new(2025, 11, 19), "pmg.hac", IsNamed: true),
    ];
}

/// <summary>
/// What an authority or a coordinator does about one late proposal: acknowledge, instruct, suspend or correct, at half past ten.
/// </summary>
internal sealed record Answer(DateTimeOffset At, string Institution, string Action, int Level, string PersonId);
