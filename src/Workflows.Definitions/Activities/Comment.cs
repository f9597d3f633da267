using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Lets somebody say what they think of something. Nobody owes a comment: when the term ends, the process goes on.</summary>
public sealed class Comment : HumanTask
{
    public override string Type => "Workflows.Comment";
    public override string Label => "Invitar a comentar";
    public override string TaskKind => "comment";
    public override IReadOnlyList<string> Inputs => [.. CommonInputs, "subject", "background"];
    public override IReadOnlyList<string> Ports(CompiledNode node) => [TaskWords.Commented, TaskWords.Expired];

    private protected override IReadOnlyList<string> Actions(ActivityContext context) => [TaskWords.Comment, TaskWords.Decline];

    private protected override SilenceRule? SilenceOf(ActivityContext context, DeadlinePolicy policy) =>
        policy.Silence ?? new SilenceRule(TaskWords.Expired, null);

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters) => new()
    {
        ["subject"] = context.Input("subject"),
        ["background"] = context.Input("background"),
        ["commentFor"] = PlainValues.ToValues([TaskWords.Comment]),
    };

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        context.Output("result", act.Result(context));
        Leave(context, task, act, TaskWords.Commented);
    }
}
