using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Duties;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Web;

namespace Workflows.Server.Operations;

/// <summary>
/// Recurring duties: when each ran, when it runs next, and what a person may do: pause it, resume it, run it now. Each with a reason.
/// </summary>
internal static class ScheduleEndpoints
{
    private const int RunsShown = 60;

    public static void MapSchedule(this IEndpointRouteBuilder api)
    {
        api.MapTimers();
        api.MapStimuli();
        api.MapInterventions();

        var duties = api.MapGroup("/duties").WithTags("Scheduling").RequireAuthorization().AllowRoles(Acting.Overseers);
        duties.MapGet("/", ListDutiesAsync).WithName("ListDuties").WithSummary("Tareas recurrentes: última vez y próximas fechas");
        duties.MapGet("/{name}/runs", ListRunsAsync).WithName("ListDutyRuns")
            .WithSummary("Las últimas fechas de una tarea recurrente y cómo fue cada una");

        var decisions = duties.MapGroup("").AllowRoles(Role.Coordinator, Role.Administrator);
        decisions.MapPost("/{name}/pause", PauseAsync).Command().WithName("PauseDuty")
            .WithSummary("Pausa una tarea recurrente, con motivo");
        decisions.MapPost("/{name}/resume", ResumeAsync).Command().WithName("ResumeDuty").WithSummary("Reanuda una tarea recurrente");
        decisions.MapPost("/{name}/run", RunAsync).Command().WithName("RunDuty")
            .WithSummary("Ejecuta ahora una tarea recurrente para una fecha que no se hizo, con motivo");
    }

    /// <param name="Failure">Why a date of it failed that nobody has done since; null when none did.</param>
    /// <param name="NeedsDecision">It is not tried again by itself.</param>
    public sealed record DutyView(
        string Name, string Label, bool IsPaused, string? PauseReason, string? PausedBy, DateTimeOffset? PausedAt,
        DateTimeOffset? LastRunAt, string? LastResult,
        IReadOnlyList<DateTimeOffset> NextRuns, string? Failure, bool NeedsDecision)
    {
        internal static DutyView Of(DutyRow duty, DutyRunRow? failed) => new(
            duty.Name, duty.Label, duty.IsPaused, duty.PauseReason, duty.PausedBy, duty.PausedAt, duty.LastRunAt, duty.LastResult,
            duty.NextRuns,
            failed?.Note, failed?.State == DutyRunState.Parked);
    }

    public sealed record DutyRunView(
        DateOnly Date, DateTimeOffset DueAt, DutyRunState State, int Attempts, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
        string? Note);

    /// <param name="Date">The date it runs for; without one, the current date in Santiago.</param>
    public sealed record RunRequest(string Reason, DateOnly? Date = null);

    private static async Task<Ok<IReadOnlyList<DutyView>>> ListDutiesAsync(WorkflowsDb db, CancellationToken ct)
    {
        var failed = (await Failed(db).ToListAsync(ct)).ToLookup(run => run.Duty, StringComparer.Ordinal);
        return TypedResults.Ok<IReadOnlyList<DutyView>>(
            [.. (await db.Set<DutyRow>().AsNoTracking().OrderBy(duty => duty.Name).ToListAsync(ct))
                .Select(duty => DutyView.Of(duty, failed[duty.Name].FirstOrDefault()))]);
    }

    /// <summary>What a person has to know of first: a date that waits for them before one that is tried again.</summary>
    private static IQueryable<DutyRunRow> Failed(WorkflowsDb db) => db.Set<DutyRunRow>().AsNoTracking()
        .Where(run => run.State == DutyRunState.Failed || run.State == DutyRunState.Parked)
        .OrderByDescending(run => run.State == DutyRunState.Parked).ThenByDescending(run => run.Date);

    private static async Task<Results<Ok<IReadOnlyList<DutyRunView>>, ProblemHttpResult>> ListRunsAsync(
        string name, WorkflowsDb db, CancellationToken ct)
    {
        if (!await db.Set<DutyRow>().AnyAsync(duty => duty.Name == name, ct))
            return Refusal.NotFound();
        return TypedResults.Ok<IReadOnlyList<DutyRunView>>(await db.Set<DutyRunRow>().AsNoTracking().Where(run => run.Duty == name)
            .OrderByDescending(run => run.Date).Take(RunsShown)
            .Select(run => new DutyRunView(run.Date, run.DueAt, run.State, run.Attempts, run.StartedAt, run.EndedAt, run.Note))
            .ToListAsync(ct));
    }

    private static Task<Results<Ok<DutyView>, ProblemHttpResult>> PauseAsync(
        string name, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct) =>
        ChangeAsync(
            name, request, "Pausó la tarea",
            duty => (duty.IsPaused, duty.PauseReason, duty.PausedBy, duty.PausedAt) = (
                true, request.Reason, acting.Name, clock.GetUtcNow()),
            acting, db, clock, command, ct);

    private static Task<Results<Ok<DutyView>, ProblemHttpResult>> ResumeAsync(
        string name, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct) =>
        ChangeAsync(
            name, request, "Reanudó la tarea",
            duty => (duty.IsPaused, duty.PauseReason, duty.PausedBy, duty.PausedAt) = (false, null, null, null),
            acting, db, clock, command, ct);

    private static async Task<Results<Ok<DutyView>, ProblemHttpResult>> ChangeAsync(
        string name, ReasonRequest request, string what, Action<DutyRow> change, Acting acting, WorkflowsDb db, TimeProvider clock,
        IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var duty = await db.Set<DutyRow>().SingleOrDefaultAsync(duty => duty.Name == name, ct);
        if (duty is null)
            return Refusal.NotFound();
        change(duty);
        InterventionEndpoints.Add(db, acting, clock, "duties", name, what, request.Reason);
        var view = command.Remember(DutyView.Of(duty, await Failed(db).FirstOrDefaultAsync(run => run.Duty == name, ct)));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }

    /// <summary>A run has transactions of its own: asked again after a crash in between, the date is done and is not done twice.</summary>
    private static async Task<Results<Ok<DutyRunView>, ProblemHttpResult>> RunAsync(
        string name, RunRequest request, Acting acting, WorkflowsDb db, DutyRunner runner, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (!runner.Knows(name))
            return Refusal.NotFound();
        var now = clock.GetUtcNow();
        var date = request.Date ?? Definitions.Calendar.SantiagoTime.DateAt(now);
        if (date > Definitions.Calendar.SantiagoTime.DateAt(now))
            return Refusal.Field("date", "Elige una fecha que ya llegó: las que vienen corren solas.");
        if (!await runner.RunNowAsync(name, date, now, ct))
            return Refusal.Conflict(
                "Esa fecha ya se hizo, se está haciendo en este momento o volvió a fallar. Revisa su historia "
                + "antes de intentarlo otra vez.");
        InterventionEndpoints.Add(
            db, acting, clock, "duties", name, $"Ejecutó la tarea para el {Definitions.Calendar.SpanishDate.Of(date)}", request.Reason);
        var run = await db.Set<DutyRunRow>().AsNoTracking().SingleAsync(run => run.Duty == name && run.Date == date, ct);
        var view = command.Remember(new DutyRunView(run.Date, run.DueAt, run.State, run.Attempts, run.StartedAt, run.EndedAt, run.Note));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }
}
