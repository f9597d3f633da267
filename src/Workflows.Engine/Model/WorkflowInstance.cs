namespace Workflows.Engine;

/// <summary>Elsa's word for where an instance is: it still runs, or it is over.</summary>
public enum WorkflowStatus { Running, Finished }

/// <summary>Elsa's finer word for the same.</summary>
public enum WorkflowSubStatus { Pending, Executing, Suspended, Finished, Cancelled, Faulted }

/// <summary>
/// One run of a workflow: everything the runner needs to continue it, and nothing of the world around it. The runner works on a
/// copy; nobody else changes one.
/// </summary>
public sealed class WorkflowInstance
{
    /// <summary>Written into the stored state, so that a later version can tell what it reads.</summary>
    public const int SchemaVersion = 1;

    private const int VisitsOfAnOrdinaryBurst = 12;

    public required string Id { get; init; }

    /// <summary>The instance at the top of the family; its own id for a root.</summary>
    public required string RootId { get; init; }

    public ParentLink? Parent { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>The version this instance is pinned to.</summary>
    public required int DefinitionVersion { get; init; }

    public string? BusinessKey { get; init; }
    public string? Name { get; internal set; }
    public string? CorrelationId { get; internal set; }
    public WorkflowStatus Status { get; internal set; } = WorkflowStatus.Running;
    public WorkflowSubStatus SubStatus { get; internal set; } = WorkflowSubStatus.Pending;
    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();
    public IReadOnlyDictionary<string, object?> Output => OutputValues;
    public IReadOnlyList<Execution> Executions => LiveExecutions;
    public IReadOnlyList<Bookmark> Bookmarks => OpenBookmarks;
    public IReadOnlyList<Incident> Incidents => AllIncidents;

    /// <summary>Values of the workflow's own variables by variable id.</summary>
    public IReadOnlyDictionary<string, object?> Variables => VariableValues;

    internal Dictionary<string, object?> OutputValues { get; set; } = [];
    internal Dictionary<string, object?> VariableValues { get; set; } = [];
    internal List<Execution> LiveExecutions { get; set; } = [];
    internal List<Bookmark> OpenBookmarks { get; set; } = [];
    internal List<Incident> AllIncidents { get; set; } = [];

    /// <summary>Activities waiting for their turn, first in first out. Empty between bursts unless a burst was cut.</summary>
    internal List<WorkItem> Queue { get; set; } = [];

    /// <summary>How often each activity was entered, by node id.</summary>
    internal Dictionary<string, int> Visits { get; set; } = [];

    /// <summary>The last outputs of each activity that had any, by node id.</summary>
    internal Dictionary<string, IReadOnlyDictionary<string, object?>> ActivityOutputs { get; set; } = [];

    /// <summary>What activities left outside the workflow and take back if it is cancelled, by the key they gave it.</summary>
    internal Dictionary<string, LeftOutside> Outside { get; set; } = [];

    internal object? LastResult { get; set; }

    /// <summary>The source of every id inside the instance; it only grows.</summary>
    internal long Sequence { get; set; }

    /// <summary>Activities run since the instance last waited for the world; a loop that never waits is stopped by it.</summary>
    internal int StepsSinceWait { get; set; }

    /// <summary>What else it spent since then.</summary>
    internal BurstSpending Spent { get; set; }

    /// <summary>The wake-ups that led to the burst it is in; null between bursts.</summary>
    internal WakeChain? Chain { get; set; }

    /// <summary>It has come to rest once, and whoever started it has been told.</summary>
    internal bool HasRested { get; set; }

    /// <summary>A new instance of a definition, not yet started.</summary>
    public static WorkflowInstance Create(
        WorkflowDefinition definition, string id, string? businessKey = null,
        IReadOnlyDictionary<string, object?>? input = null, string? correlationId = null, ParentLink? parent = null) => new()
        {
            Id = id,
            RootId = InstanceIds.RootOf(id),
            Parent = parent,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            BusinessKey = businessKey,
            CorrelationId = correlationId,
            Input = input ?? new Dictionary<string, object?>(),
        };

    /// <summary>Values, bookmarks and incidents never change and are shared; everything that does is copied.</summary>
    internal WorkflowInstance Clone()
    {
        var copy = (WorkflowInstance)MemberwiseClone();
        copy.OutputValues = new(OutputValues);
        copy.VariableValues = new(VariableValues);
        copy.LiveExecutions = LiveExecutions.ConvertAll(execution => execution.Clone());
        copy.OpenBookmarks = [.. OpenBookmarks];
        copy.AllIncidents = [.. AllIncidents];
        copy.Queue = [.. Queue];
        copy.Visits = new(Visits.Count + VisitsOfAnOrdinaryBurst);
        foreach (var (node, visits) in Visits)
            copy.Visits[node] = visits;
        copy.ActivityOutputs = new(ActivityOutputs);
        copy.Outside = new(Outside);
        return copy;
    }
}

/// <summary>Who started this instance and waits for it: the instance and the bookmark to tell.</summary>
/// <param name="TellsFirstRest">The parent also wants to know when the child first comes to rest.</param>
public sealed record ParentLink(string InstanceId, long BookmarkId, bool TellsFirstRest = false);

/// <summary>A stay in an activity. A second visit of the same activity is another execution.</summary>
public sealed class Execution
{
    public required long Id { get; init; }
    public required string NodeId { get; init; }
    public long? ParentId { get; init; }

    /// <summary>1 for the first stay in this activity, 2 when it was sent back once, and so on.</summary>
    public required int Visit { get; init; }

    /// <summary>True while an incident holds it.</summary>
    public bool IsFaulted { get; internal set; }

    /// <summary>Entered through an arrow that goes back.</summary>
    internal bool ByBackwardConnection { get; init; }

    /// <summary>What the activity keeps for itself between bursts.</summary>
    internal object? State { get; set; }

    /// <summary>Variables of a container, or given to a child, by variable id.</summary>
    internal Dictionary<string, object?>? Variables { get; set; }

    /// <summary>The visits of a flowchart's activities and arrows.</summary>
    internal FlowState? Flow { get; set; }

    internal Execution Clone() => new()
    {
        Id = Id,
        NodeId = NodeId,
        ParentId = ParentId,
        Visit = Visit,
        IsFaulted = IsFaulted,
        ByBackwardConnection = ByBackwardConnection,
        State = State,
        Variables = Variables is null ? null : new(Variables),
        Flow = Flow?.Clone(),
    };
}

/// <summary>What a bookmark waits for, which is also who may wake it.</summary>
public enum BookmarkKind { Event, Timer, Task, Child }

/// <summary>A place where an execution waits for the world. It belongs to one visit and goes with it.</summary>
/// <param name="Key">The event's name, the timer's name, or empty.</param>
/// <param name="DueAt">When a timer falls due.</param>
/// <param name="Burns">Closed by the first thing that wakes it.</param>
public sealed record Bookmark(
    long Id, long ExecutionId, BookmarkKind Kind, string Key, DateTimeOffset? DueAt, bool Burns, object? Data)
{
    /// <summary>Of a timer due at once: the wake-ups that led to it.</summary>
    public WakeChain? Chain { get; init; }

    /// <summary>Why a timer waits for a person and for no hour, in Spanish; null for every other.</summary>
    public string? ParkedBecause { get; init; }
}

/// <summary>A failure that waits for a decision: retry, skip, or hand to a person.</summary>
/// <param name="Resumption">The wake-up that failed, delivered again on retry; null when the activity failed on entry.</param>
public sealed record Incident(
    long Id, long ExecutionId, string ActivityId, string NodeId, string Type, string Code, string Message, DateTimeOffset At,
    Resumption? Resumption)
{
    public bool IsResolved { get; init; }

    /// <summary>The person or role asked to decide, when it was handed over.</summary>
    public string? HandedTo { get; init; }
}

/// <summary>Something of an activity that outlives its stay, and what is needed to take it back.</summary>
internal sealed record LeftOutside(string NodeId, int Visit, object? Data);

/// <summary>How a bookmark was woken: by what signal, with what.</summary>
public sealed record Resumption(Bookmark Bookmark, string Signal, object? Payload);

/// <summary>An activity waiting for its turn.</summary>
internal sealed record WorkItem(
    string NodeId, long? OwnerId, bool ByBackwardConnection = false, IReadOnlyDictionary<string, object?>? Variables = null);
