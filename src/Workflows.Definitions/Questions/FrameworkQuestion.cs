using Workflows.Definitions.Pmg;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>Parameters of the framework programme (Programa Marco), as it was in force that day.</summary>
/// <param name="Year">As the process gave it.</param>
/// <param name="Date">Null for the framework as the last decree left it.</param>
public sealed record FrameworkQuestion(string Programme, object? Year, DateOnly? Date) : Question<FrameworkParameters>
{
    public override string Name => WorldQuestions.Framework;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["programme"] = Programme,
        ["year"] = Year,
        ["date"] = Date is { } date ? PlainValues.ToText(date) : null,
    };

    public static FrameworkQuestion FromValues(object? asked) => new(
        asked.TextOf("programme") ?? throw new ActivityFaultException("No se indicó el programa."), asked.Member("year"),
        asked.DateOf("date"));

    public override FrameworkParameters AnswerIn(object? values) => FrameworkParameters.FromValues(values);
}
