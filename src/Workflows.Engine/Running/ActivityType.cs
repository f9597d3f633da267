namespace Workflows.Engine;

/// <summary>
/// A kind of activity: decides and describes, and does nothing itself. One object serves every node of its type, so it keeps no
/// state; what a visit must remember lives in the execution.
/// </summary>
public abstract class ActivityType
{
    /// <summary>The type name in the JSON.</summary>
    public abstract string Type { get; }

    public virtual int Version => 1;

    /// <summary>The name a coordinator reads in the palette and in messages.</summary>
    public abstract string Label { get; }

    /// <summary>Inputs it reads. An expression in any other input is not evaluated.</summary>
    public virtual IReadOnlyList<string> Inputs => [];

    /// <summary>True when it may wait for the world, so that a loop through it is no endless burst.</summary>
    public virtual bool MayWait => false;

    /// <summary>True when this node, as it is drawn, lets the burst end and time pass. A wait of zero does not.</summary>
    public virtual bool Waits(CompiledNode node) => MayWait;

    /// <summary>True when it can compute again the date it waits for, while it waits: see <see cref="RecomputeWait"/>.</summary>
    public virtual bool ComputesItsWait => false;

    /// <summary>True when it has something to do besides a timer that fails: see <see cref="ParkTimer"/>.</summary>
    public virtual bool GoesOnWithoutTimer => false;

    /// <summary>True when it has something to say of a stay that is long over: see <see cref="HeardAfterwards"/>.</summary>
    public virtual bool HearsAfterwards => false;

    /// <summary>The workflow this node starts, when the drawing fixes it and the burst goes on without waiting for people.</summary>
    public virtual string? Starts(CompiledNode node) => null;

    /// <summary>True when it ends the chart it stands in.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>
    /// Steps it is made of, by name. They are not drawn: each reads the inputs of the activity, belongs to its visit and is scheduled
    /// by it, as often as it needs, with <see cref="ActivityContext.Schedule"/>.
    /// </summary>
    public virtual IReadOnlyDictionary<string, ActivityType> Parts => NoParts;

    private static readonly Dictionary<string, ActivityType> NoParts = [];

    /// <summary>Names of the values it hands to the activities embedded in it.</summary>
    public virtual IReadOnlyList<string> GivenToChildren => [];

    /// <summary>The outcomes it can leave through, in the order of the palette.</summary>
    public virtual IReadOnlyList<string> Ports(CompiledNode node) => ["Done"];

    /// <summary>Outcomes for what went wrong. Drawn when the flow has an answer to it; where no arrow leads on it is an incident.</summary>
    public virtual IReadOnlyList<string> FailurePorts => [];

    /// <summary>True when it leaves through all its ports at once instead of choosing among them.</summary>
    public virtual bool LeavesThroughAll => false;

    /// <summary>The action that a run without people takes when it wakes this activity's task.</summary>
    public virtual string DefaultAction => "Done";

    /// <summary>Called on entry. Completes, or leaves bookmarks or scheduled children behind.</summary>
    public abstract void Execute(ActivityContext context);

    /// <summary>Called when one of its bookmarks is woken.</summary>
    public virtual void Resume(ActivityContext context, Resumption resumption) => context.Complete();

    /// <summary>Called when an activity it scheduled has completed.</summary>
    public virtual void ChildCompleted(ActivityContext context, CompiledNode child, IReadOnlyList<string> outcomes)
    {
    }

    /// <summary>Called when the execution is withdrawn. May emit effects that undo what it asked of the world; it cannot wait.</summary>
    public virtual void Cancelled(ActivityContext context)
    {
    }

    /// <summary>
    /// Called when the workflow is cancelled while something is outside that a stay of this activity, over or not, left there. May emit
    /// effects that undo it; it cannot wait.
    /// </summary>
    public virtual void TakeBackOutside(ActivityContext context, object? left)
    {
    }

    /// <summary>
    /// Called when something about a stay that is over turned out otherwise. May emit effects and write into the journal; it cannot wait,
    /// and nothing is run again.
    /// </summary>
    public virtual void HearAfterwards(ActivityContext context, object? payload)
    {
    }

    /// <summary>Says in Spanish what is wrong with how a node of this type was drawn, beyond what every node is checked for.</summary>
    public virtual IEnumerable<string> Check(CompiledNode node) => [];

    /// <summary>Like <see cref="Check"/>, for what is no error, or has a code or a mend of its own.</summary>
    public virtual IEnumerable<Checking.Finding> Findings(CompiledNode node) => [];

    /// <summary>The type an input is read as, by Elsa's name; null when any value will do.</summary>
    public virtual string? TypeOf(string input) => null;
}

/// <summary>The kinds of activity a host knows, by type name.</summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<string, ActivityType> _types;

    public ActivityCatalog(IEnumerable<ActivityType> types) =>
        _types = types.ToDictionary(type => type.Type, StringComparer.Ordinal);

    public IReadOnlyCollection<ActivityType> Types => _types.Values;

    public ActivityType? Find(string type) => _types.GetValueOrDefault(type);
}
