using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// Takes back what was handed in, while its term runs and nobody has begun to look at it. The request opens again as a new visit of the
/// same round with the deadline it had, and what was handed in is its draft. The receipt stays, marked.
/// </summary>
public static class WithdrawSubmission
{
    private const string Begun = "La revisión ya empezó. Pide a quien revisa que te devuelva la entrega con observaciones.";

    /// <summary>The task that is open again.</summary>
    public sealed record Response(string TaskId);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, Acting acting, Dispatcher dispatcher, Places places, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var submission = await db.Set<SubmissionRow>().AsNoTracking().VisibleTo(acting, db).SingleOrDefaultAsync(row => row.Id == id, ct);
        if (submission is null)
            return Refusal.NotFound();
        var task = await db.Set<TaskRow>().AsNoTracking().SingleAsync(row => row.Id == submission.TaskId, ct);
        if (acting.PostFor(task.RoleCode, task.ScopeCode) is null)
            return Refusal.Forbidden("Solo puede retirar una entrega quien tiene el cargo que la hizo.");
        var waiting = await WaitingForAsync(submission, db, ct);
        if (Problem(submission, task, waiting, clock.GetUtcNow()) is { } problem)
            return Refusal.Conflict(problem);

        var content = new TaskContent(Values.FromJson(task.Content));
        var given = new TakenBackVisit(
            submission.Id, (task.MovedDeadline ?? task.Deadline) is { } deadline ? Values.FromJson(deadline) : null, content.Remarks,
            content.Round).ToValues();
        Response? response = null;
        var result = await dispatcher.DispatchAsync(
            submission.InstanceId,
            new TakeBack(waiting[0].BookmarkId, task.ActivityId, given),
            new()
            {
                Actor = await places.ActorAsync(acting, task, ct),
                Recheck = (connection, transaction, inside) =>
                    TaskRows.IsUntouchedSinceAsync(connection, transaction, submission.InstanceId, submission.Id, inside),
                AlongsideOf = burst =>
                {
                    var again = burst.Effects.OfType<TaskOpened>().Single(opened => opened.ActivityId == task.ActivityId).TaskId;
                    return [
                        .. TaskRows.TakeBack(submission.Id, again, acting.PersonId, burst.Now),
                        command.RowOf(response = new Response(again))];
                },
            },
            ct);
        return result.Status switch
        {
            DispatchStatus.Applied => TypedResults.Ok(response!),
            DispatchStatus.Halted => Refusal.Conflict(TaskRefusals.Halted),
            _ => Refusal.Conflict(Begun),
        };
    }

    /// <summary>Who waits with the submission in hand, when nobody has answered to it; several when they look at it at once.</summary>
    internal static async Task<IReadOnlyList<TaskRow>> WaitingForAsync(SubmissionRow submission, WorkflowsDb db, CancellationToken ct)
    {
        var number = InstanceIds.NumberOf(submission.Id);
        var others = await db.Set<SubmissionRow>().Where(other => other.InstanceId == submission.InstanceId && other.WithdrawnAt == null)
            .Select(other => other.Id).ToListAsync(ct);
        return others.Exists(other => InstanceIds.NumberOf(other) > number)
            ? []
            : await db.Set<TaskRow>().AsNoTracking()
                .Where(task => task.InstanceId == submission.InstanceId && task.State == TaskState.Open && task.BookmarkId > number)
                .OrderBy(task => task.BookmarkId).ToListAsync(ct);
    }

    /// <summary>Why it cannot be taken back now, for people; null when it can.</summary>
    internal static string? Problem(SubmissionRow submission, TaskRow task, IReadOnlyList<TaskRow> waiting, DateTimeOffset now) =>
        submission.Action != TaskWords.Submit ? "Solo se puede retirar una entrega: una decisión ya tomada queda."
        : submission.WithdrawnAt is not null ? "Esta entrega ya se retiró. Encontrarás la tarea abierta en Mis tareas."
        : waiting.Count == 0 || waiting.Any(next => next.ClaimedBy is not null || next.Draft is not null) ? Begun
        : task.LateFrom <= now ? "El plazo ya venció: si la retiras, quedarías sin entrega. Pide a quien revisa que te la devuelva."
        : null;
}
