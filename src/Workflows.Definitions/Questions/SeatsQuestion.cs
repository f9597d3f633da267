using Workflows.Definitions.Committees;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>The seats of a body that vote on a day: who is in each, whether as a substitute, and whose matter is its own.</summary>
/// <param name="Institution">The one decided about; null for none.</param>
public sealed record SeatsQuestion(string Committee, DateOnly Date, string? Institution) : Question<IReadOnlyList<BodySeat>>
{
    public override string Name => WorldQuestions.Seats;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["committee"] = Committee,
        ["date"] = PlainValues.ToText(Date),
        ["institution"] = Institution,
    };

    public static SeatsQuestion FromValues(object? asked) => new(
        asked.TextOf("committee") ?? throw new ActivityFaultException("No se indicó qué órgano decide."),
        asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó el día en que decide el órgano."),
        asked.TextOf("institution"));

    public override IReadOnlyList<BodySeat> AnswerIn(object? values) => [.. values.AsList().Select(BodySeat.FromValues)];
}
