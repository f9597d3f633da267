using Npgsql;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// How a claimed row ends. When <paramref name="Applied"/> touches fewer rows than were claimed the claim was lost to somebody
/// else, and nothing of the burst is kept.
/// </summary>
/// <param name="Applied">The burst was applied.</param>
/// <param name="NotExpected">Nobody waits for it any more; null leaves the row to whoever claimed it.</param>
/// <param name="Halted">An incident holds the instance: the row waits for a decision.</param>
public sealed record ClaimEnd(
    int Rows, Func<NpgsqlBatchCommand> Applied, Func<NpgsqlBatchCommand>? NotExpected, Func<NpgsqlBatchCommand>? Halted);

/// <summary>The claim ran out and another node has the row: whatever was done with it is undone.</summary>
public sealed class ClaimLostException() : Exception("The claim ran out; another node has the row.");
