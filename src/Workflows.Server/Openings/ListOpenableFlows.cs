using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Openings;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.World;

namespace Workflows.Server.Openings;

/// <summary>The published flows that somebody may open by hand, with what each asks for; and why the others cannot be.</summary>
internal static class ListOpenableFlows
{
    /// <summary>How a flow is opened in the ordinary course of things.</summary>
    public enum OpenedAs { Stage, Single, ByAnotherFlow }

    /// <param name="WhyNot">Why no form can open it; null when one can.</param>
    public sealed record OpenableFlow(
        string DefinitionId, int Version, string Name, string? Description, OpenedAs OpenedAs, IReadOnlyList<OpeningInput> Inputs,
        string? WhyNot);

    /// <param name="Choices">By the kind of the input that they are for.</param>
    public sealed record Response(
        IReadOnlyList<OpenableFlow> Flows, IReadOnlyDictionary<OpeningInputKind, IReadOnlyList<OpeningChoice>> Choices, int SuggestedYear);

    public static async Task<Ok<Response>> HandleAsync(
        WorkflowsDb db, DefinitionStore definitions, WorldSource world, TimeProvider clock, CancellationToken ct)
    {
        var today = SantiagoTime.DateAt(clock.GetUtcNow());
        var rows = await db.Set<DefinitionVersion>().AsNoTracking().Where(row => row.State == DefinitionState.Published)
            .OrderBy(row => row.Name).Select(row => new { row.DefinitionId, row.Version, row.Name, row.Description, row.Json })
            .ToListAsync(ct);
        var starts = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var graph = await definitions.GraphAsync(row.DefinitionId, row.Version, ct);
            starts[row.DefinitionId] = graph.Nodes.Select(node => node.Type?.Starts(node)).OfType<string>()
                .ToHashSet(StringComparer.Ordinal);
        }

        var started = starts.Where(flow => !flow.Value.Contains(flow.Key)).SelectMany(flow => flow.Value)
            .ToHashSet(StringComparer.Ordinal);
        var flows = rows.ConvertAll(row =>
        {
            using var document = JsonDocument.Parse(row.Json);
            var inputs = Asked(OpeningInput.Of(document.RootElement));
            return new OpenableFlow(
                row.DefinitionId, row.Version, row.Name, row.Description,
                starts[row.DefinitionId].Count > 0 ? OpenedAs.Stage
                : started.Contains(row.DefinitionId) ? OpenedAs.ByAnotherFlow : OpenedAs.Single,
                inputs,
                inputs.FirstOrDefault(input => input.Kind == OpeningInputKind.Unknown) is { } unknown
                    ? $"Necesita «{unknown.Label}», que solo le da el flujo que lo inicia."
                    : null);
        });
        var kinds = flows.SelectMany(flow => flow.Inputs).Select(input => input.Kind).Distinct();
        return TypedResults.Ok(new Response(
            flows,
            kinds.Select(kind => (kind, Choices: OpeningForm.ChoicesOf(kind, world.Organisation, today)))
                .Where(one => one.Choices.Count > 0).ToDictionary(one => one.kind, one => one.Choices),
            today.Year + 1));
    }

    private static readonly OpeningInput OwnKey = new(
        OpeningForm.KeyName, "Nombre que lo distingue", "Como «Marzo» o «Caso 12».", OpeningInputKind.Text, IsNeeded: true, Follows: false);

    private static IReadOnlyList<OpeningInput> Asked(IReadOnlyList<OpeningInput> inputs)
    {
        var asked = inputs.Where(input => !input.Follows);
        return OpeningForm.NeedsKey(inputs)
            ? [OwnKey, .. asked]
            : [.. asked];
    }
}
