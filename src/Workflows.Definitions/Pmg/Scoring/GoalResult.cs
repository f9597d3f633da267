using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>What a goal weighs, the degree to which it was met and what it gave, with why.</summary>
/// <param name="Degree">«98,5 %».</param>
public sealed record GoalResult(
    string Name, string? Objective, decimal Weight, string Degree, decimal Points, IReadOnlyList<ScoreLine> Lines)
{
    internal static Dictionary<string, object?> ToValues(GoalScore goal) => new()
    {
        ["indicador"] = goal.Goal.Name,
        ["objetivo"] = goal.Goal.Objective,
        ["ponderacion"] = (double)goal.Goal.Weight,
        ["grado"] = (double)goal.Degree.Rounded(ScoreResult.Kept),
        ["grado_texto"] = $"{goal.Degree.Shown(4)} %",
        ["puntos"] = (double)goal.Points.Rounded(ScoreResult.Kept),
        ["explicacion"] = ScoreLines.ToValues(goal.Lines),
    };

    /// <summary>Results of an earlier program have the degree as a number only.</summary>
    internal static GoalResult FromValues(object? values) => new(
        values.TextOf("indicador") ?? "", values.TextOf("objetivo"), values.Member("ponderacion").AsNumber() ?? 0,
        values.TextOf("grado_texto") ?? $"{PlainValues.ToSpanish(values.Member("grado").AsNumber() ?? 0)} %",
        values.Member("puntos").AsNumber() ?? 0, ScoreLines.FromValues(values.Member("explicacion")));
}
