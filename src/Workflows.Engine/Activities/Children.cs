namespace Workflows.Engine.Activities;

/// <summary>Starts one child and goes on when it first rests, or when it finishes.</summary>
public sealed class ExecuteWorkflow : ActivityType
{
    public override string Type => "Elsa.ExecuteWorkflow";
    public override string Label => "Ejecutar otro flujo";
    public override IReadOnlyList<string> Inputs => ["workflowDefinitionId", "correlationId", "input", "waitForCompletion"];
    public override bool MayWait => true;

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
        var report = (IReadOnlyDictionary<string, object?>)resumption.Payload!;
        ChildStart.ThrowIfNotStarted(report);
        context.Output("result", new Dictionary<string, object?>
        {
            ["workflowInstanceId"] = report["childId"],
            ["status"] = report["status"],
            ["subStatus"] = report["subStatus"],
            ["output"] = report["output"],
        });
        context.Complete();
    }

    public override void Cancelled(ActivityContext context)
    {
        // A child that nobody waits for any more goes on; one that was waited for goes with its parent's branch.
        if (context.State is IReadOnlyDictionary<string, object?> state && state["waits"] is true)
            context.Emit(new ChildCancelled((string)state["childId"]!, "Se canceló el proceso que lo inició."));
    }

    public override IEnumerable<string> Check(CompiledNode node) => ChildStart.Check(node);
}

/// <summary>Starts one child per item and, unless told otherwise, goes on when all have finished.</summary>
public sealed class BulkDispatchWorkflows : ActivityType
{
    /// <summary>More children than any programme has institutions; above it the list is a mistake.</summary>
    private const int MaxItems = 5_000;

    public override string Type => "Elsa.BulkDispatchWorkflows";
    public override string Label => "Iniciar un flujo por elemento";

    public override IReadOnlyList<string> Inputs =>
        ["workflowDefinitionId", "items", "defaultItemInputKey", "correlationIdFunction", "input", "waitForCompletion"];

    public override bool MayWait => true;
    public override IReadOnlyList<string> GivenToChildren => ["ChildInstanceId", "ChildOutput"];
    public override IReadOnlyList<string> Ports(CompiledNode node) => ["Completed", "Done"];
    public override bool LeavesThroughAll => true;

    public override void Execute(ActivityContext context)
    {
        var items = context.Input("items") switch
        {
            null => [],
            IReadOnlyList<object?> list => list,
            var single => [single],
        };
        if (items.Count > MaxItems)
            throw new ActivityFaultException($"La lista tiene {SpanishNumbers.Whole(items.Count)} elementos; el máximo es {SpanishNumbers.Whole(MaxItems)}.");

        var waits = context.Flag("waitForCompletion", otherwise: true);
        var itemKey = context.Text("defaultItemInputKey", "Item");
        var shared = context.Input("input");
        var link = waits && items.Count > 0
            ? new ParentLink(context.Instance.Id, context.Open(BookmarkKind.Child, "", burns: false).Id)
            : null;
        var pending = new List<object?>(items.Count);
        foreach (var item in items)
        {
            var number = context.NextNumber();
            pending.Add((double)number);
            context.Emit(ChildStart.Request(
                context, InstanceIds.Child(context.Instance.Id, number), ChildStart.Merge(shared, item, itemKey), "", link));
        }

        if (link is null)
            context.Complete(waits ? ["Completed", "Done"] : ["Done"]);
        else
            context.State = pending;
    }

    public override void Resume(ActivityContext context, Resumption resumption)
    {
        var report = (IReadOnlyDictionary<string, object?>)resumption.Payload!;
        ChildStart.ThrowIfNotStarted(report);
        var childId = (string)report["childId"]!;
        var number = double.Parse(childId.AsSpan(childId.LastIndexOf('.') + 1), System.Globalization.CultureInfo.InvariantCulture);
        var pending = (IReadOnlyList<object?>)context.State!;
        if (!pending.Contains(number))
            return; // reported before: a child that failed, was retried and then finished

        var left = pending.Where(other => !number.Equals(other)).ToList();
        context.State = left;
        var port = report["subStatus"] as string == "Faulted" ? "childFaulted" : "childCompleted";
        if (context.Node.Embedded.TryGetValue(port, out var handler))
            context.Schedule(handler, new Dictionary<string, object?> { ["ChildInstanceId"] = childId, ["ChildOutput"] = report["output"] });
        else if (left.Count == 0)
            context.Complete("Completed", "Done");
    }

    public override void ChildCompleted(ActivityContext context, CompiledNode child, IReadOnlyList<string> outcomes)
    {
        var isLast = ((IReadOnlyList<object?>)context.State!).Count == 0
            && !context.Instance.Executions.Any(execution => execution.ParentId == context.Execution.Id)
            && !context.Instance.Queue.Exists(item => item.OwnerId == context.Execution.Id);
        if (isLast)
            context.Complete("Completed", "Done");
    }

    public override void Cancelled(ActivityContext context)
    {
        if (context.State is not IReadOnlyList<object?> pending)
            return;
        foreach (var number in pending)
        {
            context.Emit(new ChildCancelled(
                InstanceIds.Child(context.Instance.Id, (long)(double)number!), "Se canceló el proceso que lo inició."));
        }
    }

    public override IEnumerable<string> Check(CompiledNode node) => ChildStart.Check(node);
}

/// <summary>What both kinds of starting children share.</summary>
internal static class ChildStart
{
    public static ChildRequested Request(ActivityContext context, string childId, object? input, string correlationId, ParentLink? link)
    {
        var definitionId = context.Text("workflowDefinitionId");
        if (definitionId.Length == 0)
            throw new ActivityFaultException("No se indicó qué flujo iniciar.");
        var generations = childId.Count(letter => letter == '.');
        if (generations > context.Limits.FamilyDepth)
            throw new ActivityFaultException($"Hay más de {context.Limits.FamilyDepth} flujos iniciados uno dentro de otro: parece que un flujo se inicia a sí mismo.", "family");
        var values = input switch
        {
            null => new Dictionary<string, object?>(),
            IReadOnlyDictionary<string, object?> given => new Dictionary<string, object?>(given),
            _ => throw new ActivityFaultException("La entrada del flujo que se inicia debe ser un objeto."),
        };
        values["ParentInstanceId"] = context.Instance.Id;
        return new ChildRequested(childId, definitionId, values, correlationId.Length > 0 ? correlationId : null, link);
    }

    /// <summary>A child that could not be started is an incident here. A retry starts it again.</summary>
    public static void ThrowIfNotStarted(IReadOnlyDictionary<string, object?> report)
    {
        if (report.GetValueOrDefault("problem") is string problem)
            throw new ActivityFaultException(problem, "notStarted") { RestartsOnRetry = true };
    }

    /// <summary>An item that is an object adds its fields to the input; any other goes in under the key.</summary>
    public static Dictionary<string, object?> Merge(object? shared, object? item, string itemKey)
    {
        var input = shared is IReadOnlyDictionary<string, object?> given
            ? new Dictionary<string, object?>(given)
            : [];
        if (item is IReadOnlyDictionary<string, object?> fields)
        {
            foreach (var (name, value) in fields)
                input[name] = value;
        }
        else
        {
            input[itemKey] = item;
        }

        return input;
    }

    public static IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("workflowDefinitionId") is null)
            yield return "No se indicó qué flujo iniciar.";
    }
}
