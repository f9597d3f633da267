using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Processes;

/// <summary>
/// Processes: whoever is concerned may follow them; opening, cancelling and deciding about failures is for those who coordinate.
/// </summary>
internal static class InstanceEndpoints
{
    /// <summary>Who opens and cancels processes and decides about what failed; the journal says in which of these posts.</summary>
    internal static readonly Role[] Deciding = [Role.Coordinator, Role.Administrator];

    private const int TimersShown = 20;

    private static readonly Sorts<InstanceRow> Sorts = new Sorts<InstanceRow>()
        .By("updatedAt", row => row.UpdatedAt, row => row.Id)
        .By("createdAt", row => row.CreatedAt, row => row.Id)
        .By("institution", row => row.InstitutionCode, row => row.Id)
        .By("id", row => row.Id, row => row.Id);

    public static void MapInstances(this IEndpointRouteBuilder api)
    {
        var instances = api.MapGroup("/instances").WithTags("Instances").RequireAuthorization();
        instances.MapGet("/", ListAsync).ForKeys(KeyCommand.Read).WithName("ListInstances").WithSummary("Procesos que puedes seguir");
        instances.MapGet("/{id}", GetAsync).ForKeys(KeyCommand.Read, KeyCommand.Open).WithName("GetInstance")
            .WithSummary("Un proceso y dónde está");
        instances.MapGet("/{id}/journal", ReadJournal.HandleAsync).ForKeys(KeyCommand.Read).WithName(nameof(ReadJournal))
            .WithSummary("La historia de un proceso, para leerla");
        instances.MapGet("/{id}/incidents", IncidentsOfAsync).ForKeys(KeyCommand.Read).WithName("ListInstanceIncidents")
            .WithSummary("Lo que falló en un proceso y espera una decisión");

        var coordination = api.MapGroup("/instances").WithTags("Instances").RequireAuthorization().AllowRoles(Deciding);
        coordination.MapPost("/", OpenProcess.HandleAsync).Command().ForKeys(KeyCommand.Open).WithName(nameof(OpenProcess))
            .WithSummary("Abre un proceso, o encuentra el que ya existe");
        coordination.MapPost("/{id}/cancel", DecideOnInstance.CancelAsync).Command().WithName("CancelInstance")
            .WithSummary("Anula un proceso, con motivo");
        coordination.MapPost("/{id}/incidents/{incidentId:long}/retry", DecideOnInstance.RetryAsync).Command()
            .WithName("RetryIncident").WithSummary("Reintenta lo que falló");
        coordination.MapPost("/{id}/incidents/{incidentId:long}/skip", DecideOnInstance.SkipAsync).Command()
            .WithName("SkipIncident").WithSummary("Sigue por una salida sin repetir lo que falló");
        coordination.MapPost("/{id}/incidents/{incidentId:long}/hand-over", HandOverIncidentTo.HandleAsync).Command()
            .WithName("HandOverIncident").WithSummary("Encarga la decisión a otra persona");

        var incidents = api.MapGroup("/incidents").WithTags("Incidents").RequireAuthorization().AllowRoles(Acting.Overseers);
        incidents.MapGet("/", AllIncidentsAsync).WithName("ListIncidents")
            .WithSummary("Procesos con fallas abiertas, los más recientes primero");
        incidents.MapGet("/deciders", HandOverIncidentTo.List).ReadsPersonalData("quiénes pueden decidir sobre una falla")
            .WithName("ListIncidentDeciders").WithSummary("Personas y roles a quienes se puede encargar una falla");
    }

    /// <summary>Which processes a list shows.</summary>
    /// <param name="Search">Part of the name, key or institution.</param>
    internal sealed record Filter(
        string? DefinitionId, string? Institution, int? Year, WorkflowStatus? Status, WorkflowSubStatus? SubStatus, string? ParentId,
        bool? HasIncidents, string? WaitingAt, string? Search);

    private static async Task<Results<Ok<Page<InstanceSummary>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);

        var rows = db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db);
        if (filter.DefinitionId is { } definition) rows = rows.Where(row => row.DefinitionId == definition);
        if (filter.Institution is { } institution) rows = rows.Where(row => row.InstitutionCode == institution);
        if (filter.Year is { } year) rows = rows.Where(row => row.Year == year);
        if (filter.Status is { } status) rows = rows.Where(row => row.Status == status);
        if (filter.SubStatus is { } subStatus) rows = rows.Where(row => row.SubStatus == subStatus);
        if (filter.ParentId is { } parent) rows = rows.Where(row => row.ParentId == parent);
        if (filter.HasIncidents is true) rows = rows.Where(row => row.OpenIncidents > 0);
        if (filter.WaitingAt is { } activity) rows = rows.Where(row => row.WaitingAt.Contains(activity));
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            rows = rows.Where(
                row => EF.Functions.ILike(row.Name!, like) || EF.Functions.ILike(row.BusinessKey!, like)
                    || EF.Functions.ILike(row.InstitutionCode!, like));
        }

        return TypedResults.Ok(await rows.ToPageAsync(page, Sorts, InstanceSummary.OfRow, ct));
    }

    private static async Task<Results<Ok<InstanceView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, IncidentReading reading, CancellationToken ct)
    {
        var visible = db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id);
        var summary = await visible.Select(InstanceSummary.OfRow).SingleOrDefaultAsync(ct);
        if (summary is null)
            return Refusal.NotFound();

        var tasks = await db.Set<TaskRow>().AsNoTracking().Where(task => task.InstanceId == id && task.State == TaskState.Open)
            .OrderBy(task => task.DueAt).ThenBy(task => task.Id)
            .Select(task => new OpenTaskView(
                task.Id, task.Title, task.ActivityId, task.RoleCode, task.ScopeCode, task.Visit, task.DueAt,
                db.Set<Person>().Where(person => person.Id == task.ClaimedBy).Select(person => person.Name).FirstOrDefault()))
            .ToListAsync(ct);
        var timers = await db.Set<TimerRow>().AsNoTracking().Where(timer => timer.InstanceId == id && timer.State == TimerState.Pending)
            .WithTasks(db).ToListAsync(ct);
        var children = await db.Set<InstanceRow>().Where(row => row.ParentId == id).GroupBy(row => new { row.Status, row.SubStatus })
            .Select(group => new ChildrenCount(group.Key.Status, group.Key.SubStatus, group.Count())).ToListAsync(ct);
        var incidents = summary.OpenIncidents == 0
            ? []
            : await reading.OpenInAsync(await visible.Select(row => row.State).SingleAsync(ct), summary.InstitutionCode, ct);
        return TypedResults.Ok(new InstanceView(
            summary, tasks,
            [.. timers.SelectMany(timer => timer.Moments()).OrderBy(moment => moment.DueAt).Take(TimersShown)
                .Select(moment => new NextTimerView(moment.Timer.ActivityId, moment.Name, moment.DueAt))],
            incidents, children));
    }

    private static async Task<Results<Ok<IReadOnlyList<IncidentView>>, ProblemHttpResult>> IncidentsOfAsync(
        string id, Acting acting, WorkflowsDb db, IncidentReading reading, CancellationToken ct)
    {
        var row = await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id)
            .Select(row => new { row.State, row.InstitutionCode }).SingleOrDefaultAsync(ct);
        return row is null ? Refusal.NotFound() : TypedResults.Ok(await reading.OpenInAsync(row.State, row.InstitutionCode, ct));
    }

    // Paged by process: one process with many failures is one line of work for whoever decides.
    private static async Task<Results<Ok<Page<IncidentView>>, ProblemHttpResult>> AllIncidentsAsync(
        [AsParameters] PageOf page, Acting acting, WorkflowsDb db, IncidentReading reading, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.OpenIncidents > 0)
            .ToPageAsync(page with { Sort = page.Sort ?? "-updatedAt" }, Sorts, row => new { row.State, row.InstitutionCode }, ct);
        var incidents = new List<IncidentView>();
        foreach (var row in rows.Items)
            incidents.AddRange(await reading.OpenInAsync(row.State, row.InstitutionCode, ct));
        return TypedResults.Ok(new Page<IncidentView>(incidents, rows.Number, rows.Size, rows.Total));
    }
}
