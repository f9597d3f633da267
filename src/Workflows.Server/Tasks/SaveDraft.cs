using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// Keeps what was typed and not yet handed in. Asks for the version it saw instead of an idempotency key: saving the same text twice
/// is harmless, saving over another person's is not.
/// </summary>
internal static class SaveDraft
{
    private const int Longest = 1_000_000;

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string id, JsonElement draft, Acting acting, WorkflowsDb db, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (draft.ValueKind != JsonValueKind.Object)
            return Refusal.Invalid("El borrador tiene que ser un objeto JSON.");
        string text;
        try
        {
            text = Values.ToJson(Values.FromJson(draft));
        }
        catch (ValueConversionException error)
        {
            return Refusal.Invalid(error.Message);
        }

        if (text.Length > Longest)
            return Refusal.Because(
                StatusCodes.Status413PayloadTooLarge, "El borrador es demasiado largo. Sube los textos extensos como archivo.");

        var task = await db.Set<TaskRow>().AskedOf(acting).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        if (TaskRefusals.OfEach(task) is { } shared)
            return shared;
        if (await TaskRefusals.ProblemAsync(task, acting, db, ct) is { } problem)
            return problem;
        if (context.Request.StaleAgainst(task.RowVersion) is { } stale)
            return stale;

        (task.Draft, task.DraftSavedAt, task.DraftSavedBy) = (text, clock.GetUtcNow(), acting.PersonId);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale(
                "Otra persona, u otra pestaña tuya, guardó en este mismo momento. Vuelve a cargarlo, compara con "
                + "lo tuyo y guarda de nuevo.");
        }

        context.Response.SetTag(task.RowVersion);
        return TypedResults.NoContent();
    }
}
