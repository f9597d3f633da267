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
/// A person says what changed: a corrected policy; a date is <see cref="ProposeDate"/>, suspended or added time <see
/// cref="ProposeAdjustment"/>, a holiday law <see cref="ProposeHoliday"/>. Answers with the list of deadlines it would move; nothing moves
/// yet.
/// </summary>
internal static class ProposeChange
{
    /// <param name="ActivityId">The task of the flow whose policy is corrected, for the visits that are open.</param>
    public sealed record PolicyRequest(
        string DefinitionId, string ActivityId, JsonElement Policy, string Reason, string? Norm = null, int? Year = null);

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
        List<ImpactRow> impacts;
        try
        {
            impacts = await ImpactOfChange.ComputeAsync(id, tasks, world.Calendar(), now, ct, _ => policy);
        }
        catch (CalendarRangeException outside)
        {
            return Refusal.Field("policy", outside.Message);
        }

        if (impacts.Count == 0)
            return Refusal.Conflict("Ninguna tarea abierta de ese paso cambia con esa política.");
        var step = await tasks.Select(task => task.Title).FirstAsync(ct);
        return await SaveAsync(
            id, ChangeKind.Policy, $"Plazo corregido de «{step}».", request.Reason, request.Norm, impacts, acting, db, now, command, ct);
    }

    internal static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> SaveAsync(
        string id, ChangeKind kind, string title, string reason, string? norm, List<ImpactRow> impacts, Acting acting, WorkflowsDb db,
        DateTimeOffset now, IdempotentCommand command, CancellationToken ct, string? adds = null)
    {
        var proposal = new ProposalRow
        {
            Id = id, Kind = kind, Title = title, Reason = reason.Trim(), Norm = norm?.Trim(), CreatedBy = acting.PersonId, CreatedAt = now,
            State = ProposalState.Pending, Adds = adds,
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
