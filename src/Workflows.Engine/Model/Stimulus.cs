namespace Workflows.Engine;

/// <summary>What may move an instance. Each one names what it refers to, so that one that comes too late is recognised.</summary>
public abstract record Stimulus
{
    /// <summary>The name in the journal.</summary>
    public abstract string Kind { get; }

    /// <summary>The wake-ups that led to it without time passing; null when a person or the world is behind it.</summary>
    public WakeChain? Chain { get; init; }

    private protected Stimulus()
    {
    }
}

/// <summary>Starts a pending instance, at a given trigger activity or at the definition's start.</summary>
public sealed record StartWorkflow(string? TriggerActivityId = null) : Stimulus
{
    public override string Kind => "start";
}

/// <summary>Goes on with a burst that was cut.</summary>
public sealed record ContinueBurst : Stimulus
{
    public override string Kind => "continue";
}

/// <summary>A timer of the instance has come due.</summary>
public sealed record TimerDue(long BookmarkId) : Stimulus
{
    public override string Kind => "timer";
}

/// <summary>
/// A timer that came due failed too often to be tried again by itself: the activity goes on without it, and it waits for a person. Only a
/// kind of activity that <see cref="ActivityType.GoesOnWithoutTimer"/> takes it.
/// </summary>
/// <param name="Why">What failed, in Spanish.</param>
public sealed record ParkTimer(long BookmarkId, string Why) : Stimulus
{
    /// <summary>What the activity hears, with the reason.</summary>
    public const string Name = "parkTimer";

    public override string Kind => Name;
}

/// <summary>
/// What a wait was computed from has changed: the activity computes its date again, before it comes. Only a kind of activity that
/// <see cref="ActivityType.ComputesItsWait"/> takes it.
/// </summary>
/// <param name="Why">What changed, in Spanish.</param>
public sealed record RecomputeWait(long BookmarkId, string Why) : Stimulus
{
    public override string Kind => "recomputeWait";
}

/// <summary>An event was published. Every bookmark of the instance that waits for that name is woken.</summary>
/// <param name="CorrelationId">When given, only an instance with the same correlation id is woken.</param>
public sealed record EventReceived(string Name, object? Payload = null, string? CorrelationId = null) : Stimulus
{
    /// <summary>When given, only this bookmark is woken.</summary>
    public long? BookmarkId { get; init; }

    public override string Kind => "event";
}

/// <summary>A person did something to a task: handed in, reviewed, commented.</summary>
public sealed record TaskActed(long BookmarkId, string Action, object? Payload = null) : Stimulus
{
    public override string Kind => "task";
}

/// <summary>
/// What was handed in is taken back before anybody looked at it: whatever waits after that activity is withdrawn, and the activity
/// is entered again as a new visit.
/// </summary>
/// <param name="BookmarkId">Where the instance waits now: the task of whoever would have looked at it.</param>
/// <param name="ActivityId">The activity to enter again, in the same chart.</param>
/// <param name="Given">What the new visit is told of the old one; it reads it under <see cref="Variable"/>.</param>
public sealed record TakeBack(long BookmarkId, string ActivityId, object? Given) : Stimulus
{
    public const string Variable = "$takenBack";

    public override string Kind => "takeBack";
}

/// <summary>A task passes to another person. Nothing moves; the journal keeps who, to whom and why.</summary>
public sealed record HandOverTask(long BookmarkId, string To, string Reason) : Stimulus
{
    public override string Kind => "handOverTask";
}

/// <summary>
/// Something about a stay that is over turned out otherwise: the activity says what there is to say of it, also when the whole workflow
/// is over. Nothing moves and nothing is run again. Only a kind of activity that <see cref="ActivityType.HearsAfterwards"/> takes it.
/// </summary>
/// <param name="Visit">Of the stay.</param>
public sealed record HeardAfterwards(string ActivityId, int Visit, object? Payload) : Stimulus
{
    public override string Kind => "heardAfterwards";
}

/// <summary>Children finished, or came to their first rest.</summary>
public sealed record ChildrenReported(IReadOnlyList<ChildReport> Reports) : Stimulus
{
    public override string Kind => "children";
}

/// <summary>What a child tells the parent that started it.</summary>
public sealed record ChildReport(
    long BookmarkId, string ChildId, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    IReadOnlyDictionary<string, object?> Output)
{
    /// <summary>Why the child could not be started, in Spanish; null when it was. It becomes an incident of the parent.</summary>
    public string? Problem { get; init; }

    /// <summary>What people call the child.</summary>
    public string? Name { get; init; }

    /// <summary>Why it failed or was cancelled, in the words of its incident or of whoever cancelled it.</summary>
    public string? Why { get; init; }

    /// <summary>The wake-ups that led to it.</summary>
    public WakeChain? Chain { get; init; }
}

/// <summary>Ends the instance by decision. What was done stays; what waits is closed.</summary>
public sealed record CancelWorkflow(string Reason) : Stimulus
{
    /// <summary>The host knows of others of its family that live: then also a root that is itself over can be cancelled.</summary>
    public bool FamilyLives { get; init; }

    public override string Kind => "cancel";
}

/// <summary>Under this root there are as many instances as there may be: it is held until a person decides.</summary>
public sealed record FamilyFull(int Limit) : Stimulus
{
    public override string Kind => "familyFull";
}

/// <summary>Tries the failed activity again with the wake-up that failed.</summary>
public sealed record RetryIncident(long IncidentId, string Reason) : Stimulus
{
    public override string Kind => "retry";
}

/// <summary>Leaves the failed activity through a port without running it.</summary>
public sealed record SkipIncident(long IncidentId, string Outcome, string Reason) : Stimulus
{
    public override string Kind => "skip";
}

/// <summary>Asks a person or role to decide about the incident.</summary>
public sealed record HandOverIncident(long IncidentId, string To, string Reason) : Stimulus
{
    public override string Kind => "handOver";
}
