using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Flows;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Scheduling;

/// <summary>What will happen by itself and when: timers of processes, and recurring duties, which a person may pause with a reason.</summary>
internal static class ScheduleEndpoints
{
    private static readonly Sorts<TimerRow> Sorts = new Sorts<TimerRow>()
        .By("dueAt", timer => timer.DueAt, timer => timer.InstanceId)
        .By("institution", timer => timer.InstitutionCode, timer => timer.InstanceId);

    public static void MapSchedule(this IEndpointRouteBuilder api)
    {
        var timers = api.MapGroup("/timers").WithTags("Scheduling").RequireAuthorization()
            .AllowRoles(Acting.Overseers);
        timers.MapGet("/", ListTimersAsync).WithName("ListTimers").WithSummary("Recordatorios, vencimientos y esperas de los procesos, por fecha");

        var duties = api.MapGroup("/duties").WithTags("Scheduling").RequireAuthorization()
            .AllowRoles(Acting.Overseers);
        duties.MapGet("/", ListDutiesAsync).WithName("ListDuties").WithSummary("Tareas recurrentes: última vez y próximas fechas");

        var decisions = duties.MapGroup("").AllowRoles(Role.Coordinator, Role.Administrator);
        decisions.MapPost("/{name}/pause", PauseAsync).Command().WithName("PauseDuty").WithSummary("Pausa una tarea recurrente, con motivo");
        decisions.MapPost("/{name}/resume", ResumeAsync).Command().WithName("ResumeDuty").WithSummary("Reanuda una tarea recurrente");
    }

    /// <summary>Which timers a list shows. Without a state: those that have not fired.</summary>
    internal sealed record Filter(TimerState? State, string? Institution, string? InstanceId, string? Name, DateTimeOffset? From, DateTimeOffset? To);

    public sealed record TimerView(
        string InstanceId, long BookmarkId, string Name, string ActivityId, int Visit, string? InstitutionCode, DateTimeOffset DueAt, TimerState State, int Attempts,
        DateTimeOffset? FiredAt, string? Reason);

    public sealed record DutyView(
        string Name, string Label, bool IsPaused, string? PauseReason, string? PausedBy, DateTimeOffset? PausedAt, DateTimeOffset? LastRunAt, string? LastResult,
        IReadOnlyList<DateTimeOffset> NextRuns)
    {
        internal static DutyView Of(DutyRow duty) => new(
            duty.Name, duty.Label, duty.IsPaused, duty.PauseReason, duty.PausedBy, duty.PausedAt, duty.LastRunAt, duty.LastResult, duty.NextRuns);
    }

    private static async Task<Results<Ok<Page<TimerView>>, ProblemHttpResult>> ListTimersAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var timers = db.Set<TimerRow>().AsNoTracking();
        timers = filter.State is { } state
            ? timers.Where(timer => timer.State == state)
            : timers.Where(timer => timer.State == TimerState.Pending || timer.State == TimerState.Held || timer.State == TimerState.Parked);
        if (filter.Institution is { } institution) timers = timers.Where(timer => timer.InstitutionCode == institution);
        if (filter.InstanceId is { } instance) timers = timers.Where(timer => timer.InstanceId == instance);
        if (filter.Name is { } name) timers = timers.Where(timer => timer.Name == name);
        if (filter.From is { } from) timers = timers.Where(timer => timer.DueAt >= from);
        if (filter.To is { } to) timers = timers.Where(timer => timer.DueAt <= to);
        return TypedResults.Ok(await timers.ToPageAsync(
            page, Sorts,
            timer => new TimerView(
                timer.InstanceId, timer.BookmarkId, timer.Name, timer.ActivityId, timer.Visit, timer.InstitutionCode, timer.DueAt, timer.State, timer.Attempts,
                timer.FiredAt, timer.Reason),
            ct));
    }

    private static async Task<Ok<IReadOnlyList<DutyView>>> ListDutiesAsync(WorkflowsDb db, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<DutyView>>(
            [.. (await db.Set<DutyRow>().AsNoTracking().OrderBy(duty => duty.Name).ToListAsync(ct)).Select(DutyView.Of)]);

    private static Task<Results<Ok<DutyView>, ProblemHttpResult>> PauseAsync(
        string name, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, CancellationToken ct) =>
        ChangeAsync(
            name, request,
            duty => (duty.IsPaused, duty.PauseReason, duty.PausedBy, duty.PausedAt) = (true, request.Reason, acting.Name, clock.GetUtcNow()),
            db, command, ct);

    private static Task<Results<Ok<DutyView>, ProblemHttpResult>> ResumeAsync(
        string name, ReasonRequest request, WorkflowsDb db, IdempotentCommand command, CancellationToken ct) =>
        ChangeAsync(
            name, request, duty => (duty.IsPaused, duty.PauseReason, duty.PausedBy, duty.PausedAt) = (false, null, null, null), db, command, ct);

    private static async Task<Results<Ok<DutyView>, ProblemHttpResult>> ChangeAsync(
        string name, ReasonRequest request, Action<DutyRow> change, WorkflowsDb db, IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var duty = await db.Set<DutyRow>().SingleOrDefaultAsync(duty => duty.Name == name, ct);
        if (duty is null)
            return Refusal.NotFound();
        change(duty);
        var view = command.Remember(DutyView.Of(duty));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }
}
