using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tasks;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Web;

namespace Workflows.Server.Deadlines;

/// <summary>
/// More time for a task (prórroga): whoever has it asks with a reason, another person decides, both before the term ends. Each is an act
/// upon the task, so that the journal tells it and the timers move with it.
/// </summary>
public static class ExtendDeadline
{
    public sealed record AskRequest(int Days, string Reason);

    /// <param name="Days">How many days are granted; as many as were asked for when it is missing.</param>
    public sealed record DecideRequest(bool Granted, string Reason, int? Days = null);

    /// <param name="Deadline">The deadline from now on; null while nothing moved.</param>
    public sealed record Response(string ExtensionId, string TaskId, ExtensionOutcome Outcome, string? Deadline);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> AskAsync(
        string id, AskRequest request, Acting acting, Places places, Dispatcher dispatcher, WorkflowsDb db, IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var task = await db.Set<TaskRow>().AsNoTracking().AskedOf(acting).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        if (await TaskRefusals.ProblemAsync(task, acting, db, ct) is { } held)
            return held;

        return await ActAsync(
            task.InstanceId, new(task.BookmarkId, TaskWords.AskExtension,
                new ExtensionRequest(request.Days, request.Reason.Trim()).ToValues()),
            await places.ActorAsync(acting, task, ct), dispatcher, command, ct);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> DecideAsync(
        string id, DecideRequest request, Acting acting, Places places, SeparationOfDuties separation, Dispatcher dispatcher,
        WorkflowsDb db, IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var found = await db.Set<ExtensionRow>().AsNoTracking().DecidableBy(acting).Where(row => row.Id == id)
            .Join(
                db.Set<TaskRow>(), row => row.TaskId, task => task.Id, (row, task) =>
                    new { row.DecidedByRole, row.DecidedByScope, row.TaskId, task.InstanceId, task.BookmarkId, task.State })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound();
        if (found.State != TaskState.Open)
            return Refusal.Conflict(TaskRefusals.Closed);

        var post = acting.PostFor(found.DecidedByRole, found.DecidedByScope) ?? acting.PostIn([Role.Coordinator])!;
        var payload = new ExtensionDecision(id, request.Granted, request.Reason.Trim(), request.Days).ToValues();
        var who = SeparationOfDuties.Who.Of(acting);
        SeparationOfDuties.Finding? finding = null;
        var decided = await ActAsync(
            found.InstanceId, new(found.BookmarkId, TaskWords.DecideExtension, payload), await places.ActorAsync(acting, post, ct),
            dispatcher, command, ct,
            async (connection, transaction, inside) =>
                (finding = await separation.JudgeAsync(
                    connection, transaction, found.InstanceId, post.Role.Code, who, inside)) is not { IsRefused: true },
            burst => SeparationOfDuties.RowsOf(finding, found.InstanceId, found.TaskId, who, burst.Now));
        return finding is { IsRefused: true } ? await separation.RefuseAsync(finding, found.InstanceId, found.TaskId, who, ct) : decided;
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> ActAsync(
        string instanceId, TaskActed act, Actor actor, Dispatcher dispatcher, IdempotentCommand command, CancellationToken ct,
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<bool>>? recheck = null,
        Func<BurstContext, IEnumerable<NpgsqlBatchCommand>>? also = null)
    {
        var result = await dispatcher.DispatchAsync(
            instanceId, act,
            new()
            {
                Actor = actor, Recheck = recheck,
                AlongsideOf = burst => Of(burst.Effects) is { } done ? [command.RowOf(done), .. also?.Invoke(burst) ?? []] : [],
            },
            ct);
        return result.Status switch
        {
            DispatchStatus.Applied when Of(result.Effects) is { } done => TypedResults.Ok(done),
            DispatchStatus.Applied => Refusal.Conflict(result.Effects.OfType<ActRefused>().FirstOrDefault()?.Reason ?? TaskRefusals.Closed),
            DispatchStatus.Halted => Refusal.Conflict(TaskRefusals.Halted),
            _ => Refusal.Conflict(TaskRefusals.Closed),
        };
    }

    private static Response? Of(IReadOnlyList<Effect> effects)
    {
        var moved = effects.OfType<DeadlineMoved>().FirstOrDefault()?.To;
        return effects.OfType<ExtensionDecided>().FirstOrDefault() is { } decided
            ? new(decided.ExtensionId, decided.TaskId, decided.Outcome, moved)
            : effects.OfType<ExtensionAsked>().FirstOrDefault() is { } asked
                ? new(asked.ExtensionId, asked.TaskId, ExtensionOutcome.Asked, null)
            : null;
    }
}
