using Workflows.Definitions.Organisation;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;

namespace Workflows.Server.Processes;

/// <summary>A failure that waits for a decision.</summary>
/// <param name="Step">The step as its flow calls it.</param>
/// <param name="HandedToName">Whose decision it is, by name; null while it is anybody's.</param>
public sealed record IncidentView(
    long Id, string InstanceId, string? InstitutionCode, string ActivityId, string Step, string ActivityType, string Message,
    DateTimeOffset At, string? HandedTo, string? HandedToName);

/// <summary>Reads the open failures of a process out of its state, in the words of people. It decides nothing.</summary>
internal sealed class IncidentReading(DefinitionStore definitions, Holders holders)
{
    public async Task<IReadOnlyList<IncidentView>> OpenInAsync(string state, string? institutionCode, CancellationToken ct)
    {
        var instance = Engine.Json.InstanceJson.Read(state);
        var graph = await definitions.GraphAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
        return [.. instance.Incidents.Where(incident => !incident.IsResolved).Select(incident => new IncidentView(
            incident.Id, instance.Id, institutionCode, incident.ActivityId,
            graph.StepLabels.GetValueOrDefault(incident.ActivityId, incident.ActivityId),
            incident.Type, incident.Message, incident.At, incident.HandedTo, NameOf(incident.HandedTo)))];
    }

    /// <summary>What the step of a failure can leave through; null when there is no such failure.</summary>
    public async Task<IReadOnlyList<string>?> OutcomesAsync(string state, long incidentId, CancellationToken ct)
    {
        var instance = Engine.Json.InstanceJson.Read(state);
        return instance.Incidents.FirstOrDefault(incident => incident.Id == incidentId) is { } incident
            ? (await definitions.GraphAsync(instance.DefinitionId, instance.DefinitionVersion, ct)).Node(incident.NodeId).Outcomes
            : null;
    }

    private string? NameOf(string? handedTo) =>
        handedTo is null ? null : Role.Find(handedTo)?.Label ?? holders.Organisation.FindPerson(handedTo)?.Name ?? handedTo;
}
