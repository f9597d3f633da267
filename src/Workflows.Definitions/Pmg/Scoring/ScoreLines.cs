using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>The explanation of a result, line by line, as values.</summary>
internal static class ScoreLines
{
    public static List<object?> ToValues(IReadOnlyList<ScoreLine> lines) =>
        [.. lines.Select(object? (line) => new Dictionary<string, object?> { ["texto"] = line.Text, ["norma"] = line.Norm })];

    public static IReadOnlyList<ScoreLine> FromValues(object? values) =>
        [.. values.AsList().Select(line => new ScoreLine(line.TextOf("texto") ?? "", line.TextOf("norma")))];
}
