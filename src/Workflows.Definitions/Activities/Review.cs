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
        [.. CommonInputs, "subject", "background", "form", "evidence", "remarks", "remarksRequired", "allowReturn", "allowReject", "notify"];

    private protected override IReadOnlyList<string> SilencePortsOfNorm => [TaskWords.Approved];

    public override IReadOnlyList<string> Ports(CompiledNode node) =>
        [.. new[] { TaskWords.Approved }
            .Concat(IsFalse(node.Input("allowReturn")?.Constant) ? [] : [TaskWords.Returned])
            .Concat(IsTrue(node.Input("allowReject")?.Constant) ? [TaskWords.Rejected] : [])
            .Concat(PortsOfSilence(node))
            .Distinct()];

    public override IEnumerable<string> Check(CompiledNode node)
    {
        foreach (var problem in base.Check(node).Concat(TaskChecks.Recipients(node, "notify")))
            yield return problem;
        if (node.Input("subject") is null)
            yield return "No dice qué se revisa: conecta «subject».";
        if (IsFalse(node.Input("allowReturn")?.Constant) && !IsTrue(node.Input("allowReject")?.Constant))
            yield return "Solo se puede aprobar: deja que también se pueda devolver o rechazar.";
    }

    private protected override IReadOnlyList<string> Actions(ActivityContext context) =>
    [
        TaskWords.Approve,
        .. context.Flag("allowReturn", otherwise: true) ? [TaskWords.Return] : Array.Empty<string>(),
        .. context.Flag("allowReject") ? [TaskWords.Reject] : Array.Empty<string>(),
    ];

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
            port == TaskWords.Returned ? [] : [.. context.Input("notify").AsList().Select(Values.ToText)], port,
            act.Payload.TextOf("comment") ?? ReasonsIn(act.Payload.ListOf("remarks")));
        Leave(context, task, act, port);
    }

    /// <summary>Whoever is told of a rejection without comment reads its reasons.</summary>
    private static string? ReasonsIn(IReadOnlyList<object?> remarks) =>
        remarks.Count == 0 ? null : string.Join(' ', remarks.Select(remark => remark.TextOf("text")));

    /// <summary>A remark says which review it comes from, because several may return together, and has an id to be answered by.</summary>
    private static Dictionary<string, object?> Signed(object? remark, OpenTask task, string id) => new()
    {
        ["id"] = id,
        ["field"] = remark.TextOf("field"),
        ["text"] = remark.TextOf("text"),
        ["from"] = task.Title,
    };

    private static bool IsTrue(object? value) => value is true or "true" or "True";

    private static bool IsFalse(object? value) => value is false or "false" or "False";
}
