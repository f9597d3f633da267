using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Somebody judges what another handed in: approves, returns with remarks or, where it is allowed, rejects. The silence of a reviewer
/// never approves, unless the policy cites the norm that says so.
/// </summary>
public sealed class Review : HumanTask
{
    public override string Type => "Workflows.Review";
    public override string Label => "Revisar";
    public override string TaskKind => "review";

    public override IReadOnlyList<string> Inputs =>
        [.. CommonInputs, "subject", "background", "form", "evidence", "remarks", "remarksRequired", "allowReject", "notify"];

    private protected override IReadOnlyList<string> SilencePortsOfNorm => [TaskWords.Approved];

    public override IReadOnlyList<string> Ports(CompiledNode node) =>
        [.. new[] { TaskWords.Approved, TaskWords.Returned }
            .Concat(IsTrue(node.Input("allowReject")?.Constant) ? [TaskWords.Rejected] : [])
            .Concat(PortsOfSilence(node))
            .Distinct()];

    public override IEnumerable<string> Check(CompiledNode node)
    {
        foreach (var problem in base.Check(node).Concat(TaskChecks.Recipients(node, "notify")))
            yield return problem;
        if (node.Input("subject") is null)
            yield return "No dice qué se revisa: conecta «subject».";
    }

    private protected override IReadOnlyList<string> Actions(ActivityContext context) =>
        context.Flag("allowReject")
            ? [TaskWords.Approve, TaskWords.Return, TaskWords.Reject]
            : [TaskWords.Approve, TaskWords.Return];

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters) => new()
    {
        ["subject"] = context.Input("subject"),
        ["background"] = context.Input("background"),
        ["form"] = context.Input("form"),
        ["evidence"] = context.Input("evidence"),
        ["formFor"] = PlainValues.ToValues([TaskWords.Approve]),
        ["remarksFor"] = PlainValues.ToValues(context.Flag("remarksRequired", otherwise: true) ? [TaskWords.Return, TaskWords.Reject] : []),
    };

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        var port = act.Action switch
        {
            TaskWords.Return => TaskWords.Returned,
            TaskWords.Reject => TaskWords.Rejected,
            _ => TaskWords.Approved,
        };
        context.Output("result", act.Result(context));
        context.Output("decision", port);
        // Reviews of one round add to the same list; an approval adds nothing, whatever was written besides.
        context.Output("pendingRemarks", port == TaskWords.Approved
            ? context.Input("remarks").AsList()
            : [.. context.Input("remarks").AsList(), .. act.Payload.ListOf("remarks").Select(object? (remark, i) => Signed(remark, task, RemarkId.Of(act.SubmissionId, i)))]);
        Notices(context, task, PolicyOf(context)).Decided(
            port == TaskWords.Returned ? [] : [.. context.Input("notify").AsList().Select(Values.ToText)], port, act.Payload.TextOf("comment"));
        Leave(context, task, act, port);
    }

    /// <summary>A remark says which review it comes from, because several may return together, and has an id to be answered by.</summary>
    private static Dictionary<string, object?> Signed(object? remark, OpenTask task, string id) => new()
    {
        ["id"] = id,
        ["field"] = remark.TextOf("field"),
        ["text"] = remark.TextOf("text"),
        ["from"] = task.Title,
    };

    private static bool IsTrue(object? value) => value is true or "true" or "True";
}
