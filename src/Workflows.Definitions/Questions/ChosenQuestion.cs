using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>For each choice of a form its id and its name on that day, or what is wrong with it.</summary>
public sealed record ChosenQuestion(
    DateOnly Date, ChoosingPlace At, IReadOnlyList<AskedChoice> Choices) : Question<IReadOnlyList<FoundChoice>>
{
    public override string Name => WorldQuestions.Chosen;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["date"] = PlainValues.ToText(Date),
        ["institution"] = At.Institution,
        ["scope"] = At.Scope,
        ["choices"] = Choices.Select(object? (choice) => new Dictionary<string, object?>(choice.Rule.ToValues()) { ["id"] = choice.Id })
            .ToList(),
    };

    public static ChosenQuestion FromValues(object? asked) => new(
        asked.DateOf("date") ?? throw new FormatException("No se indicó de qué día es lo elegido."),
        new(asked.TextOf("institution"), asked.TextOf("scope")),
        [.. asked.ListOf("choices").Select(choice => new AskedChoice(ChoosingRule.FromValues(choice), choice.TextOf("id")))]);

    public override IReadOnlyList<FoundChoice> AnswerIn(object? values) => [.. values.AsList().Select(FoundChoice.FromValues)];
}

/// <summary>What somebody chose in a field, by its id; null when the answer names none.</summary>
public sealed record AskedChoice(ChoosingRule Rule, string? Id);
