using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Processes;

/// <summary>Processes as people follow them: where each stands, how late, in whose hands; as a list, a file or a drawing.</summary>
internal static class ProcessEndpoints
{
    public static void MapProcesses(this IEndpointRouteBuilder api)
    {
        var processes = api.MapGroup("/processes").WithTags("Processes").RequireAuthorization();
        processes.MapGet("/", ListAsync).ForKeys(KeyCommand.Read).WithName("ListProcesses")
            .WithSummary("Procesos que sigues: paso, atraso y en manos de quién están");
        processes.MapGet("/export", ExportAsync).ReadsPersonalData("lista de procesos, como archivo").ForKeys(KeyCommand.Read)
            .WithName("ExportProcesses").WithSummary("Los mismos procesos como CSV o XLSX").ProducesSheet();
        processes.MapPost("/export", ProcessExport.StartAsync).ReadsPersonalData("lista de procesos, como archivo").Command()
            .WithName("StartProcessExport")
            .WithSummary("Lo mismo como trabajo, para una lista larga: el archivo espera en Trabajos en curso");
        processes.MapGet("/lateness", Lateness.ReadAsync).ForKeys(KeyCommand.Read).WithName("GetLateness")
            .WithSummary("Cuántos procesos y tareas estaban atrasados al fin de cada una de las últimas semanas");
        processes.MapGet("/{id}", GetAsync).ForKeys(KeyCommand.Read).WithName("GetProcess")
            .WithSummary("Un proceso como se sigue, con su dibujo y dónde está");
    }

    private static async Task<Results<Ok<Page<ProcessLine>>, ProblemHttpResult>> ListAsync(
        [AsParameters] ProcessFilter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, Holders holders, TimeProvider clock,
        ProcessReading reading, CancellationToken ct)
    {
        var sorts = SortsIn(db);
        if (page.ProblemWith(sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = await Followed(filter, acting, db, holders, clock.GetUtcNow()).ToPageAsync(page, sorts, ProcessRow.In(db), ct);
        return TypedResults.Ok(new Page<ProcessLine>(await reading.LinesOfAsync(rows.Items, ct), rows.Number, rows.Size, rows.Total));
    }

    private static IResult ExportAsync(
        [AsParameters] ProcessFilter filter, SheetFormat? format, string? sort, Acting acting, WorkflowsDb db, Holders holders,
        TimeProvider clock, ProcessReading reading, CancellationToken ct)
    {
        var sorts = SortsIn(db);
        if (new PageOf(null, null, sort).ProblemWith(sorts) is { } problem)
            return Refusal.Invalid(problem);
        return SheetOf(Followed(filter, acting, db, holders, clock.GetUtcNow()), format, sort, db, reading);
    }

    internal static Sheet<ProcessLine> SheetOf(
        IQueryable<InstanceRow> followed, SheetFormat? format, string? sort, WorkflowsDb db, ProcessReading reading)
    {
        var rows = SortsIn(db).Apply(followed, sort)!.Select(ProcessRow.In(db)).AsAsyncEnumerable();
        return new("procesos", format ?? SheetFormat.Csv, ProcessColumns.All,
            rows.Select((row, token) => new ValueTask<ProcessLine>(reading.LineOfAsync(row, token))));
    }

    private static async Task<Results<Ok<ProcessView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, ProcessReading reading, DefinitionStore definitions, IncidentReading incidents,
        CancellationToken ct)
    {
        var visible = db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id);
        if (await visible.Select(ProcessRow.In(db)).SingleOrDefaultAsync(ct) is not { } row)
            return Refusal.NotFound();
        var state = await visible.Select(instance => instance.State).SingleAsync(ct);
        var journal = await db.Set<JournalRow>().AsNoTracking().Where(burst => burst.InstanceId == id).OrderBy(burst => burst.Number)
            .ToListAsync(ct);
        var graph = await definitions.GraphAsync(row.DefinitionId, row.DefinitionVersion, ct);
        var children = await db.Set<InstanceRow>().VisibleTo(acting, db).CountAsync(child => child.ParentId == id, ct);
        var line = await reading.LineOfAsync(row, ct);
        return TypedResults.Ok(new ProcessView(
            line, row.DefinitionVersion, graph.Definition.Name, ProcessDrawing.Of(graph, new JournalEntries(journal), row),
            await incidents.OpenInAsync(state, row.InstitutionCode, ct), children));
    }

    /// <summary>What the filter lets through of what the person may see.</summary>
    internal static IQueryable<InstanceRow> Followed(
        ProcessFilter filter, Acting acting, WorkflowsDb db, Holders holders, DateTimeOffset now)
    {
        var rows = db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db);
        if (filter.DefinitionId is { } definition) rows = rows.Where(row => row.DefinitionId == definition);
        if (filter.Year is { } year) rows = rows.Where(row => row.Year == year);
        if (filter.Institution is { } institution) rows = rows.Where(row => row.InstitutionCode == institution);
        if (filter.OnlyOfInstitutions is true) rows = rows.Where(row => row.InstitutionCode != null);
        if (filter.Step is { } step) rows = rows.Where(row => row.WaitingAt.Contains(step));
        if (filter.Role is { } role)
            rows = rows.Where(
                row => db.Set<TaskRow>().Any(task => task.InstanceId == row.Id && task.State == TaskState.Open && task.RoleCode == role));
        if (filter.State is { } state) rows = rows.In(state, db, now);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            var named = holders.InstitutionsNamed(text);
            rows = rows.Where(row =>
                EF.Functions.ILike(row.Name!, like) || EF.Functions.ILike(row.BusinessKey!, like)
                    || EF.Functions.ILike(row.InstitutionCode!, like)
                || named.Contains(row.InstitutionCode));
        }

        return rows;
    }

    private static IQueryable<InstanceRow> In(this IQueryable<InstanceRow> rows, ProcessState state, WorkflowsDb db, DateTimeOffset now)
    {
        if (state is ProcessState.Finished)
            return rows.Where(row => row.SubStatus == WorkflowSubStatus.Finished);
        if (state is ProcessState.Cancelled)
            return rows.Where(row => row.SubStatus == WorkflowSubStatus.Cancelled);
        rows = rows.Where(row => row.SubStatus != WorkflowSubStatus.Finished && row.SubStatus != WorkflowSubStatus.Cancelled);
        if (state is ProcessState.Blocked)
            return rows.Where(row => row.OpenIncidents > 0);
        var isLate = state is ProcessState.Late;
        return rows.Where(row => row.OpenIncidents == 0
            && db.Set<TaskRow>().Any(task => task.InstanceId == row.Id && task.State == TaskState.Open && task.LateFrom <= now) == isLate);
    }

    // Joined: asked row by row, the names were looked for in the whole table each time.
    private static IQueryable<InstanceRow> ByInstitution(IQueryable<InstanceRow> rows, bool down, WorkflowsDb db)
    {
        var named = from row in rows
                    join place in db.Set<Institution>() on row.InstitutionCode equals place.Code into places
                    from place in places.DefaultIfEmpty()
                    select new { row, place.Name };
        return (down ? named.OrderByDescending(one => one.Name) : named.OrderBy(one => one.Name)).ThenBy(one => one.row.Id)
            .Select(one => one.row);
    }

    internal static Sorts<InstanceRow> SortsIn(WorkflowsDb db) => new Sorts<InstanceRow>()
        .By("dueAt",
        row => db.Set<TaskRow>().Where(task => task.InstanceId == row.Id && task.State == TaskState.Open).Min(task => task.DueAt),
        row => row.Id)
        .By("institution", (rows, down) => ByInstitution(rows, down, db))
        .By("updatedAt", row => row.UpdatedAt, row => row.Id)
        .By("createdAt", row => row.CreatedAt, row => row.Id)
        .By("year", row => row.Year, row => row.Id);
}

/// <summary>A process with its drawing.</summary>
/// <param name="Children">Processes this one opened that the person may see.</param>
public sealed record ProcessView(
    ProcessLine Line, int DefinitionVersion, string FlowName, ProcessDrawing Drawing, IReadOnlyList<IncidentView> Incidents, int Children);

/// <summary>Which processes a list shows.</summary>
/// <param name="Search">Part of the name, the key or the institution.</param>
/// <param name="Step">Id of the activity where it waits.</param>
/// <param name="Role">Code of the role that has an open task.</param>
internal sealed record ProcessFilter(
    string? DefinitionId = null, int? Year = null, string? Institution = null, ProcessState? State = null, string? Step = null,
    string? Role = null,
    bool? OnlyOfInstitutions = null, string? Search = null);
