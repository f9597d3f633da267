using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// A second person approves or discards a proposal. Approved, its change is in force and its deadlines move, each through the dispatcher.
/// </summary>
internal static class DecideProposal
{
    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> ApproveAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, WorldSource world, WorldKeeper keeper, JobQueue queue,
        TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        var (proposal, refusal) = await FindAsync(id, request, acting, db, ct);
        if (proposal is null)
            return refusal!;
        if (proposal.CreatedBy == acting.PersonId)
            return Refusal.Forbidden("Quien propone no aprueba: lo hace otra persona de la coordinación.");

        var now = clock.GetUtcNow();
        if (await ProposeDate.ProblemAtApprovalAsync(proposal, db, now, ct) is { } expired)
            return expired;
        if (await ProposeAdjustment.ProblemAtApprovalAsync(proposal, db, world.Calendar(), ct) is { } overHalf)
            return overHalf;
        var change = await db.Set<HolidayOverrideRow>().SingleOrDefaultAsync(row => row.ProposalId == id, ct);
        if (change is not null && ProposeHoliday.WhyNothing(change, world.Calendar()) is not null)
            return Refusal.Conflict(change.Adds
                ? "Ese día ya es feriado por otra propuesta que se aprobó antes: esta no cambia nada. Descártala."
                : "Ese día ya dejó de ser feriado por otra propuesta que se aprobó antes: esta no cambia nada. Descártala.");
        try
        {
            if (await RefreshAsync(proposal, change, db, world, now, ct))
            {
                await db.SaveChangesAsync(ct);
                return Refusal.Conflict("Mientras tanto cambió la lista de plazos afectados. Revisa la lista nueva y aprueba otra vez.");
            }
        }
        catch (CalendarRangeException outside) // with what moved meanwhile, it would end beyond what the calendar knows
        {
            return Refusal.Conflict(outside.Message);
        }

        if (change is not null)
            (change.ApprovedBy, change.ApprovedAt) = (acting.PersonId, now);
        var job = queue.Create(ProposalJob.Name, "Mover los plazos de una propuesta", new ProposalJob.Arguments(id), acting);
        db.Add(job);
        var answer = await SaveAsync(proposal, ProposalState.Approved, request.Reason, acting, db, now, command, ct, job.Id);
        // The other nodes hear of it too; whoever applies reads the world again first.
        await keeper.ChangedAsync(ct);
        if (answer.Result is Ok<ProposalView>)
            await queue.TellAsync(job.Id);
        return answer;
    }

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> DiscardAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var (proposal, refusal) = await FindAsync(id, request, acting, db, ct);
        return proposal is null
            ? refusal!
            : await SaveAsync(proposal, ProposalState.Discarded, request.Reason, acting, db, clock.GetUtcNow(), command, ct);
    }

    private static async Task<(ProposalRow? Proposal, ProblemHttpResult? Refusal)> FindAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return (null, problem);
        var proposal = await db.Set<ProposalRow>().SingleOrDefaultAsync(row => row.Id == id, ct);
        return proposal is null ? (null, Refusal.NotFound())
            : proposal.State != ProposalState.Pending ? (null, Refusal.Conflict("Esta propuesta ya se decidió. Vuelve a cargar la lista."))
            : (proposal, null);
    }

    /// <summary>
    /// Computes the list again: what people approve is what they have seen. True when it changed, with the new list ready to save.
    /// </summary>
    private static async Task<bool> RefreshAsync(
        ProposalRow proposal, HolidayOverrideRow? change, WorkflowsDb db, WorldSource world, DateTimeOffset now, CancellationToken ct)
    {
        var seen = await db.Set<ImpactRow>().Where(row => row.ProposalId == proposal.Id).ToListAsync(ct);
        var calendar = change is null ? world.Calendar() : ProposeHoliday.With(world.Calendar(), change);
        var corrected = seen.Where(row => row.Policy is not null).ToDictionary(row => row.TaskId, row => row.Policy!);
        var fresh = proposal.Kind switch
        {
            ChangeKind.Holiday or ChangeKind.Clocks => await ImpactOfChange.OfCalendarAsync(
                proposal.Id, db, calendar, now,
                change is null ? proposal.CreatedAt - OvertakenTasks.ClocksReach : OvertakenTasks.ReachOf(change), ct),
            ChangeKind.Suspension or ChangeKind.OfficeExtension => await OfAddedAsync(proposal, seen, db, calendar, now, ct),
            _ => await OfPoliciesAsync(proposal, corrected, db, calendar, now, ct),
        };
        if (ImpactOfChange.AreSame(seen, fresh))
            return false;
        db.RemoveRange(seen);
        await db.SaveChangesAsync(ct);
        db.AddRange(fresh);
        return true;
    }

    private static Task<List<ImpactRow>> OfAddedAsync(
        ProposalRow proposal, List<ImpactRow> seen, WorkflowsDb db, WorkingCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        var ids = seen.ConvertAll(row => row.TaskId);
        return ImpactOfChange.ComputeAsync(
            proposal.Id, db.Set<TaskRow>().Where(task => ids.Contains(task.Id)), calendar, now, ct,
            adds: ProposeAdjustment.Of(proposal.Adds));
    }

    private static async Task<List<ImpactRow>> OfPoliciesAsync(
        ProposalRow proposal, Dictionary<string, string> corrected, WorkflowsDb db, WorkingCalendar calendar, DateTimeOffset now,
        CancellationToken ct)
    {
        var impacts = new List<ImpactRow>();
        foreach (var group in corrected.GroupBy(pair => pair.Value, pair => pair.Key))
        {
            var (policy, ids) = (DeadlinePolicy.Parse(group.Key), group.ToArray());
            impacts.AddRange(await ImpactOfChange.ComputeAsync(
                proposal.Id, db.Set<TaskRow>().Where(task => ids.Contains(task.Id)), calendar, now, ct, _ => policy,
                ProposeDate.SetsDate(proposal.Kind)));
        }

        return impacts;
    }

    private static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> SaveAsync(
        ProposalRow proposal, ProposalState state, string reason, Acting acting, WorkflowsDb db, DateTimeOffset now,
        IdempotentCommand command, CancellationToken ct, string? jobId = null)
    {
        (proposal.State, proposal.DecidedBy, proposal.DecidedAt, proposal.DecisionReason) = (state, acting.PersonId, now, reason.Trim());
        var impacts = await db.Set<ImpactRow>().CountAsync(row => row.ProposalId == proposal.Id, ct);
        var creator = await db.Set<Person>().Where(person => person.Id == proposal.CreatedBy).Select(person => person.Name)
            .SingleOrDefaultAsync(ct);
        var view = command.Remember(ProposalView.Of(proposal, creator, acting.Name, impacts, 0, acting) with { JobId = jobId });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("Otra persona decidió esta propuesta en este mismo momento. Vuelve a cargar la lista.");
        }

        return TypedResults.Ok(view);
    }
}
