using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Pmg.Scoring;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Access;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Pmg;

/// <summary>
/// Reads the result that a process computed, as it stands now: a claim that was granted has changed it. Only for those who may read what
/// was handed in, because a result shows it.
/// </summary>
internal static class ReadScore
{
    /// <param name="Score">Null while nothing has been computed.</param>
    public sealed record Response(ScoreView? Score);

    public static void MapScores(this IEndpointRouteBuilder api) =>
        api.MapGroup("/instances").WithTags("Pmg").RequireAuthorization()
            .MapGet("/{id}/score", HandleAsync).ForKeys(KeyCommand.Read).WithName("GetScore")
            .WithSummary("El resultado que calculó un proceso, línea por línea y con su norma");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, Acting acting, WorkflowsDb db, DefinitionStore definitions, CancellationToken ct)
    {
        var row = await db.Set<InstanceRow>().AsNoTracking().WithDeliveriesFor(acting, db).Where(row => row.Id == id)
            .Select(row => new { row.DefinitionId, row.DefinitionVersion, row.State }).SingleOrDefaultAsync(ct);
        if (row is null)
            return Refusal.NotFound();
        var graph = await definitions.GraphAsync(row.DefinitionId, row.DefinitionVersion, ct);
        var written = graph.Nodes.Where(node => node.Type is ScoreGoals && node.Source.Outputs.ContainsKey("result"))
            .Select(node => node.Source.Outputs["result"]).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok(
            new Response(written.Count == 0 ? null : Latest(InstanceJson.Read(row.State), written, Unconfirmed.IsFor(acting))));
    }

    private static ScoreView? Latest(WorkflowInstance instance, HashSet<string> variables, bool canConfirm) =>
        instance.Variables.Where(variable => variables.Contains(variable.Key))
            .OrderByDescending(variable => variable.Value.WholeOf(ScoreGoals.Order) ?? 0)
            .Select(variable => ScoreView.Of(variable.Value, canConfirm)).OfType<ScoreView>().FirstOrDefault();
}
