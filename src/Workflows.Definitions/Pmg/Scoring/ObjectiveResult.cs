using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>What an objective weighs and what it gave.</summary>
public sealed record ObjectiveResult(string Name, decimal Weight, decimal Points)
{
    internal static Dictionary<string, object?> ToValues(ObjectiveScore objective) => new()
    {
        ["objetivo"] = objective.Name,
        ["ponderacion"] = (double)objective.Weight,
        ["puntos"] = (double)objective.Points.Rounded(ScoreResult.Kept),
    };

    internal static ObjectiveResult FromValues(object? values) => new(
        values.TextOf("objetivo") ?? "", values.Member("ponderacion").AsNumber() ?? 0, values.Member("puntos").AsNumber() ?? 0);
}
