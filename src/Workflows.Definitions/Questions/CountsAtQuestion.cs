using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>When something handed in then counts as received (Ley 19.880, art. 25); nothing when it counts at once.</summary>
/// <param name="Hours">Office hours as policies write them; null for none.</param>
/// <param name="Territory">Code of the place whose holidays count; null for the whole country.</param>
public sealed record CountsAtQuestion(DateTimeOffset At, string? Hours, string? Territory) : Question<DateTimeOffset?>
{
    public override string Name => WorldQuestions.CountsAt;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["at"] = Instants.ToText(At),
        ["hours"] = Hours,
        ["territory"] = Territory,
    };

    public static CountsAtQuestion FromValues(object? asked) => new(
        Instants.Parse(asked.TextOf("at") ?? throw new ActivityFaultException("No se indicó cuándo llegó.")),
        asked.TextOf("hours"), asked.TextOf("territory"));

    public override DateTimeOffset? AnswerIn(object? values) => values is null ? null : Instants.Parse(Values.ToText(values));
}
