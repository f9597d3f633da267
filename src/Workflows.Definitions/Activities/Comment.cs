using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Lets those who hold a post say what they think of something, each of them once. Nobody owes a comment: when all have said theirs, or
/// the term ends, the process goes on.
/// </summary>
public sealed class Comment : HumanTask
{
    public override string Type => "Workflows.Comment";
    public override string Label => "Invitar a comentar";
    public override string TaskKind => TaskWords.Comment;
    public override IReadOnlyList<string> Inputs => [.. CommonInputs, "subject", "background"];
    public override IReadOnlyList<string> Ports(CompiledNode node) => [TaskWords.Commented, TaskWords.Expired];

    private protected override IReadOnlyList<string> Actions(ActivityContext context) => [TaskWords.Comment, TaskWords.Decline];

    private protected override SilenceRule? SilenceOf(ActivityContext context, DeadlinePolicy policy) =>
        policy.Silence ?? new SilenceRule(TaskWords.Expired, null);

    /// <summary>The silence of some does not undo what the others said.</summary>
    private protected override string PortOfSilence(OpenTask task, SilenceRule silence) =>
        task.Said.Count > 0 ? TaskWords.Commented : silence.Outcome;

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters) => new()
    {
        [TaskContent.Key.Subject] = context.Input("subject"),
        [TaskContent.Key.Background] = context.Input("background"),
        [TaskContent.Key.CommentFor] = PlainValues.ToValues([TaskWords.Comment]),
    };

    private protected override string? RefusalOf(ActivityContext context, OpenTask task) =>
        context.Actor is { } actor && task.Said.Any(said => said.PersonId == actor.PersonId)
            ? "Ya respondiste: cada persona comenta una vez. La tarea sigue abierta para quienes faltan."
            : base.RefusalOf(context, task);

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        task = task with { Said = [.. task.Said, new SaidComment(context.Actor?.PersonId, act.Result(context))] };
        context.Output("result", SaidComment.Together(task.Said));
        if (IsAwaited(context, task))
            context.State = task.ToValues();
        else
            Leave(context, task, act, TaskWords.Commented);
    }

    /// <summary>Somebody who holds the post today has not answered. Whoever acts without holding it speaks for all.</summary>
    private static bool IsAwaited(ActivityContext context, OpenTask task)
    {
        if (context.Actor is not { } actor)
            return false;
        List<string> holders = [.. TaskNotices.HoldersOf(context, task).Select(holder => holder.PersonId)];
        return holders.Contains(actor.PersonId) && holders.Exists(holder => task.Said.All(said => said.PersonId != holder));
    }
}
