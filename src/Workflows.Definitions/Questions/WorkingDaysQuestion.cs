using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>How many working days lie between two days.</summary>
public sealed record WorkingDaysQuestion(DateOnly From, DateOnly To) : Question<int>
{
    public override string Name => WorldQuestions.WorkingDays;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["from"] = PlainValues.ToText(From),
        ["to"] = PlainValues.ToText(To),
    };

    public static WorkingDaysQuestion FromValues(object? asked) => new(
        asked.DateOf("from") ?? throw new ActivityFaultException("No se indicó desde qué día contar."),
        asked.DateOf("to") ?? throw new ActivityFaultException("No se indicó hasta qué día contar."));

    public override int AnswerIn(object? values) => values.AsWhole() ?? 0;
}
