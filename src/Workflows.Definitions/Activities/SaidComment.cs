using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Activities;

/// <summary>What one person answered to an invitation to comment. Who declined has no words.</summary>
/// <param name="PersonId">Null when nobody acted: a run without people.</param>
internal sealed record SaidComment(string? PersonId, Dictionary<string, object?> Result)
{
    /// <summary>
    /// What the rest of the flow reads: the last answer with the words of all, each under its author's name when they are several, and
    /// every answer by itself under «comments».
    /// </summary>
    public static Dictionary<string, object?> Together(IReadOnlyList<SaidComment> said)
    {
        List<SaidComment> spoken = [.. said.Where(one => one.Words is not null)];
        return new(said[^1].Result)
        {
            ["comment"] = spoken is [var only] ? only.Words
                : spoken.Count == 0 ? null
                : string.Join("\n\n", spoken.Select(one => $"{one.Result.TextOf("by")}: {one.Words}")),
            ["by"] = string.Join(", ", (spoken.Count > 0 ? spoken : said).Select(one => one.Result.TextOf("by")).OfType<string>()),
            ["comments"] = said.Select(object? (one) => one.Result).ToList(),
        };
    }

    public Dictionary<string, object?> ToValues() => new() { ["person"] = PersonId, ["result"] = Result };

    public static SaidComment FromValues(object? values) => new(
        values.TextOf("person"),
        new(PlainValues.MembersOf(values.Member("result"))));

    private string? Words => string.IsNullOrWhiteSpace(Result.TextOf("comment")) ? null : Result.TextOf("comment");
}
