namespace Workflows.Server.Persistence.Bursts;

/// <summary>A timer that has come due and is claimed by this node.</summary>
public sealed record DueTimer(string InstanceId, long BookmarkId, DateTimeOffset DueAt, int Attempts);
