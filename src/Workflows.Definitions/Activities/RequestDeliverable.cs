using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Asks somebody for a deliverable: a form and its evidence. Entered again, it is a correction: it shows the remarks, runs under the
/// correction term, and may say what silence does to the remarks.
/// </summary>
public sealed class RequestDeliverable : HumanTask
{
    private const string Punctuality = "punctuality";

    public override string Type => "Workflows.RequestDeliverable";
    public override string Label => "Pedir un entregable";
    public override string TaskKind => TaskWords.Deliverable;

    public override IReadOnlyList<string> Inputs =>
        [.. CommonInputs, "form", "evidence", "rules", "rulesWith", "remarks", "remarksSilence", "previous", "subject", "background"];

    private protected override IReadOnlyList<string> SilencePorts => [TaskWords.Expired];

    /// <summary>Not answering remarks accepts them only by a norm.</summary>
    private protected override IReadOnlyList<string> SilencePortsOfNorm => [TaskWords.RemarksAccepted];

    public override IReadOnlyList<string> Ports(CompiledNode node) =>
        [.. new[] { TaskWords.Submitted }.Concat(PortsOfSilence(node))
            .Concat(node.Input("remarksSilence")?.Constant.TextOf("outcome") is { } outcome ? [outcome] : [])
            .Distinct()];

    public override IEnumerable<string> Check(CompiledNode node)
    {
        foreach (var problem in base.Check(node))
            yield return problem;
        if (node.Input("remarksSilence") is { } input && RemarksSilence(input.Constant) is { } silence
            && (TaskChecks.Silence(silence, SilencePorts, SilencePortsOfNorm) ?? TaskChecks.NoNorm(silence)) is { } refused)
            yield return refused;
        if (node.Input("remarks") is null && ComesBack(node))
            yield return "Recibe entregas observadas y no muestra las observaciones: conecta «remarks».";
    }

    private protected override IReadOnlyList<string> Actions(ActivityContext context) => [TaskWords.Submit];

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters) => new()
    {
        [TaskContent.Key.Form] = context.Input("form"),
        [TaskContent.Key.Evidence] = context.Input("evidence"),
        [TaskContent.Key.FormFor] = PlainValues.ToValues([TaskWords.Submit]),
        [TaskContent.Key.Rules] = context.Text("rules") is { Length: > 0 } rules
            ? new FormRuleSet(rules, ruleParameters).ToValues()
            : null,
        [TaskContent.Key.Remarks] = RemarksOf(context),
        [TaskContent.Key.Round] = (double)RoundOf(context),
        [TaskContent.Key.Previous] = context.Input("previous"),
        [TaskContent.Key.Subject] = context.Input("subject"),
        [TaskContent.Key.Background] = context.Input("background"),
    };

    public override void Execute(ActivityContext context)
    {
        base.Execute(context);
        // Handing in had taken the remarks as answered: they are pending again.
        if (BeforeOf(context) is { } before)
            context.Output("pendingRemarks", before.Remarks);
    }

    private protected override IReadOnlyList<object?> RemarksOf(ActivityContext context) =>
        BeforeOf(context) is { } before ? before.Remarks : context.Visit > 1 ? [.. context.Input("remarks").AsList()] : [];

    private protected override SilenceRule? SilenceOf(ActivityContext context, DeadlinePolicy policy) =>
        RoundOf(context) > 1 ? RemarksSilence(context.Input("remarksSilence")) ?? policy.Silence : policy.Silence;

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        var punctuality = PunctualityOf(context, act);
        context.Output("result", new Dictionary<string, object?>(act.Result(context)) { [Punctuality] = punctuality });
        context.Output("timeliness", act.Timeliness);
        context.Output(Punctuality, punctuality);
        context.Output("visit", (double)RoundOf(context));
        // Handed in again, the remarks have been answered: the next round begins without any.
        context.Output("pendingRemarks", Array.Empty<object?>());
        Notices(context, task, PolicyOf(context)).Receipt(act);
        Leave(context, task, act, TaskWords.Submitted);
    }

    private protected override void Silent(ActivityContext context, OpenTask task, SilenceRule silence)
    {
        context.Output("visit", (double)RoundOf(context));
        context.Output("timeliness", "none");
        context.Output(Punctuality, "none");
        if (silence.Outcome == TaskWords.RemarksAccepted)
        {
            context.Output("acceptedRemarks", new Dictionary<string, object?>
            {
                ["remarks"] = context.Input("remarks"),
                ["norm"] = silence.Norm,
                ["unverified"] = context.Input("remarksSilence").FlagOf("unverified"),
                ["at"] = Instants.ToText(context.DueAt),
            });
            context.Output("pendingRemarks", Array.Empty<object?>());
        }
    }

    /// <summary>Of the delivery with all its corrections: what came late stays late, however soon it is corrected.</summary>
    private static string PunctualityOf(ActivityContext context, Act act) =>
        context.Input("previous").TextOf(Punctuality) is { } before and not TaskWords.OnTime ? before : act.Timeliness;

    private static SilenceRule? RemarksSilence(object? drawn) =>
        drawn is null ? null : new SilenceRule(drawn.TextOf("outcome") ?? TaskWords.RemarksAccepted, drawn.TextOf("norm"));

    private static bool ComesBack(CompiledNode node) =>
        node.Arriving.Any(arrow => arrow.Port == TaskWords.Returned);
}
