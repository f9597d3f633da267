using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>What processes established under a name, in the order in which they did. The answer is what they wrote.</summary>
/// <param name="Institution">Or the body whose facts they are.</param>
/// <param name="Year">As the process gave it; null for facts of no year.</param>
public sealed record FactsQuestion(string Kind, string Institution, object? Year) : Question<IReadOnlyList<object?>>
{
    public override string Name => WorldQuestions.Facts;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["kind"] = Kind,
        ["institution"] = Institution,
        ["year"] = Year,
    };

    public static FactsQuestion FromValues(object? asked) =>
        new(asked.TextOf("kind") ?? "", asked.TextOf("institution") ?? "", asked.Member("year"));

    public override IReadOnlyList<object?> AnswerIn(object? values) => values.AsList();
}
