using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Openings;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Openings;

/// <summary>
/// A process that somebody means to open: its flow as it is published now, its inputs, its key and what its first day would be.
/// </summary>
internal sealed record PreparedOpening(
    string DefinitionId, int Version, string FlowName, IReadOnlyDictionary<string, object?> Input, string BusinessKey, ForetoldStart Start,
    IReadOnlyDictionary<string, WorkflowGraph> Flows)
{
    public string InstanceId => InstanceIds.Root(DefinitionId, BusinessKey);

    public string Name => Start.Root.Name ?? $"{FlowName} {BusinessKey}";

    public string LabelOf(WorkflowInstance instance, string nodeId) => Flows[instance.DefinitionId].Node(nodeId).Label;

    public string StepOf(Foretold<TaskOpened> task) =>
        Flows[Start.InstanceOf(task).DefinitionId].StepLabels.GetValueOrDefault(task.Effect.ActivityId, task.Effect.Title);
}

/// <summary>Reads what somebody gave to open a process and foretells it. It opens nothing and keeps nothing.</summary>
internal sealed class OpeningPreparation(
    WorkflowsDb db, Database database, DefinitionStore definitions, WorldSource world, Dispatcher dispatcher, TimeProvider clock)
{
    private const int MostInputs = 40;

    public async Task<(PreparedOpening? Prepared, ProblemHttpResult? Refusal)> ReadAsync(
        string definitionId, IReadOnlyDictionary<string, JsonElement> given, CancellationToken ct)
    {
        var published = await db.Set<DefinitionVersion>().AsNoTracking().Where(row => row.State == DefinitionState.Published)
            .Select(row => new { row.DefinitionId, row.Version, row.Name, Json = row.DefinitionId == definitionId ? row.Json : null })
            .ToListAsync(ct);
        if (published.Find(row => row.DefinitionId == definitionId) is not { Json: { } json } flow)
            return (null, Refusal.NotFound($"El flujo «{definitionId}» no existe o dejó de estar publicado. Elige otro."));
        if (given.Count > MostInputs)
            return (null, Refusal.Field("input", $"Se pueden dar hasta {MostInputs} datos."));

        OpeningReading reading;
        try
        {
            using var document = JsonDocument.Parse(json);
            reading = OpeningForm.Read(
                OpeningInput.Of(document.RootElement), given.ToDictionary(one => one.Key, one => Values.FromJson(one.Value)),
                world.Organisation, SantiagoTime.DateAt(clock.GetUtcNow()));
        }
        catch (ValueConversionException error)
        {
            return (null, Refusal.Field("input", error.Message));
        }

        if (reading.Problems.Count > 0)
            return (null, Refusal.Fields(reading.Problems.ToDictionary(one => $"input.{one.Key}", one => new[] { one.Value })));

        var graphs = new Dictionary<string, WorkflowGraph>(StringComparer.Ordinal);
        foreach (var row in published)
            graphs[row.DefinitionId] = await definitions.GraphAsync(row.DefinitionId, row.Version, ct);
        await using var facts = await WorldToLookAt.OpenAsync(database, world.Current.World, ct);
        var start = ForetoldStart.Of(
            definitionId, reading.Key, reading.Values, graphs.Values, facts, dispatcher.Limits, clock.GetUtcNow());
        return (new(definitionId, flow.Version, flow.Name, reading.Values, reading.Key, start, graphs), null);
    }
}
