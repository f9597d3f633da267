using System.Globalization;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>The working day so many after a day; with none, the day itself or the next working day.</summary>
public sealed record WorkingDayQuestion(DateOnly From, int Days) : Question<DateOnly>
{
    public override string Name => WorldQuestions.WorkingDay;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["from"] = PlainValues.ToText(From),
        ["days"] = (double)Days,
    };

    public static WorkingDayQuestion FromValues(object? asked) => new(
        asked.DateOf("from") ?? throw new ActivityFaultException("No se indicó desde qué día contar."), asked.WholeOf("days") ?? 0);

    public override DateOnly AnswerIn(object? values) =>
        DateOnly.ParseExact(Values.ToText(values), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
