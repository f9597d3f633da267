using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Server.People;
using Workflows.Server.Web;

namespace Workflows.Server.Flows;

/// <summary>
/// A version becomes the one new processes run on, or stops being it. Asking twice is harmless by itself; the key only makes the
/// second answer the same.
/// </summary>
public static class PublishDefinition
{
    public sealed record Request(int Version);

    public static async Task<Results<Ok<DefinitionSummary>, ProblemHttpResult>> HandleAsync(
        string definitionId, Request request, Acting acting, DefinitionStore store, IdempotentCommand command, CancellationToken ct)
    {
        PublishResult result;
        try
        {
            result = await store.PublishAsync(definitionId, request.Version, acting.PersonId, ct);
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Refusal.Conflict("Otra persona guardó o publicó este flujo en este mismo momento. Vuelve a cargarlo y revisa qué versión quedó.");
        }

        if (result.Version is null)
            return Refusal.NotFound(result.Problems[0]);
        return result.Problems.Count > 0
            ? Refusal.Fields(new Dictionary<string, string[]> { ["document"] = [.. result.Problems] }, "Corrige el dibujo antes de publicarlo.")
            : TypedResults.Ok(await command.RememberNowAsync(DefinitionSummary.Of(result.Version), StatusCodes.Status200OK, ct));
    }

    public static async Task<Results<Ok<DefinitionSummary>, ProblemHttpResult>> RetractAsync(
        string definitionId, DefinitionStore store, IdempotentCommand command, CancellationToken ct) =>
        await store.RetractAsync(definitionId, ct) is { } retired
            ? TypedResults.Ok(await command.RememberNowAsync(DefinitionSummary.Of(retired), StatusCodes.Status200OK, ct))
            : Refusal.Conflict($"El flujo «{definitionId}» no tiene una versión publicada que retirar.");
}
