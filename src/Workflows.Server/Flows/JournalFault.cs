namespace Workflows.Server.Flows;

/// <summary>Something stored that is not what the journal says.</summary>
/// <param name="Number">The burst it was found in; null when it is not about one.</param>
/// <param name="Message">Spanish, for whoever runs the verification.</param>
public sealed record JournalFault(string InstanceId, int? Number, string Message)
{
    public override string ToString() => Number is { } number ? $"{InstanceId}, ráfaga {number}: {Message}" : $"{InstanceId}: {Message}";
}
