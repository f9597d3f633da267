using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// A person says what changed: a corrected policy or one date; a holiday law is <see cref="ProposeHoliday"/>. Answers with the list of
/// deadlines it would move; nothing moves yet.
/// </summary>
internal static class ProposeChange
{
    private const int MostTasks = 500;

    /// <param name="ActivityId">The task of the flow whose policy is corrected, for the visits that are open.</param>
    public sealed record PolicyRequest(
        string DefinitionId, string ActivityId, JsonElement Policy, string Reason, string? Norm = null, int? Year = null);

    /// <param name="Deadline">2026-10-15 or 2026-10-15T18:30.</param>
    public sealed record DateRequest(IReadOnlyList<string> TaskIds, string Deadline, string Reason, string? Norm = null);

    /// <summary>The same date for one step of many processes.</summary>
    /// <param name="ActivityId">The step whose open tasks move.</param>
    /// <param name="Deadline">2026-10-15 or 2026-10-15T18:30.</param>
    public sealed record StepDateRequest(
        IReadOnlyList<string> InstanceIds, string ActivityId, string Deadline, string Reason, string? Norm = null);

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> PolicyAsync(
        PolicyRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        DeadlinePolicy policy;
        try
        {
            policy = DeadlinePolicy.Read(request.Policy, "policy");
        }
        catch (DeadlinePolicyException refused)
        {
            return Refusal.Field(refused.Place, refused.Message);
        }

        if (policy.Territory is { Exists: false })
            return Refusal.Field("policy.territory", "Elige una región, provincia o comuna de la lista.");
        var tasks = db.Set<TaskRow>().Where(task => task.DefinitionId == request.DefinitionId && task.ActivityId == request.ActivityId);
        if (request.Year is { } year) tasks = tasks.Where(task => task.Year == year);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7().ToString("N");
        var impacts = await ImpactOfChange.ComputeAsync(id, tasks, world.Calendar(), now, ct, _ => policy);
        if (impacts.Count == 0)
            return Refusal.Conflict("Ninguna tarea abierta de ese paso cambia con esa política.");
        var step = await tasks.Select(task => task.Title).FirstAsync(ct);
        return await SaveAsync(
            id, ChangeKind.Policy, $"Plazo corregido de «{step}».", request.Reason, request.Norm, impacts, acting, db, now, command, ct);
    }

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> DateAsync(
        DateRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (request.TaskIds.Count is 0 or > MostTasks)
            return Refusal.Field("taskIds", $"Elige entre 1 y {MostTasks} tareas.");
        var chosen = request.TaskIds.ToArray();
        var tasks = db.Set<TaskRow>().VisibleTo(acting, db).Where(task => chosen.Contains(task.Id));
        return await tasks.CountAsync(ct) == chosen.Distinct().Count()
            ? await MoveAsync(tasks, request.Deadline, request.Reason, request.Norm, acting, db, world, clock, command, ct)
            : Refusal.NotFound();
    }

    /// <summary>Processes that left the step meanwhile are not in the list of what moves.</summary>
    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> StepDateAsync(
        StepDateRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (request.InstanceIds.Count is 0 or > MostTasks)
            return Refusal.Field("instanceIds", $"Elige entre 1 y {MostTasks} procesos.");
        var chosen = request.InstanceIds.ToArray();
        var tasks = db.Set<TaskRow>().VisibleTo(acting, db)
            .Where(task => chosen.Contains(task.InstanceId) && task.ActivityId == request.ActivityId);
        return await tasks.Select(task => task.InstanceId).Distinct().CountAsync(ct) == chosen.Distinct().Count()
            ? await MoveAsync(tasks, request.Deadline, request.Reason, request.Norm, acting, db, world, clock, command, ct)
            : Refusal.Field(
                "activityId", "Algunos de esos procesos nunca llegaron a ese paso: elige otro paso, o quítalos de la elección.");
    }

    private static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> MoveAsync(
        IQueryable<TaskRow> tasks, string to, string reason, string? norm, Acting acting, WorkflowsDb db, WorldSource world,
        TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(reason) is { } problem)
            return problem;
        Deadline deadline;
        try
        {
            deadline = Deadline.Parse(to);
        }
        catch (FormatException refused)
        {
            return Refusal.Field("deadline", refused.Message);
        }

        var now = clock.GetUtcNow();
        if (deadline.IsLate(now))
            return Refusal.Field("deadline", "Esa fecha ya pasó: elige una que venga.");

        var id = Guid.CreateVersion7().ToString("N");
        var term = new Term.OnDate(deadline.Date) { Hour = deadline.Hour };
        var impacts = await ImpactOfChange.ComputeAsync(
            id, tasks, world.Calendar(), now, ct,
            basis => basis.Policy with { Term = term, Roll = Roll.None, Correction = basis.Policy.Correction with { Term = term } });
        return impacts.Count == 0
            ? Refusal.Conflict("Esas tareas ya se cerraron, o ya vencen en esa fecha.")
            : await SaveAsync(
                id, ChangeKind.Date, $"Nueva fecha: {deadline.Sentence}.", reason, norm, impacts, acting, db, now, command, ct);
    }

    internal static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> SaveAsync(
        string id, ChangeKind kind, string title, string reason, string? norm, List<ImpactRow> impacts, Acting acting, WorkflowsDb db,
        DateTimeOffset now, IdempotentCommand command, CancellationToken ct)
    {
        var proposal = new ProposalRow
        {
            Id = id, Kind = kind, Title = title, Reason = reason.Trim(), Norm = norm?.Trim(), CreatedBy = acting.PersonId, CreatedAt = now,
            State = ProposalState.Pending,
        };
        db.Add(proposal);
        db.AddRange(impacts);
        var view = command.Remember(ProposalView.Of(proposal, acting.Name, null, impacts.Count, 0, acting));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }

    internal static WorkingCalendar Calendar(this WorldSource world) =>
        world.Current.World is SnapshotWorld snapshot ? snapshot.Snapshot.Calendar : WorkingCalendar.Shipped;
}
