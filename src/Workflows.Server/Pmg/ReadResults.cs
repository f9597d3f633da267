using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Pmg.Scoring;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Pmg;

/// <summary>
/// Sums up the results that decrees fixed in a year: of all institutions for those who follow all, of its sector for a ministry, of its own
/// for an institution. A result that is not fixed yet is not counted.
/// </summary>
internal static class ReadResults
{
    private const string Fixed = "pmg.resultado";

    /// <param name="Exact">In percent, as a fraction: unrounded.</param>
    /// <param name="Shown">Half up, for reading: «98 %».</param>
    public sealed record ShareView(int Count, string Exact, string Shown);

    /// <param name="From">The least degree of the step, included.</param>
    /// <param name="Percent">What the step pays of the base.</param>
    public sealed record TierResultView(decimal From, decimal Percent, ShareView Institutions);

    /// <param name="Reached">Those that get all of what depends on the degree.</param>
    /// <param name="Full">Those with 100 %.</param>
    /// <param name="Average">Half up to one decimal: «98,6 %».</param>
    public sealed record RegimeResultsView(
        string Regime, string RegimeName, string Norm, int Institutions, ShareView Reached, ShareView Full, string Average,
        string AverageExact, IReadOnlyList<TierResultView> Tiers);

    /// <param name="Name">Of the institution.</param>
    /// <param name="Exact">The degree as a fraction.</param>
    public sealed record ResultView(
        string InstanceId, string InstitutionCode, string Name, string Regime, string Degree, string Exact, string Percent);

    /// <param name="Regimes">One for each regime of which there are results.</param>
    public sealed record Response(int Year, IReadOnlyList<RegimeResultsView> Regimes, IReadOnlyList<ResultView> Institutions);

    private sealed record Row(string InstanceId, string InstitutionCode, string Name, ScoreResult? Result);

    public static void MapResults(this IEndpointRouteBuilder api) =>
        api.MapGroup("/results").WithTags("Pmg").RequireAuthorization()
            .MapGet("/{year:int}", HandleAsync).ForKeys(KeyCommand.Read).WithName("GetResults")
            .WithSummary("Los resultados que los decretos fijaron en un año, y cuántos llegaron a cada tramo");

    private static async Task<Ok<Response>> HandleAsync(int year, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        var readable = db.Set<InstanceRow>().WithDeliveriesFor(acting, db).Select(instance => instance.Id);
        var facts = await db.Set<FactRow>().AsNoTracking()
            .Where(fact => fact.Kind == Fixed && fact.Year == year && fact.InstitutionCode != null && readable.Contains(fact.InstanceId))
            .Select(fact => new
            {
                fact.Id, fact.InstanceId, fact.InstitutionCode, fact.At, fact.Data,
                Name = db.Set<Institution>().Where(institution => institution.Code == fact.InstitutionCode)
                    .Select(institution => institution.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        // Should a year be evaluated anew, the last decree stands.
        var rows = facts.GroupBy(fact => fact.InstitutionCode!)
            .Select(group => group.OrderBy(fact => fact.At).ThenBy(fact => fact.Id, StringComparer.Ordinal).Last())
            .Select(fact => new Row(fact.InstanceId, fact.InstitutionCode!, fact.Name ?? fact.InstitutionCode!,
                ScoreResult.FromValues(Values.FromJson(fact.Data).Member("resultado"))))
            .Where(row => RulesOf(row) is not null && DegreeOf(row) is not null)
            .OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new Response(
            year,
            [.. rows.GroupBy(row => RulesOf(row)!).OrderBy(regime => regime.Key.Code, StringComparer.Ordinal)
                .Select(regime => ToView(YearResults.Of(regime.Key, [.. regime.Select(row => DegreeOf(row)!.Value)])))],
            [.. rows.Select(row => new ResultView(
                row.InstanceId, row.InstitutionCode, row.Name, RulesOf(row)!.Code, row.Result!.Degree ?? "", row.Result.Exact!,
                row.Result.Percent ?? ""))]));
    }

    private static IncentiveRules? RulesOf(Row row) => row.Result is { } result ? IncentiveRules.Find(result.Regime) : null;

    private static Ratio? DegreeOf(Row row) => Ratio.Parse(row.Result?.Exact);

    private static RegimeResultsView ToView(YearResults results) => new(
        results.Rules.Code, results.Rules.Name, results.Rules.Norm, results.Institutions, ToView(results.Reached), ToView(results.Full),
        $"{results.Average.Shown(1)} %", results.Average.ToString(),
        [.. results.Tiers.Select(tier => new TierResultView(tier.Tier.From, tier.Tier.Percent, ToView(tier.Results)))]);

    private static ShareView ToView(Share share) => new(share.Count, share.Exact.ToString(), share.Shown);
}
