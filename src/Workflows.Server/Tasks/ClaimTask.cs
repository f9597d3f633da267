using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// A person takes a task that several could do, or leaves it again. Two at the same instant: the row version lets one through.
/// </summary>
internal static class ClaimTask
{
    public static async Task<Results<Ok<TaskHeld>, ProblemHttpResult>> ClaimAsync(
        string id, Acting acting, SeparationOfDuties separation, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        HttpResponse response, CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AskedOf(acting).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        if (TaskRefusals.OfEach(task) is { } shared)
            return shared;
        if (await TaskRefusals.ProblemAsync(task, acting, db, ct) is { } problem)
            return problem;
        if (await separation.ProblemAsync(task, SeparationOfDuties.Who.Of(acting), ct) is { } forbidden)
            return forbidden;

        (task.ClaimedBy, task.ClaimedAt) = (acting.PersonId, task.ClaimedAt ?? clock.GetUtcNow());
        return await SaveAsync(task, db, command, response, ct);
    }

    public static async Task<Results<Ok<TaskHeld>, ProblemHttpResult>> ReleaseAsync(
        string id, Acting acting, WorkflowsDb db, IdempotentCommand command, HttpResponse response, CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AskedOf(acting).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        if (await TaskRefusals.ProblemAsync(task, acting, db, ct) is { } problem)
            return problem;

        (task.ClaimedBy, task.ClaimedAt, task.HandedBy, task.HandedNote) = (null, null, null, null);
        return await SaveAsync(task, db, command, response, ct);
    }

    private static async Task<Results<Ok<TaskHeld>, ProblemHttpResult>> SaveAsync(
        TaskRow task, WorkflowsDb db, IdempotentCommand command, HttpResponse response, CancellationToken ct)
    {
        var held = command.Remember(new TaskHeld(task.Id, task.ClaimedBy, task.ClaimedAt));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("Otra persona tomó o cerró esta tarea en este mismo momento. Vuelve a cargarla para ver cómo quedó.");
        }

        response.SetTag(task.RowVersion);
        return TypedResults.Ok(held);
    }
}
