using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>How many days extensions may add at most to a deadline.</summary>
public sealed record MostExtensionQuestion(DeadlineQuestion Of) : Question<int>
{
    public override string Name => WorldQuestions.MostExtension;

    public override Dictionary<string, object?> ToValues() => Of.ToValues();

    public override int AnswerIn(object? values) => values.AsWhole() ?? 0;
}
