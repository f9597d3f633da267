using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;

namespace Workflows.Server.Operations;

/// <summary>Reminders, deadlines and waits of every process as one agenda; one that failed too often is tried again by decision.</summary>
internal static class TimerEndpoints
{
    public static void MapTimers(this IEndpointRouteBuilder api)
    {
        var timers = api.MapGroup("/timers").WithTags("Scheduling").RequireAuthorization().AllowRoles(Acting.Overseers);
        timers.MapGet("/", ListAsync).WithName("ListTimers")
            .WithSummary("Recordatorios, vencimientos y esperas de los procesos, por fecha");
        timers.MapPost("/{instanceId}/{bookmarkId:long}/retry", RetryAsync).Command().AllowRoles(Role.Coordinator, Role.Administrator)
            .WithName("RetryTimer").WithSummary("Reintenta un plazo que falló demasiadas veces, con motivo");
    }

    /// <summary>Which timers a list shows. Without a state: those that have not fired.</summary>
    /// <param name="Search">Part of an institution's name or code, of the task, or of the name of a person whose task it is.</param>
    internal sealed record Filter(
        TimerState? State, string? Institution, string? InstanceId, string? Name, DateTimeOffset? From, DateTimeOffset? To, string? Search);

    /// <param name="Label">What it is, in Spanish: «Recordatorio 5 días hábiles antes».</param>
    /// <param name="Task">Title of the task it belongs to, when there is one.</param>
    public sealed record TimerView(
        string InstanceId, long BookmarkId, string Name, string Label, string ActivityId, int Visit, string? InstitutionCode,
        string? InstitutionName, string? Task, DateTimeOffset DueAt, TimerState State, int Attempts, DateTimeOffset? FiredAt,
        string? Reason);

    public sealed record TimerRetried(string InstanceId, long BookmarkId, TimerState State);

    private static async Task<Results<Ok<Page<TimerView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        if (page.ProblemWith(Agenda.Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var timers = db.Set<TimerRow>().AsNoTracking();
        timers = filter.State switch
        {
            null => timers.Where(
                timer => timer.State == TimerState.Pending || timer.State == TimerState.Held || timer.State == TimerState.Parked),
            // What follows one that an incident holds is still to come.
            TimerState.Pending => timers.Where(timer => timer.State == TimerState.Pending || timer.State == TimerState.Held),
            { } state => timers.Where(timer => timer.State == state),
        };
        if (filter.Institution is { } institution) timers = timers.Where(timer => timer.InstitutionCode == institution);
        if (filter.InstanceId is { } instance) timers = timers.Where(timer => timer.InstanceId == instance);
        if (filter.Search is { Length: > 0 } text) timers = Matching(timers, text, db, holders);

        var found = await Agenda.ReadAsync(db, timers, new(filter.State, filter.Name, filter.From, filter.To), page, ct);
        return TypedResults.Ok(new Page<TimerView>(
            [.. found.Items.Select(moment => Of(moment, holders))], found.Number, found.Size, found.Total));
    }

    private static IQueryable<TimerRow> Matching(IQueryable<TimerRow> timers, string text, WorkflowsDb db, Holders holders)
    {
        var like = Like.Containing(text);
        var institutions = holders.InstitutionsNamed(text);
        var tasks = db.Set<TaskRow>().Where(task => task.State == TaskState.Open);
        var posts = holders.PostsOfPeopleNamed(text);
        var own = posts.Count == 0 ? tasks.Where(_ => false) : tasks.AskedOf(new Acting("", "", "", posts, holders.Today));
        return timers.Where(timer =>
            EF.Functions.ILike(timer.InstitutionCode!, like) || institutions.Contains(timer.InstitutionCode)
            || tasks.Any(
                task => task.InstanceId == timer.InstanceId && task.BookmarkId == timer.TaskBookmarkId
                    && EF.Functions.ILike(task.Title, like))
            || own.Any(task => task.InstanceId == timer.InstanceId && task.BookmarkId == timer.TaskBookmarkId));
    }

    /// <summary>Only a parked one: a held one waits for the decision about a failure, the others come by themselves.</summary>
    private static async Task<Results<Ok<TimerRetried>, ProblemHttpResult>> RetryAsync(
        string instanceId, long bookmarkId, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock,
        IdempotentCommand command, WakeUps wakeUps, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var timers = db.Set<TimerRow>().Where(timer => timer.InstanceId == instanceId && timer.BookmarkId == bookmarkId);
        if (!await timers.AnyAsync(ct))
            return Refusal.NotFound();
        var revived = await timers.Where(timer => timer.State == TimerState.Parked).ExecuteUpdateAsync(
            set => set.SetProperty(timer => timer.State, TimerState.Pending).SetProperty(timer => timer.Attempts, 0)
                .SetProperty(timer => timer.Reason, (string?)null).SetProperty(timer => timer.LeaseUntil, (DateTimeOffset?)null),
            ct);
        if (revived == 0)
            return Refusal.Conflict("Este plazo no está detenido: no hay nada que reintentar. Vuelve a cargar la lista.");
        InterventionEndpoints.Add(db, acting, clock, "timers", instanceId, "Reintentó un plazo que había fallado", request.Reason);
        var answer = command.Remember(new TimerRetried(instanceId, bookmarkId, TimerState.Pending));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        wakeUps.Tell(WakeUp.Timers);
        return TypedResults.Ok(answer);
    }

    private static TimerView Of(ComingMoment moment, Holders holders)
    {
        var timer = moment.Timer;
        return new(
            timer.InstanceId, timer.BookmarkId, moment.Name, NoticeKey.Find(moment.Name)?.Label ?? "Espera del flujo", timer.ActivityId,
            timer.Visit, timer.InstitutionCode, holders.InstitutionName(timer.InstitutionCode), moment.Leads.Task, moment.DueAt,
            moment.State, timer.Attempts, timer.FiredAt, moment.Name == timer.Name ? timer.Reason : null);
    }
}
