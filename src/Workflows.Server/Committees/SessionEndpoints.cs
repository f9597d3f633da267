using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Committees;

/// <summary>The record of a session: written by whoever its task is asked of, read by whoever reads the task.</summary>
internal static class SessionEndpoints
{
    public static void MapSessionRecords(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Committees").RequireAuthorization();
        tasks.MapGet("/{id}/session", GetAsync).ReadsPersonalData("asistencia y votos de una sesión").WithName("GetSessionRecord")
            .WithSummary("La sesión que lleva una tarea: quién está, el quórum con su norma, los votos de cada punto y todo lo registrado");
        tasks.MapPost("/{id}/session/entries", RecordSessionEntries.HandleAsync).Command().WithName(nameof(RecordSessionEntries))
            .WithSummary(
                "Registra lo que pasa en la sesión: entradas, salidas, votos, conteos y anulaciones, cada uno con su identificador");
    }

    private static async Task<Results<Ok<SessionRecordView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorldSource world, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        if (SessionOf.Task(task) is not { } plan)
            return SessionOf.NoSession;
        var written = await db.Set<SessionEntryRow>().AsNoTracking().Where(row => row.TaskId == id).ToListAsync(ct);
        var now = task.ClosedAt ?? clock.GetUtcNow();
        // What was written by a clock that runs ahead has happened too.
        var at = written.Select(row => row.At).Append(now).Max();
        try
        {
            return TypedResults.Ok(SessionRecordView.Of(
                task.Id, task.State == TaskState.Open && task.IsAskedOf(acting), SessionOf.Record(plan, world, written, now), at, now));
        }
        catch (ActivityFaultException refused)
        {
            return Refusal.Conflict(refused.Message);
        }
    }
}
