namespace Workflows.Server.Persistence.Backup;

/// <summary>Where an identity column or sequence goes on.</summary>
public sealed record BackupSequence(string Name, long LastValue, bool IsCalled);
