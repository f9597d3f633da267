using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>
/// What an activity sees and what it may want during one call. Everything it wants is collected and applied when the call
/// succeeds; a call that fails leaves nothing behind but an incident.
/// </summary>
public sealed class ActivityContext
{
    /// <summary>The outcomes of an activity that has only one way out.</summary>
    internal static readonly IReadOnlyList<string> Done = ["Done"];

    private readonly Burst _burst;
    private Scope? _scope; // most calls read only what is fixed in the drawing, and need none
    private object? _state;
    private bool _stateChanged;

    internal ActivityContext(Burst burst, Execution execution, CompiledNode node)
    {
        _burst = burst;
        Execution = execution;
        Node = node;
    }

    public CompiledNode Node { get; }
    public Execution Execution { get; }
    public WorkflowInstance Instance => _burst.Instance;
    public WorkflowDefinition Definition => _burst.Graph.Definition;

    /// <summary>The time of the burst.</summary>
    public DateTimeOffset Now => _burst.Context.Now;

    /// <summary>The time the burst should have run: what dates are computed from.</summary>
    public DateTimeOffset DueAt => _burst.Context.DueAt ?? _burst.Context.Now;

    public Actor? Actor => _burst.Context.Actor;

    /// <summary>The wake-ups behind whatever this call sets off.</summary>
    public WakeChain WakeUps => _burst.WakeUps;

    /// <summary>True when an arrow leads on from that port.</summary>
    public bool LeadsOn(string port) => Node.Parent is { Type: Activities.Flowchart } chart
        && chart.Flow.Outbound(chart.Flow.IndexOf(Node)).Any(arrow => arrow.Port == port);
    public RunLimits Limits => _burst.Context.Limits;

    /// <summary>1 on the first stay, 2 after it was sent back once.</summary>
    public int Visit => Execution.Visit;

    /// <summary>What this visit was told of the one that was taken back; null for every other visit.</summary>
    public object? TakenBack => Execution.Variables?.GetValueOrDefault(TakeBack.Variable);

    /// <summary>What whoever scheduled it gave it under that name.</summary>
    public object? Given(string name) => Execution.Variables?.GetValueOrDefault(name);

    /// <summary>What a part that has just completed left as an output.</summary>
    public object? Left(CompiledNode part, string output) => Instance.ActivityOutputs.GetValueOrDefault(part.Id)?.GetValueOrDefault(output);

    /// <summary>The bookmarks this execution still has, but for those closed in this call.</summary>
    public IEnumerable<Bookmark> Bookmarks =>
        Instance.OpenBookmarks.Where(bookmark => bookmark.ExecutionId == Execution.Id && Closed?.Contains(bookmark.Id) != true);

    /// <summary>What this activity keeps for itself between bursts.</summary>
    public object? State
    {
        get => _stateChanged ? _state : Execution.State;
        set => (_state, _stateChanged) = (value, true);
    }

    internal List<Bookmark>? Opened { get; private set; }
    internal List<long>? Closed { get; private set; }
    internal List<(Effect Effect, object? Values)>? Effects { get; private set; }
    internal List<JournalEntry>? Entries { get; private set; }
    internal List<(string Key, object? Data)>? Outside { get; private set; }
    internal List<(CompiledNode Node, IReadOnlyDictionary<string, object?>? Variables)>? Scheduled { get; private set; }
    internal Dictionary<string, object?>? Outputs { get; private set; }
    internal IReadOnlyList<string>? Outcomes { get; private set; }
    internal Dictionary<string, object?>? WorkflowOutputs { get; private set; }
    internal string? NewName { get; private set; }
    internal string? NewCorrelationId { get; private set; }
    internal bool Finishes { get; private set; }
    internal Scope Scope =>
        _scope ??= new Scope(_burst.Graph, _burst.Instance, Execution, Node, _burst.NextNumber, _burst.Budget.ChargeExpression);
    internal Scope? UsedScope => _scope;
    internal Burst Burst => _burst;

    /// <summary>The value of an input; null when it was not set.</summary>
    public object? Input(string name) => Node.Input(name) is { } argument ? Evaluate(argument) : null;

    public string Text(string name, string otherwise = "") => Input(name) is { } value ? Values.ToText(value) : otherwise;

    public bool Flag(string name, bool otherwise = false) => Values.Convert(Input(name), "Boolean") as bool? ?? otherwise;

    /// <summary>Evaluates a condition that is not an input of its own, such as the case of a switch.</summary>
    public object? Evaluate(CompiledArgument argument) => argument.IsConstant ? argument.Constant : argument.Evaluate(Scope);

    /// <summary>Leaves the activity through the given outcomes; <c>Done</c> when none is given.</summary>
    public void Complete(params IReadOnlyList<string> outcomes) => Outcomes = outcomes.Count == 0 ? Done : outcomes;

    public void Output(string name, object? value) => (Outputs ??= new(StringComparer.Ordinal))[name] = value;

    public void WorkflowOutput(string name, object? value) => (WorkflowOutputs ??= new(StringComparer.Ordinal))[name] = value;

    public void SetVariable(string id, string? name, object? value) => Scope.Write(id, name, value);

    public void SetName(string name) => NewName = name;

    public void SetCorrelationId(string correlationId) => NewCorrelationId = correlationId;

    /// <summary>Ends the whole instance when this call succeeds.</summary>
    public void FinishWorkflow() => Finishes = true;

    /// <summary>Waits for the world. The id is also the id of what waits there: the task, the timer.</summary>
    /// <param name="parkedBecause">A timer that waits for a person, and why.</param>
    public Bookmark Open(
        BookmarkKind kind, string key, DateTimeOffset? dueAt = null, bool burns = true, object? data = null, string? parkedBecause = null)
    {
        var bookmark = new Bookmark(
            _burst.NextNumber(), Execution.Id, kind, key, dueAt is { } due ? Instants.Cut(due) : null, burns, data)
        {
            Chain = kind == BookmarkKind.Timer && dueAt - DueAt < WakeChain.Window ? WakeUps : null,
            ParkedBecause = parkedBecause,
        };
        (Opened ??= []).Add(bookmark);
        return bookmark;
    }

    /// <summary>Stops waiting at a bookmark of this execution.</summary>
    public void Close(Bookmark bookmark) => (Closed ??= []).Add(bookmark.Id);

    public void Emit(Effect effect) => (Effects ??= new(1)).Add((effect, effect.ToValues()));

    /// <summary>
    /// Does a part that may fail without the whole call failing: what it wanted and wrote is forgotten, and the reason answered, in
    /// Spanish. Null when it did not fail.
    /// </summary>
    public string? Attempt(Action part)
    {
        var (effects, entries, opened, closed) = (Effects?.Count ?? 0, Entries?.Count ?? 0, Opened?.Count ?? 0, Closed?.Count ?? 0);
        var (state, changed) = (_state, _stateChanged);
        try
        {
            part();
            return null;
        }
        catch (Exception fault) when (fault is ActivityFaultException { IsOverBudget: false } or ExpressionException
            or ValueConversionException)
        {
            Shorten(Effects, effects);
            Shorten(Entries, entries);
            Shorten(Opened, opened);
            Shorten(Closed, closed);
            (_state, _stateChanged) = (state, changed);
            return fault.Message;
        }

        static void Shorten<T>(List<T>? list, int count) => list?.RemoveRange(count, list.Count - count);
    }

    /// <summary>
    /// Remembers something of this activity that outlives its stay. When the workflow is cancelled,
    /// <see cref="ActivityType.TakeBackOutside"/>
    /// hears of it with what was last kept under the key.
    /// </summary>
    public void LeaveOutside(string key, object data) => (Outside ??= []).Add((key, data));

    /// <summary>What was left under that key is there no more.</summary>
    public void ForgetOutside(string key) => (Outside ??= []).Add((key, null));

    /// <summary>Schedules a child or embedded activity, with values it can read by name.</summary>
    public void Schedule(CompiledNode node, IReadOnlyDictionary<string, object?>? variables = null) =>
        (Scheduled ??= []).Add((node, variables));

    /// <summary>Asks the world. Question and answer go into the journal.</summary>
    public object? Ask(string question, object? arguments = null)
    {
        var answer = _burst.Context.World.Answer(question, arguments);
        Record("answered", new Dictionary<string, object?> { ["question"] = question, ["arguments"] = arguments, ["answer"] = answer });
        return answer;
    }

    /// <summary>Writes something of its own into the journal.</summary>
    public void Record(string kind, object? data) =>
        (Entries ??= []).Add(new JournalEntry(kind, Node.ActivityId, Execution.Id, Execution.Visit, data));

    /// <summary>A number of the instance's sequence.</summary>
    public long NextNumber() => _burst.NextNumber();

    /// <summary>An id for something that belongs to this instance: a mail, a fact.</summary>
    public string NextId() => InstanceIds.Within(Instance.Id, _burst.NextNumber());

    /// <summary>Writes outputs into the variables they are bound to, with the other writes: all of them or none.</summary>
    internal void BindOutputs()
    {
        if (Outputs is null || Node.Source.Outputs.Count == 0)
            return;
        foreach (var (output, variableId) in Node.Source.Outputs)
        {
            if (!Outputs.TryGetValue(output, out var value) || Scope.WriteIfInScope(variableId, value))
                continue;
            // Bound to an output of the workflow itself, which has a name and no id.
            if (Definition.Outputs.Any(declared => declared.Name == variableId))
                WorkflowOutput(variableId, value);
        }
    }

    internal bool StateChanged => _stateChanged;
    internal object? ChangedState => _state;
}
