namespace Workflows.Engine.Activities;

/// <summary>
/// Starts one child per item and, unless told otherwise, goes on when all have finished. A child that failed runs the branch drawn
/// for it; where there is none, the end of the last child is an incident that names those that failed.
/// </summary>
public class BulkDispatchWorkflows : ActivityType
{
    /// <summary>More children than any programme has institutions; above it the list is a mistake.</summary>
    private const int MaxItems = 5_000;

    public override string Type => "Elsa.BulkDispatchWorkflows";
    public override string Label => "Iniciar un flujo por elemento";

    public override IReadOnlyList<string> Inputs =>
        ["workflowDefinitionId", "items", "defaultItemInputKey", "correlationIdFunction", "input", "waitForCompletion"];

    public override bool MayWait => true;
    public override string? TypeOf(string input) => input == "waitForCompletion" ? "Boolean" : null;
    public override IReadOnlyList<string> GivenToChildren => ["ChildInstanceId", "ChildOutput"];
    public override IReadOnlyList<string> Ports(CompiledNode node) => ["Completed", "Done"];
    public override IReadOnlyList<string> FailurePorts => ChildFailure.Ports;
    public override bool LeavesThroughAll => true;
    public override bool Waits(CompiledNode node) => ChildStart.WaitsForCompletion(node, otherwise: true) != false;
    public override string? Starts(CompiledNode node) => ChildStart.Started(node);

    public override void Execute(ActivityContext context)
    {
        var items = Items(context);
        if (items.Count > MaxItems)
            throw new ActivityFaultException(
                $"La lista tiene {SpanishNumbers.Whole(items.Count)} elementos; el máximo es {SpanishNumbers.Whole(MaxItems)}.");

        var waits = context.Flag("waitForCompletion", otherwise: true);
        var link = waits && items.Count > 0
            ? new ParentLink(context.Instance.Id, context.Open(BookmarkKind.Child, "", burns: false).Id)
            : null;
        var (shared, itemKey) = (context.Input("input"), ItemKey(context));
        var started = new BulkState([], [], [], []);
        for (var i = 0; i < items.Count; i++)
            Start(context, started, i, ChildStart.Merge(shared, items[i], itemKey), link);

        if (link is null)
        {
            context.Complete(waits ? WhenAllFinished(context, []) : ["Done"]);
            return;
        }

        context.State = started.ToValue();
        Waiting(context);
    }

    /// <summary>What became of the child of one item: finished with an output, or not yet.</summary>
    protected sealed record ItemProgress(object? Item, bool IsFinished, object? Output);

    /// <summary>True when the outputs of the children are kept until all have finished.</summary>
    protected virtual bool KeepsOutputs => false;

    /// <summary>Called once its children are asked for.</summary>
    protected virtual void Waiting(ActivityContext context)
    {
    }

    /// <summary>Called when no child is awaited any more; answers the outcomes to leave through.</summary>
    protected virtual IReadOnlyList<string> WhenAllFinished(ActivityContext context, IReadOnlyList<ItemProgress> items) =>
        ["Completed", "Done"];

    /// <summary>How far each item is, in the order of the list.</summary>
    protected static IReadOnlyList<ItemProgress> ProgressOf(ActivityContext context)
    {
        var state = BulkState.Of(context.State);
        var open = state.Pending.Values.Concat(state.Failures.Select(failure => state.Indexes[BulkState.NumberOf(failure.ChildId)]))
            .ToHashSet();
        return [.. Items(context).Select((item, i) => new ItemProgress(item, !open.Contains(i), state.Outputs.GetValueOrDefault(i)))];
    }

    public override void Resume(ActivityContext context, Resumption resumption)
    {
        var state = BulkState.Of(context.State);
        if (resumption.Signal == ChildFailure.RetrySignal)
        {
            StartAgain(context, state, resumption.Bookmark);
            return;
        }

        var report = (IReadOnlyDictionary<string, object?>)resumption.Payload!;
        ChildStart.ThrowIfNotStarted(report);
        var childId = (string)report["childId"]!;
        // One that is not known reported before, or another was started in its place.
        if (state.Remove(BulkState.NumberOf(childId)))
        {
            var failure = ChildFailure.Of(report);
            if (context.Node.Embedded.TryGetValue(failure is null ? "childCompleted" : "childFaulted", out var handler))
                context.Schedule(
                    handler, new Dictionary<string, object?> { ["ChildInstanceId"] = childId, ["ChildOutput"] = report["output"] });
            else if (failure is not null)
                state.Failures.Add(failure);
            if (failure is null && KeepsOutputs)
                state.Outputs[state.Indexes[BulkState.NumberOf(childId)]] = report["output"];
        }

        context.State = state.ToValue();
        if (context.Scheduled is null)
            CompleteIfDone(context, state);
    }

    public override void ChildCompleted(ActivityContext context, CompiledNode child, IReadOnlyList<string> outcomes) =>
        CompleteIfDone(context, BulkState.Of(context.State));

    public override void Cancelled(ActivityContext context)
    {
        if (context.State is null)
            return;
        var state = BulkState.Of(context.State);
        // One that failed still waits for a decision that nobody needs any more.
        foreach (var number in state.Pending.Keys.Concat(
            state.Failures.Where(failure => failure.IsFault).Select(failure => BulkState.NumberOf(failure.ChildId))))
            context.Emit(new ChildCancelled(InstanceIds.Child(context.Instance.Id, number), ChildStart.WithItsParent));
    }

    public override IEnumerable<string> Check(CompiledNode node) => ChildStart.Check(node);

    private static IReadOnlyList<object?> Items(ActivityContext context) => context.Input("items") switch
    {
        null => [],
        IReadOnlyList<object?> list => list,
        var single => [single],
    };

    private static string ItemKey(ActivityContext context) => context.Text("defaultItemInputKey", "Item");

    private static void Start(ActivityContext context, BulkState state, int index, Dictionary<string, object?> input, ParentLink? link)
    {
        var number = context.NextNumber();
        state.Pending[number] = index;
        context.Emit(ChildStart.Request(context, InstanceIds.Child(context.Instance.Id, number), input, "", link));
    }

    /// <summary>Only those that failed; one that still waits for a decision gives way to the new one.</summary>
    private static void StartAgain(ActivityContext context, BulkState state, Bookmark waiting)
    {
        var items = Items(context);
        var (shared, itemKey) = (context.Input("input"), ItemKey(context));
        foreach (var failure in state.Failures)
        {
            context.Emit(new ChildCancelled(failure.ChildId, ChildStart.InPlaceOfIt));
            var index = state.Indexes[BulkState.NumberOf(failure.ChildId)];
            if (index >= items.Count)
                throw new ActivityFaultException(
                    "La lista ya no tiene el elemento del proceso que falló.")
                { RetrySignal = ChildFailure.RetrySignal };
            Start(context, state, index, ChildStart.Merge(shared, items[index], itemKey), new ParentLink(context.Instance.Id, waiting.Id));
        }

        state.Failures.Clear();
        context.State = state.ToValue();
    }

    private void CompleteIfDone(ActivityContext context, BulkState state)
    {
        var isDone = state.Pending.Count == 0
            && !context.Instance.Executions.Any(execution => execution.ParentId == context.Execution.Id)
            && !context.Instance.Queue.Exists(item => item.OwnerId == context.Execution.Id);
        if (!isDone)
            return;
        if (state.Failures.Count == 0)
        {
            context.State = state.ToValue();
            context.Complete(WhenAllFinished(context, KeepsOutputs ? ProgressOf(context) : []));
            return;
        }

        // A fault weighs more than a cancellation.
        var failures = state.Failures.OrderByDescending(failure => failure.IsFault).ToList();
        if (failures.Select(failure => failure.Port).Distinct().FirstOrDefault(context.LeadsOn) is { } port)
            context.Complete(port);
        else
            throw ChildFailure.Incident(failures, remembers: state.ToValue());
    }
}
