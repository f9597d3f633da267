using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Activities;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Opens a process for each item of a list and joins what they leave. Where a cut-off is drawn it goes on without those that have not
/// finished, and names them: they stay open, and what they hand in later is late, not lost.
/// </summary>
public sealed class ForEach : BulkDispatchWorkflows
{
    internal const string Timer = "cutOff";
    private const string Completed = "Completed";
    private const string Missing = "Missing";

    public override string Type => "Workflows.ForEach";
    public override string Label => "Para cada uno";
    public override IReadOnlyList<string> Inputs => ["workflowDefinitionId", "items", "defaultItemInputKey", "input", "until", "year"];
    public override bool LeavesThroughAll => false;
    public override string? TypeOf(string input) => input == "year" ? "Int32" : null;
    public override IReadOnlyList<string> Ports(CompiledNode node) => node.Input("until") is null ? [Completed] : [Completed, Missing];

    public override bool ComputesItsWait => true;

    protected override bool KeepsOutputs => true;

    public override void Resume(ActivityContext context, Resumption resumption)
    {
        if (resumption.Bookmark.Kind != BookmarkKind.Timer)
        {
            base.Resume(context, resumption);
            return;
        }

        var asked = resumption.Bookmark.Data.TextOf("asked") is { } text ? Instants.Parse(text) : context.DueAt;
        if (context.Input("until") is { } until && Moments.At(context, until, asked) is var at && at > context.DueAt)
        {
            Moments.Wait(context, Timer, until, asked, at, Moments.WhyAgain(resumption));
            return;
        }

        Tell(context, ProgressOf(context));
        context.Complete(Missing);
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        foreach (var problem in base.Check(node).Concat(Moments.Check(node, "until", isNeeded: false)))
            yield return problem;
        if (node.Input("items") is null)
            yield return "No dice para cada qué: conecta «items».";
    }

    protected override void Waiting(ActivityContext context)
    {
        if (context.Input("until") is { } until)
            Moments.Wait(context, Timer, until, context.DueAt, Moments.At(context, until, context.DueAt), why: null);
    }

    protected override IReadOnlyList<string> WhenAllFinished(ActivityContext context, IReadOnlyList<ItemProgress> items)
    {
        Tell(context, items);
        return [Completed];
    }

    private static void Tell(ActivityContext context, IReadOnlyList<ItemProgress> items)
    {
        context.Output("result", items.Select(object? (item) => new Dictionary<string, object?>
        {
            ["item"] = item.Item,
            ["name"] = NameOf(item.Item),
            ["finished"] = item.IsFinished,
            ["output"] = item.Output,
        }).ToList());
        context.Output("missing", PlainValues.ToValues(items.Where(item => !item.IsFinished).Select(item => NameOf(item.Item))));
    }

    private static string NameOf(object? item) =>
        item.TextOf("name") ?? item.TextOf("institution") ?? item.TextOf("code") ?? Values.ToText(item);
}
