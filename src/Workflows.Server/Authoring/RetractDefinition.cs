using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>
/// The published version is taken back: no new process starts, those that run go on. One person is enough, because it stops and starts
/// nothing; the history says who. Asking twice is harmless by itself; the key only makes the second answer the same.
/// </summary>
public static class RetractDefinition
{
    internal static async Task<Results<Ok<DefinitionSummary>, ProblemHttpResult>> HandleAsync(
        string definitionId, ReasonRequest? request, Acting acting, DefinitionStore store, WorkflowsDb db, TimeProvider clock,
        IdempotentCommand command, CancellationToken ct)
    {
        // Integrations written before a reason was kept send none.
        if (request is not null && Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (await store.RetractAsync(definitionId, ct) is not { } retired)
            return Refusal.Conflict($"El flujo «{definitionId}» no tiene una versión publicada que retirar.");
        db.Add(
            OrganisationChangeRow.Of(
                acting,
                $"Se retiró la versión {retired.Version} del flujo «{retired.Name}» ({definitionId})."
                    + $"{(request is null ? "" : $" Motivo: {request.Reason.Trim()}")}",
                clock.GetUtcNow()));
        var editor = await db.NameOfActorAsync(retired.EditedBy, ct);
        return TypedResults.Ok(await command.RememberNowAsync(DefinitionSummary.Of(retired, editor), StatusCodes.Status200OK, ct));
    }
}
