using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Activities;

/// <summary>A step without people whose result fills the forms of others, as if somebody had answered these fields.</summary>
internal interface ILeavesAnswers
{
    IReadOnlyList<FormField> AnswersLeft { get; }
}
