using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// What one seat answers when its body is consulted: only whoever is in it answers, once. Having nothing to say is an answer.
/// </summary>
internal sealed class AnswerForSeat : HumanTask
{
    /// <summary>What its answer is left under.</summary>
    public const string Said = "said";

    public override string Type => "Workflows.AnswerForSeat";
    public override string Label => "Responder por un asiento";
    public override string TaskKind => TaskWords.Comment;
    public override IReadOnlyList<string> Inputs => [.. CommonInputs, "form", "evidence", "subject", "background"];

    private protected override IReadOnlyList<string> Actions(ActivityContext context) => [TaskWords.Comment, TaskWords.Decline];

    private protected override (string Role, string? Scope) PostOf(ActivityContext context) =>
        (SeatOf(context).Role, SeatOf(context).Place);

    private protected override string TitleOf(ActivityContext context) => $"{base.TitleOf(context)} (asiento «{SeatOf(context).Name}»)";

    private protected override SilenceRule? SilenceOf(ActivityContext context, DeadlinePolicy policy) =>
        policy.Silence ?? new SilenceRule(TaskWords.Expired, null);

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters) => new()
    {
        [TaskContent.Key.Subject] = context.Input("subject"),
        [TaskContent.Key.Background] = context.Input("background"),
        [TaskContent.Key.Form] = context.Input("form"),
        [TaskContent.Key.Evidence] = context.Input("evidence"),
        [TaskContent.Key.FormFor] = PlainValues.ToValues([TaskWords.Comment]),
        // With a form the words are one more thing that may be said.
        [TaskContent.Key.CommentFor] = PlainValues.ToValues(context.Input("form") is null ? [TaskWords.Comment] : []),
    };

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        context.Output(Said, new Dictionary<string, object?>(act.Result(context))
        {
            ["asiento"] = SeatOf(context).Name,
            ["por"] = context.Actor?.Name,
            ["respondio"] = act.Action != TaskWords.Decline,
        });
        Leave(context, task, act, TaskWords.Commented);
    }

    private protected override void Silent(ActivityContext context, OpenTask task, SilenceRule silence) => context.Output(Said, null);

    private static BodySeat SeatOf(ActivityContext context) => BodySeat.FromValues(context.Given(CastVote.Seat));
}
