using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>The result of an institution as a flow hands it on: numbers rounded for expressions, and texts as people read them.</summary>
/// <param name="Degree">«98,5 %».</param>
/// <param name="Exact">The fraction, before any rounding.</param>
/// <param name="Collective">What the law gives to everybody for it; null in a regime without.</param>
public sealed record ScoreResult(
    string Regime, string? Degree, string? Exact, string? Percent, decimal Share, string? Collective,
    IReadOnlyList<ObjectiveResult> Objectives,
    IReadOnlyList<GoalResult> Goals, IReadOnlyList<ScoreLine> Lines)
{
    /// <summary>More decimals than any result is written with; what is compared with the law is the exact fraction, before.</summary>
    internal const int Kept = 6;

    internal static Dictionary<string, object?> ToValues(Score score) => new()
    {
        ["regimen"] = score.Rules.Code,
        ["grado"] = (double)score.Degree.Rounded(Kept),
        ["grado_exacto"] = score.Degree.ToString(),
        ["grado_texto"] = $"{score.ShownDegree} %",
        ["porcentaje"] = (double)score.Percent.Rounded(Kept),
        ["porcentaje_texto"] = $"{score.Percent.Shown(4)} %",
        ["parte_del_incentivo"] = (double)score.Share.Rounded(Kept),
        ["colectivo_texto"] = score.Tier.Collective is { } collective ? $"{PlainValues.ToSpanish(collective)} %" : null,
        ["cuotas"] = PlainValues.ToValues(score.Rules.Instalments),
        ["cuotas_norma"] = score.Rules.InstalmentsNorm,
        ["objetivos"] = score.Objectives.Select(object? (objective) => ObjectiveResult.ToValues(objective)).ToList(),
        ["metas"] = score.Goals.Select(object? (goal) => GoalResult.ToValues(goal)).ToList(),
        ["metas_texto"] = string.Join(", ", score.Goals.Select(goal => $"{goal.Goal.Name} ({goal.Degree.Shown(4)} %)")),
        ["explicacion"] = ScoreLines.ToValues(score.Lines),
    };

    /// <summary>Null when the values are no result.</summary>
    public static ScoreResult? FromValues(object? values) => values.TextOf("regimen") is { } regime
        ? new(
            regime, values.TextOf("grado_texto"), values.TextOf("grado_exacto"), values.TextOf("porcentaje_texto"),
            values.Member("parte_del_incentivo").AsNumber() ?? 0, values.TextOf("colectivo_texto"),
            [.. values.ListOf("objetivos").Select(ObjectiveResult.FromValues)], [.. values.ListOf("metas").Select(GoalResult.FromValues)],
            ScoreLines.FromValues(values.Member("explicacion")))
        : null;
}
