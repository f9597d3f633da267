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

    public override string? TypeOf(string input) =>
        input is "allowReturn" or "allowReject" or "remarksRequired" ? "Boolean" : base.TypeOf(input);

    public override IReadOnlyList<string> Inputs =>
        [.. CommonInputs, "subject", "background", "form", "evidence", "remarks", "remarksRequired", "allowReturn", "allowReject",
            "notify"];

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
        [TaskContent.Key.Subject] = context.Input("subject"),
        [TaskContent.Key.Background] = context.Input("background"),
        [TaskContent.Key.Form] = context.Input("form"),
        [TaskContent.Key.Evidence] = context.Input("evidence"),
        [TaskContent.Key.FormFor] = PlainValues.ToValues([TaskWords.Approve]),
        [TaskContent.Key.RemarksFor] = PlainValues.ToValues(
            context.Flag("remarksRequired", otherwise: true) ? [TaskWords.Return, TaskWords.Reject] : []),
    };

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        var port = act.Action switch
        {
            TaskWords.Return => TaskWords.Returned,
            TaskWords.Reject => TaskWords.Rejected,
            _ => TaskWords.Approved,
        };
        var handed = new HandedIn(act.Payload);
        List<TaskRemark> remarks = [.. handed.Remarks.AsList().Select(TaskRemark.FromValues)];
        context.Output("result", act.Result(context));
        context.Output("decision", port);
        // Reviews of one round add to the same list; an approval adds nothing, whatever was written besides.
        context.Output("pendingRemarks", port == TaskWords.Approved
            ? context.Input("remarks").AsList()
            : [.. context.Input("remarks").AsList(), .. remarks.Select(object? (remark, i) => (remark with
            {
                // Several reviews may return together, and each remark is answered by its id.
                Id = RemarkId.Of(act.SubmissionId, i),
                From = task.Title,
            }).ToValues())]);
        Notices(context, task, PolicyOf(context)).Decided(
            port == TaskWords.Returned ? [] : [.. context.Input("notify").AsList().Select(Values.ToText)], port,
            handed.Words ?? ReasonsIn(remarks));
        Leave(context, task, act, port);
    }

    /// <summary>Whoever is told of a rejection without comment reads its reasons.</summary>
    private static string? ReasonsIn(List<TaskRemark> remarks) =>
        remarks.Count == 0 ? null : string.Join(' ', remarks.Select(remark => remark.Text));

    private static bool IsTrue(object? value) => value is true or "true" or "True";

    private static bool IsFalse(object? value) => value is false or "false" or "False";
}
