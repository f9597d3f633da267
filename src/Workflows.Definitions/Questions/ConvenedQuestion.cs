using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>What a body is called, who acts in each of its seats on a day, and which are vacant.</summary>
public sealed record ConvenedQuestion(string Committee, DateOnly Date) : Question<ConvenedBody>
{
    public override string Name => WorldQuestions.Convened;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["committee"] = Committee,
        ["date"] = PlainValues.ToText(Date),
    };

    public static ConvenedQuestion FromValues(object? asked) => new(
        asked.TextOf("committee") ?? throw new ActivityFaultException("No se indicó a qué órgano se cita."),
        asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó el día de la sesión."));

    public override ConvenedBody AnswerIn(object? values) => ConvenedBody.FromValues(values);
}
