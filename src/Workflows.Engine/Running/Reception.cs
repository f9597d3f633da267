namespace Workflows.Engine;

/// <summary>Takes a stimulus into an instance: finds who waits for it, or says that nobody does.</summary>
internal sealed class Reception(Burst burst)
{
    private readonly WorkflowInstance _instance = burst.Instance;

    /// <summary>
    /// What can be refused by looking: something that is over, or held, gets many stimuli that it does not take, and copying it for
    /// each of them would cost more than they are worth. Null when it must be tried.
    /// </summary>
    public static AdvanceStatus? Refused(WorkflowInstance instance, Stimulus stimulus)
    {
        if (stimulus is HeardAfterwards)
            return null;
        if (instance.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
        {
            // What lives on under a root that is over can still be cancelled there, and can still grow too large.
            var concernsFamily = instance.SubStatus == WorkflowSubStatus.Finished && instance.Id == instance.RootId
                && stimulus is CancelWorkflow { FamilyLives: true } or FamilyFull;
            return concernsFamily ? null : AdvanceStatus.NotExpected;
        }

        if (instance.SubStatus == WorkflowSubStatus.Faulted
            && stimulus is not (CancelWorkflow or RetryIncident or SkipIncident or HandOverIncident or FamilyFull)
            && !(stimulus is ChildrenReported children && children.Reports.Any(report => Mended(instance, report) is not null)))
            return IsWaitedFor(instance, stimulus) ? AdvanceStatus.Halted : AdvanceStatus.NotExpected;
        return null;
    }

    public AdvanceStatus Take(Stimulus stimulus)
    {
        if (stimulus is StartWorkflow start)
            return Start(start);
        if (_instance.SubStatus == WorkflowSubStatus.Pending)
            return stimulus is CancelWorkflow pending ? Cancel(pending) : AdvanceStatus.NotExpected;
        return stimulus switch
        {
            ContinueBurst => _instance.Queue.Count > 0 ? AdvanceStatus.Applied : AdvanceStatus.NotExpected,
            TimerDue timer => Due(timer),
            ParkTimer park => Park(park),
            RecomputeWait again => Recompute(again),
            TaskActed task => Wake(task.BookmarkId, BookmarkKind.Task, task.Action, task.Payload),
            EventReceived received => Wake(received),
            TakeBack back => Take(back),
            HandOverTask handOver => HandOver(handOver),
            HeardAfterwards heard => Hear(heard),
            ChildrenReported children => Wake(children),
            CancelWorkflow cancel => Cancel(cancel),
            RetryIncident retry => Decide(retry.IncidentId, "retried", retry.Reason, Retry),
            SkipIncident skip => HasOutcome(skip)
                ? Decide(skip.IncidentId, "skipped", skip.Reason, incident => Skip(incident, skip.Outcome))
                : AdvanceStatus.NotExpected,
            HandOverIncident handOver => HandOver(handOver),
            FamilyFull full => Hold(full),
            _ => throw new ArgumentOutOfRangeException(nameof(stimulus), stimulus, "This stimulus has no reception."),
        };
    }

    private AdvanceStatus Start(StartWorkflow start)
    {
        if (_instance.SubStatus != WorkflowSubStatus.Pending)
            return AdvanceStatus.NotExpected;

        foreach (var variable in burst.Graph.Definition.Variables)
            _instance.VariableValues[variable.Id] = variable.Value;
        _instance.SubStatus = WorkflowSubStatus.Executing;
        burst.Record("started", null, null, new Dictionary<string, object?>
        {
            ["definitionId"] = _instance.DefinitionId,
            ["version"] = (double)_instance.DefinitionVersion,
            ["businessKey"] = _instance.BusinessKey,
            ["input"] = _instance.Input,
        });
        var given = start.TriggerActivityId is { } trigger
            ? new Dictionary<string, object?> { [FlowchartWalk.TriggerVariable] = trigger }
            : null;
        burst.Schedule(burst.Graph.Root, owner: null, variables: given);
        return AdvanceStatus.Applied;
    }

    private AdvanceStatus Due(TimerDue timer)
    {
        if (_instance.OpenBookmarks.Find(bookmark => bookmark.Id == timer.BookmarkId) is { Chain: { } chain })
            burst.Follow(chain);
        return Wake(timer.BookmarkId, BookmarkKind.Timer, "Due", null);
    }

    private AdvanceStatus Park(ParkTimer park) =>
        _instance.OpenBookmarks.Find(timer => timer.Id == park.BookmarkId) is { } bookmark
        && burst.Live(bookmark.ExecutionId) is { } execution
        && burst.Graph.Node(execution.NodeId).Type is { GoesOnWithoutTimer: true }
            ? Wake(park.BookmarkId, BookmarkKind.Timer, park.Kind, park.Why)
            : AdvanceStatus.NotExpected;

    /// <summary>The timer stays until the activity puts another in its place.</summary>
    private AdvanceStatus Recompute(RecomputeWait again)
    {
        var bookmark = _instance.OpenBookmarks.Find(timer => timer.Id == again.BookmarkId && timer.Kind == BookmarkKind.Timer);
        if (bookmark is null || burst.Live(bookmark.ExecutionId) is not { } execution
            || burst.Graph.Node(execution.NodeId) is not { Type.ComputesItsWait: true } node)
            return AdvanceStatus.NotExpected;
        if (execution.IsFaulted)
            return AdvanceStatus.Halted;
        var resumption = new Resumption(bookmark, again.Kind, again.Why);
        burst.Call(execution, node, context => node.Type!.Resume(context, resumption), resumption);
        return AdvanceStatus.Applied;
    }

    private AdvanceStatus Wake(long bookmarkId, BookmarkKind kind, string signal, object? payload)
    {
        var bookmark = _instance.OpenBookmarks.Find(candidate => candidate.Id == bookmarkId && candidate.Kind == kind);
        if (bookmark is null || burst.Live(bookmark.ExecutionId) is not { } execution)
            return AdvanceStatus.NotExpected;
        // A faulted activity decides nothing until its incident is decided.
        if (execution.IsFaulted)
            return AdvanceStatus.Halted;

        Wake(bookmark, execution, signal, payload);
        return AdvanceStatus.Applied;
    }

    private AdvanceStatus Take(TakeBack back)
    {
        if (TaskAt(back.BookmarkId) is not { } bookmark || burst.Live(bookmark.ExecutionId) is not { } waiting)
            return AdvanceStatus.NotExpected;

        // The chart that both stand in: what waits may be deeper, inside a chart of its own.
        for (var step = waiting; step.ParentId is { } parentId && burst.Live(parentId) is { } chart; step = chart)
        {
            var chartNode = burst.Graph.Node(chart.NodeId);
            if (chartNode.Type is Activities.Flowchart
                && chartNode.Children.FirstOrDefault(child => child.ActivityId == back.ActivityId) is { } again)
                return FlowchartWalk.TakeBack(burst, chart, chartNode, step, again, back.Given)
                    ? AdvanceStatus.Applied
                    : AdvanceStatus.NotExpected;
        }

        return AdvanceStatus.NotExpected;
    }

    private AdvanceStatus HandOver(HandOverTask handOver)
    {
        if (TaskAt(handOver.BookmarkId) is not { } bookmark || burst.Live(bookmark.ExecutionId) is not { } execution)
            return AdvanceStatus.NotExpected;
        burst.Record("taskHandedOver", execution, burst.Graph.Node(execution.NodeId), new Dictionary<string, object?>
        {
            ["bookmark"] = (double)handOver.BookmarkId,
            ["to"] = handOver.To,
            ["reason"] = handOver.Reason,
        });
        return AdvanceStatus.Applied;
    }

    private AdvanceStatus Hear(HeardAfterwards heard)
    {
        if (burst.Graph.Nodes.FirstOrDefault(node => node.ActivityId == heard.ActivityId && node.Type is { HearsAfterwards: true })
            is not { Type: { } type } node)
            return AdvanceStatus.NotExpected;
        var over = new Execution { Id = burst.NextNumber(), NodeId = node.Id, Visit = heard.Visit };
        burst.Record("heardAfterwards", over, node, heard.Payload);
        burst.Speak(over, node, context => type.HearAfterwards(context, heard.Payload));
        return AdvanceStatus.Applied;
    }

    private Bookmark? TaskAt(long bookmarkId) =>
        _instance.OpenBookmarks.Find(bookmark => bookmark.Id == bookmarkId && bookmark.Kind == BookmarkKind.Task);

    private AdvanceStatus Wake(EventReceived received)
    {
        if (received.CorrelationId is { } correlation && correlation != _instance.CorrelationId)
            return AdvanceStatus.NotExpected;
        var waiting = _instance.OpenBookmarks.Where(bookmark => Awaits(bookmark, received)).ToList();
        var woken = 0;
        foreach (var bookmark in waiting)
        {
            // One that was woken before may have withdrawn this one.
            if (!IsOpen(_instance, bookmark.Id) || burst.Live(bookmark.ExecutionId) is not { IsFaulted: false } execution)
                continue;
            Wake(bookmark, execution, "Event", received.Payload);
            woken++;
        }

        return woken > 0 ? AdvanceStatus.Applied : waiting.Count > 0 ? AdvanceStatus.Halted : AdvanceStatus.NotExpected;
    }

    private static bool Awaits(Bookmark bookmark, EventReceived received) =>
        bookmark.Kind == BookmarkKind.Event && bookmark.Key == received.Name
        && (received.BookmarkId is not { } only || only == bookmark.Id);

    private AdvanceStatus Wake(ChildrenReported children)
    {
        var status = AdvanceStatus.NotExpected;
        if (children.Reports.Where(report => report.Chain is not null).MaxBy(report => report.Chain!.Length) is { } last)
            burst.Follow(last.Chain);
        foreach (var report in children.Reports)
        {
            if (Mended(_instance, report) is { } incident)
                Supersede(incident);
            var payload = new Dictionary<string, object?>
            {
                ["childId"] = report.ChildId,
                ["status"] = report.Status.ToString(),
                ["subStatus"] = report.SubStatus.ToString(),
                ["output"] = report.Output,
            };
            if (report.Problem is { } problem)
                payload["problem"] = problem;
            if (report.Name is { } name)
                payload["name"] = name;
            if (report.Why is { } why)
                payload["why"] = why;
            var one = Wake(report.BookmarkId, BookmarkKind.Child, "Child", payload);
            if (one == AdvanceStatus.Applied || status == AdvanceStatus.NotExpected)
                status = one;
        }

        return status;
    }

    private void Wake(Bookmark bookmark, Execution execution, string signal, object? payload)
    {
        var node = burst.Graph.Node(execution.NodeId);
        burst.Record("woken", execution, node, new Dictionary<string, object?>
        {
            ["bookmark"] = (double)bookmark.Id,
            ["signal"] = signal,
            ["payload"] = payload,
        });
        if (bookmark.Burns)
            burst.CloseBookmark(bookmark.Id, woken: true);
        var resumption = new Resumption(bookmark, signal, payload);
        burst.Call(execution, node, context => node.Type!.Resume(context, resumption), resumption);
    }

    /// <summary>The incident that says of this very child that it failed; whatever it reports now says more.</summary>
    private static Incident? Mended(WorkflowInstance instance, ChildReport report) =>
        instance.OpenBookmarks.Find(bookmark => bookmark.Id == report.BookmarkId) is { Kind: BookmarkKind.Child } waiting
            ? instance.AllIncidents.Find(incident => !incident.IsResolved && incident.ExecutionId == waiting.ExecutionId
                && incident.Code is Activities.ChildFailure.FaultedCode or Activities.ChildFailure.CanceledCode)
            : null;

    /// <summary>A child that an incident waits for was mended, or failed in another way: nobody has to decide about the old news.</summary>
    private void Supersede(Incident incident)
    {
        Resolve(incident, "superseded", "El proceso que inició volvió a informar.");
        if (burst.Live(incident.ExecutionId) is { } execution)
            execution.IsFaulted = false;
    }

    private AdvanceStatus Cancel(CancelWorkflow cancel)
    {
        burst.Record("cancelRequested", null, null, cancel.Reason);
        // A root takes its family along, also when it is itself over and others live on.
        if (_instance.Id == _instance.RootId)
            burst.Emit(new FamilyCancelled(_instance.Id, cancel.Reason), null, null);
        burst.Finish(WorkflowSubStatus.Cancelled, cancel.Reason);
        return AdvanceStatus.Applied;
    }

    private AdvanceStatus Hold(FamilyFull full)
    {
        if (_instance.AllIncidents.Exists(incident => incident.Code == Budgets.FamilyCode && !incident.IsResolved))
            return AdvanceStatus.NotExpected;
        var root = burst.Graph.Root;
        var message = $"«{burst.Graph.Definition.Name}»: {Budgets.FamilySize(full.Limit)}";
        // Of no stay in particular: the root may be over, and deciding runs nothing again.
        burst.Add(
            new Incident(
                burst.NextNumber(), 0, root.ActivityId, root.Id, "System", Budgets.FamilyCode, message,
                Instants.Cut(burst.Context.Now), null),
            null, root);
        burst.Hold(message);
        return AdvanceStatus.Applied;
    }

    private AdvanceStatus Decide(long incidentId, string decision, string reason, Action<Incident> act)
    {
        var index = _instance.AllIncidents.FindIndex(incident => incident.Id == incidentId && !incident.IsResolved);
        if (index < 0)
            return AdvanceStatus.NotExpected;

        var incident = _instance.AllIncidents[index];
        Resolve(incident, decision, reason);
        burst.StartCounting();
        act(incident);
        return AdvanceStatus.Applied;
    }

    private void Resolve(Incident incident, string decision, string reason)
    {
        _instance.AllIncidents[_instance.AllIncidents.IndexOf(incident)] = incident with { IsResolved = true };
        burst.Record("incidentDecided", burst.Live(incident.ExecutionId), burst.Graph.Node(incident.NodeId), new Dictionary<string, object?>
        {
            ["id"] = (double)incident.Id,
            ["decision"] = decision,
            ["reason"] = reason,
        });
        if (_instance.SubStatus != WorkflowSubStatus.Faulted || _instance.AllIncidents.Exists(other => !other.IsResolved && Holds(other)))
            return;
        // A root whose family grew too large may have been over already.
        var isOver = _instance.LiveExecutions.Count + _instance.Queue.Count == 0;
        _instance.Status = isOver ? WorkflowStatus.Finished : WorkflowStatus.Running;
        _instance.SubStatus = isOver ? WorkflowSubStatus.Finished : WorkflowSubStatus.Executing;
    }

    /// <summary>Where the flow goes on with incidents only what was spent too much holds everything.</summary>
    private bool Holds(Incident incident) => !burst.Graph.Definition.ContinuesWithIncidents || Budgets.IsBudget(incident.Code);

    private void Retry(Incident incident)
    {
        if (burst.Live(incident.ExecutionId) is not { } execution)
            return;
        var node = burst.Graph.Node(incident.NodeId);
        execution.IsFaulted = false;
        if (incident.Resumption is { } resumption)
        {
            burst.Call(execution, node, context => node.Type!.Resume(context, resumption), resumption);
            return;
        }

        burst.Empty(execution);
        execution.State = null;
        execution.Flow = null;
        burst.Call(execution, node, context => node.Type!.Execute(context), null);
    }

    private void Skip(Incident incident, string outcome)
    {
        if (burst.Live(incident.ExecutionId) is not { } execution)
            return;
        execution.IsFaulted = false;
        burst.Complete(execution, burst.Graph.Node(incident.NodeId), [outcome]);
    }

    private bool HasOutcome(SkipIncident skip) =>
        _instance.AllIncidents.Find(incident => incident.Id == skip.IncidentId) is not { } incident
        || burst.Graph.Node(incident.NodeId).Outcomes.Contains(skip.Outcome, StringComparer.Ordinal);

    private AdvanceStatus HandOver(HandOverIncident handOver)
    {
        var index = _instance.AllIncidents.FindIndex(incident => incident.Id == handOver.IncidentId && !incident.IsResolved);
        if (index < 0)
            return AdvanceStatus.NotExpected;
        _instance.AllIncidents[index] = _instance.AllIncidents[index] with { HandedTo = handOver.To };
        burst.Record("incidentHandedOver", null, null, new Dictionary<string, object?>
        {
            ["id"] = (double)handOver.IncidentId,
            ["to"] = handOver.To,
            ["reason"] = handOver.Reason,
        });
        return AdvanceStatus.Applied;
    }

    private static bool IsWaitedFor(WorkflowInstance instance, Stimulus stimulus) => stimulus switch
    {
        TimerDue timer => IsOpen(instance, timer.BookmarkId),
        ParkTimer park => IsOpen(instance, park.BookmarkId),
        RecomputeWait again => IsOpen(instance, again.BookmarkId),
        TaskActed task => IsOpen(instance, task.BookmarkId),
        EventReceived received => (received.CorrelationId is null || received.CorrelationId == instance.CorrelationId)
            && instance.OpenBookmarks.Exists(bookmark => Awaits(bookmark, received)),
        ChildrenReported children => children.Reports.Any(report => IsOpen(instance, report.BookmarkId)),
        _ => false,
    };

    private static bool IsOpen(WorkflowInstance instance, long bookmarkId) =>
        instance.OpenBookmarks.Exists(bookmark => bookmark.Id == bookmarkId);
}
