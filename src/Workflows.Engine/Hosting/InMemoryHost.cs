using Workflows.Engine.Json;

namespace Workflows.Engine.Hosting;

/// <summary>
/// Runs instances of several workflows in memory on a clock that only it turns: rehearsals, samples and tests. It uses the same
/// runner as the server, so the two cannot disagree; it keeps everything and stores nothing.
/// </summary>
public sealed class InMemoryHost
{
    private readonly Dictionary<string, WorkflowGraph> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowInstance> _instances = new(StringComparer.Ordinal);
    private readonly List<string> _inOrder = [];
    private readonly Queue<(string InstanceId, Stimulus Stimulus)> _arriving = new();
    private readonly WaitingList _waiting = new();
    private readonly List<string> _lines = [];
    private readonly List<HostedEntry> _journal = [];
    private readonly List<HostedEffect> _effects = [];
    private readonly Dictionary<string, int> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fullFamilies = new(StringComparer.Ordinal);
    private readonly InMemoryHostOptions _options;
    private int _deliveries;

    public InMemoryHost(DateTimeOffset start, IEnumerable<WorkflowGraph> workflows, InMemoryHostOptions? options = null)
    {
        Now = Instants.Cut(start);
        _options = options ?? new InMemoryHostOptions();
        foreach (var workflow in workflows)
            _workflows[workflow.Definition.DefinitionId] = workflow;
    }

    /// <summary>The time of this host. It moves when a timer is woken or when <see cref="TurnTo"/> says so.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>What the activities wrote, of all instances, in order.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public IReadOnlyList<HostedEntry> Journal => _journal;
    public IReadOnlyList<HostedEffect> Effects => _effects;

    /// <summary>Every instance, in the order in which they were created.</summary>
    public IEnumerable<WorkflowInstance> Instances => _inOrder.Select(id => _instances[id]);

    /// <summary>True when the instances kept waking each other beyond the limit, and what was left was dropped.</summary>
    public bool IsExhausted { get; private set; }

    public WorkflowInstance Instance(string id) => _instances[id];

    /// <summary>Starts a root instance and runs until everything rests. Starting the same business key again finds the first.</summary>
    public string Start(
        string definitionId, IReadOnlyDictionary<string, object?>? input = null, string businessKey = "1",
        string? correlationId = null, string? triggerActivityId = null)
    {
        var id = InstanceIds.Root(definitionId, businessKey);
        if (_instances.ContainsKey(id))
            return id;
        Add(WorkflowInstance.Create(_workflows[definitionId].Definition, id, businessKey, input, correlationId));
        Send(id, new StartWorkflow(triggerActivityId));
        return id;
    }

    /// <summary>Gives an instance a stimulus and runs until everything rests.</summary>
    public AdvanceStatus Send(string instanceId, Stimulus stimulus, Actor? actor = null)
    {
        if (stimulus is CancelWorkflow cancel)
            stimulus = cancel with { FamilyLives = Instances.Any(one => one.RootId == instanceId && one.Id != instanceId && IsLive(one)) };
        if (stimulus is RetryIncident or SkipIncident)
            _fullFamilies.Remove(instanceId);
        var status = Deliver(instanceId, stimulus, actor, dueAt: null);
        Settle();
        return status;
    }

    /// <summary>Publishes an event from outside, to every instance that waits for it.</summary>
    public void Publish(string name, object? payload = null, string? correlationId = null)
    {
        SendToAll(new EventReceived(name, payload, correlationId), only: null);
        Settle();
    }

    /// <summary>Turns the clock forward and wakes the timers that come due on the way, each at its instant.</summary>
    public void TurnTo(DateTimeOffset instant)
    {
        var woken = new HashSet<(string, long)>(); // one that stays open after it was woken is not woken twice
        while (_waiting.NextTimer(instant, IsHeldOrWoken) is { } next)
        {
            woken.Add((next.InstanceId, next.Bookmark.Id));
            Wake(next);
        }

        Now = instant > Now ? Instants.Cut(instant) : Now;

        bool IsHeldOrWoken(WaitingBookmark waiting) =>
            IsHeld(waiting) || woken.Contains((waiting.InstanceId, waiting.Bookmark.Id));
    }

    /// <summary>
    /// Wakes the bookmark that has been open longest, counted over all instances: an event without payload, a task by its activity's
    /// default action. When that is a timer, the one that comes due first is woken, at its instant: time passes in order. One that
    /// stays open goes to the end of the line. False when nothing can be woken.
    /// </summary>
    public bool ResumeOldest()
    {
        if (_waiting.Next(IsHeld) is not { } oldest)
            return false;
        Wake(oldest);
        return true;
    }

    /// <summary>Starts nothing; resumes the oldest again and again until nothing waits. Returns how often.</summary>
    public int RunToEnd(int maxResumptions = 1_000)
    {
        var resumptions = 0;
        while (resumptions < maxResumptions && ResumeOldest())
            resumptions++;
        return resumptions;
    }

    private void Wake(WaitingBookmark waiting)
    {
        var (instanceId, bookmark) = (waiting.InstanceId, waiting.Bookmark);
        if (bookmark.DueAt is { } due && due > Now)
            Now = due;
        Stimulus stimulus = bookmark.Kind switch
        {
            BookmarkKind.Timer => new TimerDue(bookmark.Id),
            BookmarkKind.Task => new TaskActed(bookmark.Id, DefaultActionOf(instanceId, bookmark)),
            _ => new EventReceived(bookmark.Key) { BookmarkId = bookmark.Id },
        };
        _waiting.MoveToEnd(waiting);
        Deliver(instanceId, stimulus, actor: null, bookmark.Kind == BookmarkKind.Timer ? bookmark.DueAt : null);
        Settle();
    }

    private string DefaultActionOf(string instanceId, Bookmark bookmark)
    {
        var instance = _instances[instanceId];
        var execution = instance.Executions.First(execution => execution.Id == bookmark.ExecutionId);
        return _workflows[instance.DefinitionId].Node(execution.NodeId).Type!.DefaultAction;
    }

    /// <summary>An incident holds a whole instance, or only the activity that failed.</summary>
    private bool IsHeld(WaitingBookmark waiting)
    {
        var instance = _instances[waiting.InstanceId];
        return instance.Status != WorkflowStatus.Running
            || instance.Executions.Any(execution => execution.Id == waiting.Bookmark.ExecutionId && execution.IsFaulted);
    }

    private void Settle()
    {
        while (_arriving.TryDequeue(out var next))
            Deliver(next.InstanceId, next.Stimulus, actor: null, dueAt: null);
    }

    private AdvanceStatus Deliver(string instanceId, Stimulus stimulus, Actor? actor, DateTimeOffset? dueAt)
    {
        if (++_deliveries > _options.MaxDeliveries)
        {
            IsExhausted = true;
            _arriving.Clear();
            return AdvanceStatus.NotExpected;
        }

        var context = new AdvanceContext { Now = Now, DueAt = dueAt, Actor = actor, World = _options.World, Limits = _options.Limits };
        var advanced = Advance(instanceId, stimulus, context);
        var status = advanced.Status;
        while (advanced.WasCut)
            advanced = Advance(instanceId, new ContinueBurst(), context);
        return status;
    }

    private Advanced Advance(string instanceId, Stimulus stimulus, AdvanceContext context)
    {
        var instance = _instances[instanceId];
        var advanced = Runner.Advance(_workflows[instance.DefinitionId], instance, stimulus, context);
        _instances[instanceId] = _options.StoresState ? InstanceJson.Read(InstanceJson.Write(advanced.Instance)) : advanced.Instance;
        foreach (var entry in advanced.Journal)
            _journal.Add(new HostedEntry(instanceId, Now, entry));
        foreach (var effect in advanced.Effects)
            CarryOut(instanceId, effect);
        return advanced;
    }

    private void CarryOut(string instanceId, Effect effect)
    {
        _effects.Add(new HostedEffect(instanceId, Now, effect));
        switch (effect)
        {
            case LineWritten line:
                _lines.Add(line.Text);
                break;
            case BookmarkOpened opened when opened.Bookmark.Kind != BookmarkKind.Child:
                _waiting.Add(instanceId, opened.Bookmark);
                break;
            case BookmarkClosed closed:
                _waiting.Remove(instanceId, closed.Bookmark.Id);
                break;
            case ChildRequested child:
                StartChild(child);
                break;
            case ParentTold told:
                _arriving.Enqueue((told.ParentId, new ChildrenReported([told.Report])));
                break;
            case FamilyCancelled family:
                foreach (var one in Instances.Where(one => one.RootId == family.RootId && one.Id != family.RootId && IsLive(one)))
                    _arriving.Enqueue((one.Id, new CancelWorkflow(family.Reason)));
                break;
            case ChildCancelled cancelled when _instances.ContainsKey(cancelled.ChildId):
                _arriving.Enqueue((cancelled.ChildId, new CancelWorkflow(cancelled.Reason)));
                break;
            case EventPublished published:
                SendToAll(
                    new EventReceived(published.Name, published.Payload, published.CorrelationId) { Chain = published.Chain },
                    published.OnlyInstanceId);
                break;
        }
    }

    /// <summary>Over is what finished or was cancelled; what an incident holds lives on.</summary>
    private static bool IsLive(WorkflowInstance instance) =>
        instance.SubStatus is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled);

    private void StartChild(ChildRequested child)
    {
        var rootId = InstanceIds.RootOf(child.ChildId);
        if (_instances[rootId].SubStatus == WorkflowSubStatus.Cancelled)
            return;
        if (_families[rootId] >= _options.Limits.InstancesPerFamily)
        {
            if (_fullFamilies.Add(rootId))
                _arriving.Enqueue((rootId, new FamilyFull(_options.Limits.InstancesPerFamily)));
            return;
        }

        if (!_workflows.TryGetValue(child.DefinitionId, out var workflow))
        {
            // Nobody waits: then the journal of the parent is all there is to tell it by.
            if (child.Child is { } waiting)
            {
                _arriving.Enqueue((waiting.InstanceId, new ChildrenReported(
                    [
                        new ChildReport(
                            waiting.BookmarkId, child.ChildId, WorkflowStatus.Finished, WorkflowSubStatus.Faulted,
                            new Dictionary<string, object?>())
                        {
                            Problem = $"No existe el flujo «{child.DefinitionId}».",
                        },
                    ])));
            }

            return;
        }

        Add(WorkflowInstance.Create(
            workflow.Definition, child.ChildId, businessKey: null, child.Input, child.CorrelationId, child.Child));
        _arriving.Enqueue((child.ChildId, new StartWorkflow { Chain = child.Chain }));
    }

    private void SendToAll(EventReceived received, string? only)
    {
        foreach (var id in _inOrder)
        {
            if (only is null || only == id)
                _arriving.Enqueue((id, received));
        }
    }

    private void Add(WorkflowInstance instance)
    {
        _instances[instance.Id] = instance;
        _inOrder.Add(instance.Id);
        _families[instance.RootId] = _families.GetValueOrDefault(instance.RootId) + 1;
    }
}

/// <summary>How a host in memory runs.</summary>
public sealed record InMemoryHostOptions
{
    public IWorld World { get; init; } = EmptyWorld.Instance;
    public RunLimits Limits { get; init; } = RunLimits.Default;

    /// <summary>Writes and reads the state after every burst, as the server does.</summary>
    public bool StoresState { get; init; }

    /// <summary>Stimuli delivered in the life of the host: instances that wake each other for ever stop here.</summary>
    public int MaxDeliveries { get; init; } = 200_000;
}

/// <summary>An entry of the journal of one of the instances, and when.</summary>
public sealed record HostedEntry(string InstanceId, DateTimeOffset At, JournalEntry Entry);

/// <summary>What one of the instances wanted, and when.</summary>
public sealed record HostedEffect(string InstanceId, DateTimeOffset At, Effect Effect);
