namespace Workflows.Engine;

/// <summary>
/// What the world tells a burst: the time, who acts, and an answer for every question. Same instance, stimulus and context, same
/// result, always.
/// </summary>
public sealed record AdvanceContext
{
    /// <summary>The time of the burst: what is already past is suppressed by it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When a timer's burst should have run: dates are computed from it. Equals <see cref="Now"/> otherwise.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public Actor? Actor { get; init; }
    public IWorld World { get; init; } = EmptyWorld.Instance;
    public RunLimits Limits { get; init; } = RunLimits.Default;
}

/// <summary>Answers what activities ask. An answer depends on nothing but the question and the snapshot behind it.</summary>
public interface IWorld
{
    /// <summary>Answers a question with plain values.</summary>
    /// <exception cref="ActivityFaultException">The question cannot be answered; the message is Spanish.</exception>
    object? Answer(string question, object? arguments);
}

/// <summary>A world in which nobody knows anything: for workflows that ask nothing.</summary>
public sealed class EmptyWorld : IWorld
{
    public static readonly EmptyWorld Instance = new();

    public object? Answer(string question, object? arguments) =>
        throw new ActivityFaultException($"Nadie puede responder la pregunta «{question}» en esta ejecución.");
}

/// <summary>An activity cannot do what it was asked. It becomes an incident; the message is for people, in Spanish.</summary>
public sealed class ActivityFaultException(string message, string code = "0", string category = "General", string type = "System")
    : Exception(message)
{
    public string Code { get; } = code;
    public string Category { get; } = category;
    public string Type { get; } = type;

    /// <summary>A retry must run the activity again from its entry: delivering the same wake-up again would fail again.</summary>
    public bool RestartsOnRetry { get; init; }

    /// <summary>What a retry says to the activity instead of the wake-up that failed.</summary>
    public string? RetrySignal { get; init; }

    /// <summary>What the activity must remember although it failed; null to remember what it did before.</summary>
    public object? Remembers { get; init; }

    /// <summary>The run spent more than it may: the whole instance is held, also where it goes on with incidents.</summary>
    internal bool IsOverBudget { get; init; }
}
