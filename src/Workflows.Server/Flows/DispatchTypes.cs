using Npgsql;
using Workflows.Engine;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Flows;

/// <summary>A root instance somebody wants open.</summary>
public sealed record OpenInstance(
    string DefinitionId, string BusinessKey, IReadOnlyDictionary<string, object?> Input, string? CorrelationId = null);

/// <summary>Who acts, when it should have happened, and what else belongs to the same transaction.</summary>
public sealed record DispatchOptions
{
    public static readonly DispatchOptions None = new();

    public Actor? Actor { get; init; }

    /// <summary>When a timer should have fired: dates are computed from it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Extra rows, written only when the burst is applied.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> Alongside { get; init; } = [];

    /// <summary>The same, made from the result of the burst.</summary>
    public Func<BurstContext, IReadOnlyList<NpgsqlBatchCommand>>? AlongsideOf { get; init; }

    /// <summary>Asked inside the lock, before the runner; false ends in <see cref="DispatchStatus.NotExpected"/>.</summary>
    public Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<bool>>? Recheck { get; init; }

    /// <summary>Ends the claim this stimulus came from, in the same transaction.</summary>
    public ClaimEnd? Claim { get; init; }
}

/// <summary>What a burst came to, for whoever writes rows alongside it.</summary>
public sealed record BurstContext(WorkflowInstance Instance, IReadOnlyList<Effect> Effects, DateTimeOffset Now, int JournalNumber);

public enum DispatchStatus
{
    Applied,
    NotExpected,
    Halted,
    NotFound,

    /// <summary>There are as many instances under that root as there may be: nothing was started.</summary>
    FamilyFull,
}

public sealed record DispatchResult(DispatchStatus Status, WorkflowInstance? Instance, IReadOnlyList<Effect> Effects)
{
    internal static readonly DispatchResult NotFound = new(DispatchStatus.NotFound, null, []);
    internal static readonly DispatchResult FamilyFull = new(DispatchStatus.FamilyFull, null, []);
}

/// <param name="IsNew">False when the business key had its instance already; that one is returned.</param>
public sealed record OpenResult(string InstanceId, bool IsNew, DispatchResult Dispatch);
