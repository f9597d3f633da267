using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>The inbox and what people do with their tasks. Acting is for whoever holds the post asked for; others who follow the process may read.</summary>
internal static class TaskEndpoints
{
    private static readonly Sorts<TaskRow> Sorts = new Sorts<TaskRow>()
        .By("dueAt", task => task.DueAt, task => task.Id)
        .By("openedAt", task => task.OpenedAt, task => task.Id)
        .By("closedAt", task => task.ClosedAt, task => task.Id)
        .By("title", task => task.Title, task => task.Id)
        .By("institution", task => task.InstitutionCode, task => task.Id);

    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks").RequireAuthorization();
        tasks.MapGet("/", ListAsync).WithName("ListTasks").WithSummary("Mis tareas: lo que se te pide, por fecha de vencimiento");
        tasks.MapGet("/{id}", GetAsync).WithName("GetTask").WithSummary("Una tarea con su formulario, plazo y observaciones");
        tasks.MapGet("/{id}/notices", NextNotices.HandleAsync).WithName("GetNextNotices")
            .WithSummary("Los avisos que saldrían si nadie hace nada: cuándo, a quién, por qué y con qué texto");
        tasks.MapPost("/{id}/claim", ClaimTask.ClaimAsync).Command().WithName("ClaimTask").WithSummary("Toma la tarea, para que nadie más la haga a la vez");
        tasks.MapPost("/{id}/release", ClaimTask.ReleaseAsync).Command().WithName("ReleaseTask").WithSummary("Deja la tarea para quien pueda hacerla");
        tasks.MapPut("/{id}/draft", SaveDraft.HandleAsync).WithName("SaveTaskDraft").WithSummary("Guarda el borrador de la respuesta, con If-Match");
        tasks.MapPost("/{id}/acts/{action}", ActOnTask.HandleAsync).Command(ActOnTask.AgainAsync)
            .WithName(nameof(ActOnTask)).WithSummary("Entrega, aprueba, devuelve… una tarea; responde con el comprobante");

        var submissions = api.MapGroup("/submissions").WithTags("Submissions").RequireAuthorization();
        submissions.MapGet("/{id}", GetReceiptAsync).WithName("GetReceipt").WithSummary("El comprobante de una entrega o decisión");
    }

    /// <summary>Which tasks a list shows.</summary>
    /// <param name="All">Also those of others in the processes you follow.</param>
    /// <param name="Claimed">«me» or «nobody».</param>
    internal sealed record Filter(
        TaskState? State, string? Institution, int? Year, string? DefinitionId, string? InstanceId, string? Kind, bool? Overdue, bool? All, string? Claimed,
        string? Search);

    private static async Task<Results<Ok<Page<TaskSummary>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        if (filter.Claimed is not (null or "me" or "nobody"))
            return Refusal.Invalid("«claimed» puede ser me o nobody.");

        var now = clock.GetUtcNow();
        var state = filter.State ?? TaskState.Open;
        var tasks = filter.All is true ? db.Set<TaskRow>().VisibleTo(acting, db) : db.Set<TaskRow>().AskedOf(acting);
        tasks = tasks.AsNoTracking().Where(task => task.State == state);
        if (filter.Institution is { } institution) tasks = tasks.Where(task => task.InstitutionCode == institution);
        if (filter.Year is { } year) tasks = tasks.Where(task => task.Year == year);
        if (filter.DefinitionId is { } definition) tasks = tasks.Where(task => task.DefinitionId == definition);
        if (filter.InstanceId is { } instance) tasks = tasks.Where(task => task.InstanceId == instance);
        if (filter.Kind is { } kind) tasks = tasks.Where(task => task.Kind == kind);
        if (filter.Overdue is true) tasks = tasks.Where(task => task.DueAt < now);
        if (filter.Claimed == "me") tasks = tasks.Where(task => task.ClaimedBy == acting.PersonId);
        if (filter.Claimed == "nobody") tasks = tasks.Where(task => task.ClaimedBy == null);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            tasks = tasks.Where(task => EF.Functions.ILike(task.Title, like) || EF.Functions.ILike(task.InstitutionCode!, like));
        }

        return TypedResults.Ok(await tasks.ToPageAsync(page, Sorts, SummaryIn(db, now), ct));
    }

    private static async Task<Results<Ok<TaskView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        var visible = db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).Where(task => task.Id == id);
        var row = await visible.SingleOrDefaultAsync(ct);
        if (row is null)
            return Refusal.NotFound();

        var summary = await visible.Select(SummaryIn(db, clock.GetUtcNow())).SingleAsync(ct);
        var isAsked = acting.PostFor(row.RoleCode, row.ScopeCode) is not null;
        response.SetTag(row.RowVersion);
        return TypedResults.Ok(TaskView.Of(
            row, summary, isAsked, isAsked && row.State == TaskState.Open && (row.ClaimedBy is null || row.ClaimedBy == acting.PersonId)));
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> GetReceiptAsync(string id, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        await db.Set<SubmissionRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id).Select(Receipt.OfRow).SingleOrDefaultAsync(ct) is { } receipt
            ? TypedResults.Ok(receipt)
            : Refusal.NotFound();

    private static System.Linq.Expressions.Expression<Func<TaskRow, TaskSummary>> SummaryIn(WorkflowsDb db, DateTimeOffset now) => task => new TaskSummary(
        task.Id, task.InstanceId, task.DefinitionId, task.ActivityId, task.Kind, task.Title, task.InstitutionCode,
        db.Set<Institution>().Where(institution => institution.Code == task.InstitutionCode).Select(institution => institution.Name).FirstOrDefault(),
        task.Year, task.RoleCode, task.ScopeCode, task.Visit, task.DueAt, task.State == TaskState.Open && task.DueAt < now, task.State, task.Outcome,
        task.IsLate, task.OpenedAt, task.ClosedAt, task.ClaimedBy,
        db.Set<Person>().Where(person => person.Id == task.ClaimedBy).Select(person => person.Name).FirstOrDefault(), task.DraftSavedAt);
}
