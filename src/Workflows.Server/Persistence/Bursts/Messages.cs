namespace Workflows.Server.Persistence.Bursts;

/// <summary>Messages for one instance, claimed by this node, in the order they were written.</summary>
public sealed record Messages(string TargetId, IReadOnlyList<Message> Rows);

public sealed record Message(long Id, string Kind, string Payload, int Attempts);
