namespace Workflows.Engine.Activities;

/// <summary>Starts one child and goes on when it first rests, or when it finishes; never as if a child that failed had finished.</summary>
public sealed class ExecuteWorkflow : ActivityType
{
    public override string Type => "Elsa.ExecuteWorkflow";
    public override string Label => "Ejecutar otro flujo";
    public override IReadOnlyList<string> Inputs => ["workflowDefinitionId", "correlationId", "input", "waitForCompletion"];
    public override bool MayWait => true;
    public override string? TypeOf(string input) => input == "waitForCompletion" ? "Boolean" : null;
    public override IReadOnlyList<string> FailurePorts => ChildFailure.Ports;

    /// <summary>A child that nobody waits for comes to its first rest at once.</summary>
    public override bool Waits(CompiledNode node) => ChildStart.WaitsForCompletion(node, otherwise: false) != false;

    public override string? Starts(CompiledNode node) => ChildStart.Started(node);

    public override void Execute(ActivityContext context)
    {
        var waits = context.Flag("waitForCompletion");
        var childId = InstanceIds.Child(context.Instance.Id, context.NextNumber());
        var bookmark = context.Open(BookmarkKind.Child, childId, burns: false);
        context.Emit(ChildStart.Request(
            context, childId, context.Input("input"), context.Text("correlationId"),
            new ParentLink(context.Instance.Id, bookmark.Id, TellsFirstRest: !waits)));
        context.State = new Dictionary<string, object?> { ["childId"] = childId, ["waits"] = waits };
    }

    public override void Resume(ActivityContext context, Resumption resumption)
    {
        if (resumption.Signal == ChildFailure.RetrySignal)
        {
            StartAnother(context, resumption.Bookmark);
            return;
        }

        var report = (IReadOnlyDictionary<string, object?>)resumption.Payload!;
        ChildStart.ThrowIfNotStarted(report);
        context.Output("result", new Dictionary<string, object?>
        {
            ["workflowInstanceId"] = report["childId"],
            ["status"] = report["status"],
            ["subStatus"] = report["subStatus"],
            ["output"] = report["output"],
        });
        if (ChildFailure.Of(report) is not { } failure)
            context.Complete();
        else if (context.LeadsOn(failure.Port))
            context.Complete(failure.Port);
        else
            throw ChildFailure.Incident([failure], remembers: null);
    }

    public override void Cancelled(ActivityContext context)
    {
        // A child that nobody waits for any more goes on; one that was waited for goes with its parent's branch.
        if (context.State is IReadOnlyDictionary<string, object?> state && state["waits"] is true)
            context.Emit(new ChildCancelled((string)state["childId"]!, ChildStart.WithItsParent));
    }

    public override IEnumerable<string> Check(CompiledNode node) => ChildStart.Check(node);

    /// <summary>The one that failed may still wait for a decision: two of them would do the same work twice.</summary>
    private void StartAnother(ActivityContext context, Bookmark waiting)
    {
        if (context.State is IReadOnlyDictionary<string, object?> state)
            context.Emit(new ChildCancelled((string)state["childId"]!, ChildStart.InPlaceOfIt));
        context.Close(waiting);
        Execute(context);
    }
}
