using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>Commitments as they are known, as the rows of a report. What is null narrows nothing.</summary>
public sealed record CommitmentsQuestion(string? Region, string? Ministry, string? Code) : Question<IReadOnlyList<object?>>
{
    public bool OnlyCritical { get; init; }
    public bool OnlyOpen { get; init; }

    public override string Name => WorldQuestions.Commitments;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["region"] = Region,
        ["ministry"] = Ministry,
        ["code"] = Code,
        ["onlyCritical"] = OnlyCritical,
        ["onlyOpen"] = OnlyOpen,
    };

    public static CommitmentsQuestion FromValues(
        object? asked) => new(asked.TextOf("region"), asked.TextOf("ministry"), asked.TextOf("code"))
        {
            OnlyCritical = asked.FlagOf("onlyCritical"),
            OnlyOpen = asked.FlagOf("onlyOpen"),
        };

    public override IReadOnlyList<object?> AnswerIn(object? values) => values.AsList();
}
