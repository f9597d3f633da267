using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>The posts a person holds in an institution, as people call them. To evaluate from outside is none.</summary>
public sealed record PostsInQuestion(string Person, string Institution, DateOnly Date) : Question<IReadOnlyList<string>>
{
    public override string Name => WorldQuestions.PostsIn;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["person"] = Person,
        ["institution"] = Institution,
        ["date"] = PlainValues.ToText(Date),
    };

    public static PostsInQuestion FromValues(object? asked) => new(
        asked.TextOf("person") ?? "", asked.TextOf("institution") ?? "",
        asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó de qué día son los cargos."));

    public override IReadOnlyList<string> AnswerIn(object? values) => [.. values.AsList().OfType<string>()];
}
