using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>
/// The drawing of an earlier version becomes the draft. It publishes nothing: a second person still reads it. A draft that somebody had is
/// written over only by whoever saw it, with If-Match.
/// </summary>
internal static class RestoreDefinition
{
    public sealed record Request(int Version, string Reason);

    public static async Task<Results<Ok<DefinitionView>, ProblemHttpResult>> HandleAsync(
        string definitionId, Request request, HttpContext context, Acting acting, DefinitionStore store, WorkflowsDb db, TimeProvider clock,
        IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (await store.FindAsync(definitionId, request.Version, ct) is not { } earlier
            || await store.LatestAsync(definitionId, ct) is not { } latest)
            return Refusal.NotFound($"No existe la versión {request.Version} del flujo «{definitionId}».");
        if (context.Request.StaleAgainst(latest.RowVersion) is { } stale)
            return stale;
        var saved = await store.SaveDraftAsync(earlier.Json, acting.PersonId, latest.RowVersion, ct);
        if (saved.IsConflict)
            return Refusal.Stale("Otra persona guardó este flujo recién. Vuelve a cargar las versiones y mira qué cambió.");

        db.Add(
            OrganisationChangeRow.Of(
                acting,
                $"Se recuperó la versión {earlier.Version} del flujo «{earlier.Name}» ({definitionId}) como borrador de la versión "
                    + $"{saved.Version.Version}. Motivo: {request.Reason.Trim()}",
                clock.GetUtcNow()));
        context.Response.SetTag(saved.Version.RowVersion);
        return TypedResults.Ok(
            await command.RememberNowAsync(DefinitionView.Of(saved.Version, acting.Name), StatusCodes.Status200OK, ct));
    }
}
