namespace Workflows.Engine;

/// <summary>
/// Bounds that no definition can cross, however it is drawn. Whoever crosses one is held by an incident that names it; none of
/// them is a matter of speed, so the same run stops at the same place everywhere.
/// </summary>
public sealed record RunLimits
{
    public static readonly RunLimits Default = new();

    /// <summary>Activities run without ever waiting for the world.</summary>
    public int StepsWithoutWaiting { get; init; } = 10_000;

    /// <summary>Activities open, or waiting for their turn, at once.</summary>
    public int LiveExecutions { get; init; } = 1_000;

    /// <summary>Containers inside containers.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>What a burst may want of the world: tasks, waits, notices, children, events.</summary>
    public int EffectsPerBurst { get; init; } = 10_000;

    /// <summary>What a burst may write, in bytes: its journal and the messages it sends.</summary>
    public long JournalBytesPerBurst { get; init; } = 8_000_000;

    /// <summary>What an instance may keep, in bytes.</summary>
    public long StateBytes { get; init; } = 4_000_000;

    /// <summary>Steps of expressions in a burst, over all of them. One alone has its own limit.</summary>
    public int ExpressionStepsPerBurst { get; init; } = 2_000_000;

    /// <summary>Wake-ups that follow from each other within a minute.</summary>
    public int WakeUpsWithoutTime { get; init; } = 500;

    /// <summary>Children of children: a workflow that starts itself stops here.</summary>
    public int FamilyDepth { get; init; } = 16;

    /// <summary>A root and everything that was ever started under it. The host counts.</summary>
    public int InstancesPerFamily { get; init; } = 6_000;

    /// <summary>The burst is cut after this many steps; <see cref="ContinueBurst"/> goes on.</summary>
    public int StepsBeforeCut { get; init; } = int.MaxValue;
}
