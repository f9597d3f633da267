using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>One burst: a stimulus taken in, and activities run until the queue is empty. Lives for one call of the runner.</summary>
internal sealed class Burst(WorkflowGraph graph, WorkflowInstance instance, AdvanceContext context)
{
    /// <summary>Of an incident that is a mistake of the program and not of the workflow.</summary>
    public const string UnforeseenCode = "unforeseen";

    private int _stepsOfBurst;

    public WorkflowGraph Graph => graph;
    public WorkflowInstance Instance => instance;
    public AdvanceContext Context => context;
    public BurstBudget Budget { get; } = new(instance, context.Limits);

    /// <summary>The wake-ups behind whatever this burst sets off.</summary>
    public WakeChain WakeUps => field ??= (instance.Chain ?? WakeChain.At(context.DueAt ?? context.Now, null)).Next;

    public List<Effect> Effects { get; } = new(16);
    public List<JournalEntry> Journal { get; } = new(64);

    public long NextNumber() => ++instance.Sequence;

    /// <summary>Takes the stimulus in and runs. Anything but Applied means that nothing may be kept of this burst.</summary>
    public AdvanceStatus Receive(Stimulus stimulus)
    {
        if (stimulus is not ContinueBurst)
            Follow(stimulus.Chain);
        var status = new Reception(this).Take(stimulus);
        if (status == AdvanceStatus.Applied)
            Run();
        return status;
    }

    /// <summary>What woke this burst. Before anything it sets off is written.</summary>
    public void Follow(WakeChain? chain) => instance.Chain = WakeChain.At(context.DueAt ?? context.Now, chain);

    private void Run()
    {
        while (instance.Status == WorkflowStatus.Running && instance.Queue.Count > 0)
        {
            if (_stepsOfBurst++ >= context.Limits.StepsBeforeCut)
            {
                instance.SubStatus = WorkflowSubStatus.Executing;
                return;
            }

            var item = instance.Queue[0];
            instance.Queue.RemoveAt(0);
            Enter(item);
        }

        StartCounting();
        instance.Chain = null;
        if (instance.Status != WorkflowStatus.Running)
            return;
        instance.SubStatus = WorkflowSubStatus.Suspended;
        TellFirstRest();
    }

    /// <summary>From here on what was spent before no longer counts: it waited, or a person decided.</summary>
    public void StartCounting() => (instance.StepsSinceWait, instance.Spent) = (0, default);

    public void Schedule(
        CompiledNode node, Execution? owner, bool byBackwardConnection = false, IReadOnlyDictionary<string, object?>? variables = null) =>
        instance.Queue.Add(new WorkItem(node.Id, owner?.Id, byBackwardConnection, variables));

    private void Enter(WorkItem item)
    {
        var node = graph.Node(item.NodeId);
        var visit = VisitOf(node, item);
        var execution = new Execution
        {
            Id = NextNumber(),
            NodeId = node.Id,
            ParentId = item.OwnerId,
            Visit = visit,
            ByBackwardConnection = item.ByBackwardConnection,
            Variables = InitialVariables(node, item.Variables),
        };
        instance.LiveExecutions.Add(execution);
        Budget.ChargeEntry();
        instance.StepsSinceWait++;
        Record("entered", execution, node, null);

        if (OverBudget(execution) is { } fault)
            Fail(execution, node, fault, null);
        else
            Call(execution, node, static activity => activity.Node.Type!.Execute(activity), null);
    }

    /// <summary>How often the activity was entered; a part belongs to the visit of its activity, however many there are.</summary>
    private int VisitOf(CompiledNode node, WorkItem item)
    {
        if (node.IsPart && item.OwnerId is { } owner && Live(owner) is { } whole)
            return whole.Visit;
        return instance.Visits[node.Id] = instance.Visits.GetValueOrDefault(node.Id) + 1;
    }

    private ActivityFaultException? OverBudget(Execution execution)
    {
        var limits = context.Limits;
        if (instance.StepsSinceWait > limits.StepsWithoutWaiting)
            return Budgets.Steps(limits.StepsWithoutWaiting);
        // What waits for its turn takes room too, and a loop may schedule faster than it runs.
        if (instance.LiveExecutions.Count + instance.Queue.Count > limits.LiveExecutions)
            return Budgets.LiveExecutions(limits.LiveExecutions);
        if (DepthOf(execution) > limits.Depth)
            return Budgets.Depth(limits.Depth);
        return Budget.IsStateFull() ? Budgets.State(limits.StateBytes) : null;
    }

    /// <summary>Calls an activity and applies what it wanted, or turns its failure into an incident.</summary>
    public void Call(Execution execution, CompiledNode node, Action<ActivityContext> action, Resumption? resumption)
    {
        var (sequence, spent) = (instance.Sequence, Budget.Mark());
        var activity = new ActivityContext(this, execution, node);
        try
        {
            if (instance.Chain?.Length > context.Limits.WakeUpsWithoutTime)
                throw Budgets.WakeUps(context.Limits.WakeUpsWithoutTime);
            if (node.Type is null)
                throw new ActivityFaultException($"No se conoce el tipo de actividad «{node.Source.Type}».", "unknownType");
            action(activity);
            activity.BindOutputs();
            Budget.Charge(activity);
        }
        catch (Exception e)
        {
            // Also what nobody foresaw: a burst that throws would be tried for ever and nobody would be told.
            instance.Sequence = sequence;
            Budget.ReturnTo(spent);
            Fail(execution, node, e, resumption);
            return;
        }

        Apply(activity);
    }

    private void Apply(ActivityContext activity)
    {
        var (execution, node) = (activity.Execution, activity.Node);
        ApplyToInstance(activity);
        if (activity.StateChanged)
            execution.State = activity.ChangedState;
        if (activity.Entries is { } entries)
            Journal.AddRange(entries);
        foreach (var id in Each(activity.Closed))
            CloseBookmark(id, woken: false);
        foreach (var bookmark in Each(activity.Opened))
            OpenBookmark(bookmark, execution, node);
        foreach (var (effect, values) in Each(activity.Effects))
            Emit(effect, values, execution, node);
        foreach (var (key, data) in Each(activity.Outside))
        {
            if (data is null)
                instance.Outside.Remove(key);
            else
                instance.Outside[key] = new LeftOutside(node.Id, execution.Visit, data);
        }

        if (activity.Outputs is { } outputs)
        {
            instance.ActivityOutputs[node.Id] = outputs;
            instance.LastResult = outputs.TryGetValue("result", out var result) ? result : outputs.Values.FirstOrDefault();
        }

        foreach (var (child, variables) in Each(activity.Scheduled))
            Schedule(child, execution, variables: variables);
        if (activity.Finishes)
        {
            Remove(execution);
            Record("completed", execution, node, "Done");
            Finish(WorkflowSubStatus.Finished);
        }
        else if (activity.Outcomes is { } outcomes && IsLive(execution))
            Complete(execution, node, outcomes);
    }

    /// <summary>What the call changes of the whole workflow: variables, names and outputs.</summary>
    private void ApplyToInstance(ActivityContext activity)
    {
        var (execution, node) = (activity.Execution, activity.Node);
        foreach (var (store, id, value) in activity.UsedScope?.Writes ?? [])
        {
            store[id] = value;
            Record("variableSet", execution, node, new Dictionary<string, object?> { ["variable"] = id, ["value"] = value });
        }

        if ((activity.NewCorrelationId ?? activity.UsedScope?.NewCorrelationId) is { } correlationId)
        {
            instance.CorrelationId = correlationId;
            Record("correlated", execution, node, correlationId);
        }

        if (activity.NewName is { } name)
        {
            instance.Name = name;
            Record("named", execution, node, name);
        }

        if (activity.WorkflowOutputs is { } workflowOutputs)
        {
            foreach (var (output, value) in workflowOutputs)
            {
                instance.OutputValues[output] = value;
                Record("outputSet", execution, node, new Dictionary<string, object?> { ["output"] = output, ["value"] = value });
            }
        }
    }

    /// <summary>Ends a stay: what still waits in it is withdrawn, and the container or parent hears of the outcomes.</summary>
    public void Complete(Execution execution, CompiledNode node, IReadOnlyList<string> outcomes)
    {
        CancelChildren(execution);
        Remove(execution);
        Record("completed", execution, node, outcomes.Count == 1 ? outcomes[0] : outcomes.Cast<object?>().ToList());
        if (execution.ParentId is not { } parentId)
        {
            Finish(WorkflowSubStatus.Finished);
            return;
        }

        if (Live(parentId) is not { } parent)
            return;
        var parentNode = graph.Node(parent.NodeId);
        if (parentNode.Type is Activities.Flowchart)
            FlowchartWalk.ChildCompleted(this, parent, parentNode, node, execution, outcomes);
        else
            CallParent(parent, parentNode, node, outcomes);
    }

    private void CallParent(Execution parent, CompiledNode parentNode, CompiledNode child, IReadOnlyList<string> outcomes) =>
        Call(parent, parentNode, context => parentNode.Type!.ChildCompleted(context, child, outcomes), null);

    /// <summary>Withdraws a stay and everything below it. The container is told, unless it is the one that withdraws.</summary>
    public void Cancel(Execution execution)
    {
        var node = graph.Node(execution.NodeId);
        CancelChildren(execution);
        if (node.Type is { } type)
            Undo(execution, node, type.Cancelled);
        Remove(execution);
        Record("cancelled", execution, node, null);
    }

    /// <summary>
    /// Lets an activity emit what undoes something of it. What it could not undo is told, and nothing waits for it any more.
    /// </summary>
    private void Undo(Execution execution, CompiledNode node, Action<ActivityContext> undo) => Speak(execution, node, activity =>
    {
        try
        {
            undo(activity);
        }
        catch (Exception e) when (e is ActivityFaultException or ExpressionException or ValueConversionException)
        {
            Record("cancelFailed", execution, node, e.Message);
        }
    });

    /// <summary>Lets an activity write into the journal and emit effects, for a stay that is over or about to be; it cannot wait.</summary>
    public void Speak(Execution execution, CompiledNode node, Action<ActivityContext> say)
    {
        var activity = new ActivityContext(this, execution, node);
        say(activity);
        if (activity.Entries is { } entries)
            Journal.AddRange(entries);
        foreach (var (effect, values) in Each(activity.Effects))
            Emit(effect, values, execution, node);
    }

    /// <summary>What activities left outside is theirs to take back, also of stays that were long over.</summary>
    private void TakeBackOutside()
    {
        foreach (var (nodeId, visit, data) in instance.Outside.OrderBy(left => left.Key, StringComparer.Ordinal).Select(left => left.Value))
        {
            var node = graph.Node(nodeId);
            if (node.Type is { } type)
                Undo(new Execution { Id = NextNumber(), NodeId = nodeId, Visit = visit }, node,
                    activity => type.TakeBackOutside(activity, data));
        }

        instance.Outside.Clear();
    }

    /// <summary>Withdraws what an execution still waits for, below it and in it, so that it can run again from its entry.</summary>
    public void Empty(Execution execution)
    {
        CancelChildren(execution);
        CloseBookmarksOf(execution);
        RemoveScheduledBy(execution);
    }

    private void CancelChildren(Execution execution)
    {
        List<Execution>? children = null;
        foreach (var other in instance.LiveExecutions)
        {
            if (other.ParentId == execution.Id)
                (children ??= []).Add(other);
        }

        foreach (var child in Each(children))
            Cancel(child);
    }

    /// <summary>Ends the instance. Everything that waits is withdrawn; the parent is told.</summary>
    /// <param name="why">What the parent reads of it.</param>
    public void Finish(WorkflowSubStatus subStatus, string? why = null)
    {
        instance.Queue.Clear();
        foreach (var execution in instance.LiveExecutions.Where(execution => execution.ParentId is null).ToList())
            Cancel(execution);
        foreach (var execution in instance.LiveExecutions.ToList())
            Cancel(execution);
        if (subStatus == WorkflowSubStatus.Cancelled)
            TakeBackOutside();
        instance.Status = WorkflowStatus.Finished;
        instance.SubStatus = subStatus;
        Record("finished", null, null, subStatus.ToString());
        TellParent(why);
    }

    public void Fail(Execution execution, CompiledNode node, Exception e, Resumption? resumption)
    {
        var fault = e as ActivityFaultException;
        if (fault?.Remembers is { } state)
            execution.State = state;
        if (fault is { RestartsOnRetry: true })
            resumption = null;
        else if (fault?.RetrySignal is { } signal
            && instance.OpenBookmarks.Find(bookmark => bookmark.ExecutionId == execution.Id) is { } waiting)
            resumption = new Resumption(waiting, signal, null);
        var isForeseen = e is ActivityFaultException or ExpressionException or ValueConversionException;
        var incident = new Incident(
            NextNumber(), execution.Id, node.ActivityId, node.Id, fault?.Type ?? e.GetType().Name,
            fault?.Code ?? (isForeseen ? "0" : UnforeseenCode),
            $"«{node.Label}»: {(isForeseen ? e.Message : "la actividad falló por un error del programa.")}",
            Instants.Cut(context.Now), resumption);
        execution.IsFaulted = true;
        Add(incident, execution, node);
        if (!graph.Definition.ContinuesWithIncidents || fault is { IsOverBudget: true })
            Hold(incident.Message);
    }

    public void Add(Incident incident, Execution? execution, CompiledNode node)
    {
        instance.AllIncidents.Add(incident);
        Record("incident", execution, node, new Dictionary<string, object?>
        {
            ["id"] = (double)incident.Id,
            ["code"] = incident.Code,
            ["message"] = incident.Message,
        });
    }

    /// <summary>Holds the whole instance. The queue and the bookmarks stay: after a decision it goes on from here.</summary>
    public void Hold(string why)
    {
        instance.Status = WorkflowStatus.Finished;
        instance.SubStatus = WorkflowSubStatus.Faulted;
        TellParent(why);
    }

    public void OpenBookmark(Bookmark bookmark, Execution execution, CompiledNode node)
    {
        instance.OpenBookmarks.Add(bookmark);
        Emit(new BookmarkOpened(bookmark), execution, node);
    }

    public void CloseBookmark(long id, bool woken)
    {
        var index = instance.OpenBookmarks.FindIndex(bookmark => bookmark.Id == id);
        if (index < 0)
            return;
        var bookmark = instance.OpenBookmarks[index];
        instance.OpenBookmarks.RemoveAt(index);
        var execution = Live(bookmark.ExecutionId);
        Emit(new BookmarkClosed(bookmark, woken), execution, execution is null ? null : graph.Node(execution.NodeId));
    }

    public Execution? Live(long id)
    {
        // From the youngest: what runs now is what was entered last.
        for (var i = instance.LiveExecutions.Count - 1; i >= 0; i--)
        {
            if (instance.LiveExecutions[i].Id == id)
                return instance.LiveExecutions[i];
        }

        return null;
    }

    public bool IsLive(Execution execution) => ReferenceEquals(Live(execution.Id), execution);

    /// <summary>True when the owner has something, or this very node, waiting for its turn.</summary>
    public bool IsScheduledBy(Execution owner, CompiledNode? node = null)
    {
        foreach (var item in instance.Queue)
        {
            if (item.OwnerId == owner.Id && (node is null || item.NodeId == node.Id))
                return true;
        }

        return false;
    }

    public void Record(string kind, Execution? execution, CompiledNode? node, object? data) =>
        Journal.Add(new JournalEntry(kind, node?.ActivityId, execution?.Id, execution?.Visit ?? 0, data));

    public void Emit(Effect effect, Execution? execution, CompiledNode? node) => Emit(effect, effect.ToValues(), execution, node);

    private void Emit(Effect effect, object? values, Execution? execution, CompiledNode? node)
    {
        Effects.Add(effect);
        Record(effect.Kind, execution, node, values);
    }

    private void Remove(Execution execution)
    {
        CloseBookmarksOf(execution);
        instance.LiveExecutions.Remove(execution);
        RemoveScheduledBy(execution);
    }

    private void RemoveScheduledBy(Execution execution)
    {
        for (var i = instance.Queue.Count - 1; i >= 0; i--)
        {
            if (instance.Queue[i].OwnerId == execution.Id)
                instance.Queue.RemoveAt(i);
        }
    }

    private void CloseBookmarksOf(Execution execution)
    {
        for (var i = 0; i < instance.OpenBookmarks.Count;)
        {
            if (instance.OpenBookmarks[i].ExecutionId == execution.Id)
                CloseBookmark(instance.OpenBookmarks[i].Id, woken: false);
            else
                i++;
        }
    }

    /// <summary>What most calls do not have costs nothing.</summary>
    private static Span<T> Each<T>(List<T>? items) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items);

    private void TellParent(string? why)
    {
        // A parent that only waited for the first rest has gone on.
        if (instance.Parent is { } parent && !(parent.TellsFirstRest && instance.HasRested))
            Emit(new ParentTold(parent.InstanceId, Report(parent, why)), null, null);
    }

    private void TellFirstRest()
    {
        if (instance.HasRested)
            return;
        if (instance.Parent is { TellsFirstRest: true } parent)
            Emit(new ParentTold(parent.InstanceId, Report(parent, null)), null, null);
        instance.HasRested = true;
    }

    private ChildReport Report(ParentLink parent, string? why) =>
        new(parent.BookmarkId, instance.Id, instance.Status, instance.SubStatus, new Dictionary<string, object?>(instance.OutputValues))
        {
            Name = graph.Definition.Name.Length > 0 ? graph.Definition.Name : graph.Definition.DefinitionId,
            Why = why,
            Chain = WakeUps,
        };

    private int DepthOf(Execution execution)
    {
        var depth = 0;
        for (var current = execution; current?.ParentId is { } parentId; current = Live(parentId))
            depth++;
        return depth;
    }

    private static Dictionary<string, object?>? InitialVariables(CompiledNode node, IReadOnlyDictionary<string, object?>? given)
    {
        if (node.Source.Variables.Count == 0 && given is null)
            return null;
        var variables = given is null ? new Dictionary<string, object?>(StringComparer.Ordinal) : new(given, StringComparer.Ordinal);
        foreach (var variable in node.Source.Variables)
            variables[variable.Id] = variable.Value;
        return variables;
    }
}
