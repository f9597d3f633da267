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

/// <summary>Bounds that no definition can cross, however it is drawn.</summary>
public sealed record RunLimits
{
    public static readonly RunLimits Default = new();

    /// <summary>Activities run without ever waiting for the world.</summary>
    public int StepsWithoutWaiting { get; init; } = 10_000;

    /// <summary>Executions alive at once.</summary>
    public int LiveExecutions { get; init; } = 10_000;

    /// <summary>Containers inside containers.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Children of children: a workflow that starts itself stops here.</summary>
    public int FamilyDepth { get; init; } = 16;

    /// <summary>The burst is cut after this many steps; <see cref="ContinueBurst"/> goes on.</summary>
    public int StepsBeforeCut { get; init; } = int.MaxValue;
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
}
