using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine.Json;
using Workflows.Server.Access;
using Workflows.Server.Flows;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>
/// Keeps a drawing as it is, wrong or not: only publishing asks it to be right. Two people drawing: the second sees both.
/// </summary>
public static class SaveDefinitionDraft
{
    public static async Task<Results<Ok<DefinitionView>, ProblemHttpResult>> HandleAsync(
        string definitionId, JsonElement document, Acting acting, DefinitionStore store, HttpContext context, CancellationToken ct)
    {
        try
        {
            var definition = WorkflowJson.Read(document.GetRawText());
            if (definition.DefinitionId != definitionId)
                return Refusal.Field(
                    "definitionId", $"El dibujo dice ser «{definition.DefinitionId}» y la dirección dice «{definitionId}».");
        }
        catch (WorkflowFormatException error)
        {
            return Refusal.Field("document", error.Message);
        }

        uint? seen = null;
        if (await store.LatestAsync(definitionId, ct) is { } latest)
        {
            if (context.Request.StaleAgainst(latest.RowVersion) is { } stale)
                return stale;
            seen = latest.RowVersion;
        }

        var saved = await store.SaveDraftAsync(document.GetRawText(), acting.PersonId, seen, ct);
        if (saved.IsConflict)
            return Refusal.Stale("Otra persona guardó este flujo después de que lo abriste. Vuelve a cargarlo, compara y guarda de nuevo.");
        context.Response.SetTag(saved.Version.RowVersion);
        return TypedResults.Ok(DefinitionView.Of(saved.Version, acting.Name));
    }
}
