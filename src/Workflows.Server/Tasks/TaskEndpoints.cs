using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// The inbox and what people do with their tasks. Acting is for whoever holds the post asked for; others who follow the process may read.
/// </summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks").RequireAuthorization();
        tasks.MapGet("/{id}/notices", NextNotices.HandleAsync).WithName("GetNextNotices")
            .WithSummary("Los avisos que saldrían si nadie hace nada: cuándo, a quién, por qué y con qué texto");
        tasks.MapGet("/", ListTasks.HandleAsync).ForKeys(KeyCommand.Read, KeyCommand.Deliver).WithName("ListTasks")
            .WithSummary("Mis tareas: lo que se te pide, por fecha de vencimiento");
        tasks.MapGet("/{id}", ReadTask.HandleAsync).ForKeys(KeyCommand.Read, KeyCommand.Deliver).WithName("GetTask")
            .WithSummary("Una tarea con su formulario, plazo y observaciones");
        tasks.MapGet("/{id}/rounds", ReadRounds.HandleAsync).ForKeys(KeyCommand.Read).WithName("GetTaskRounds")
            .WithSummary("Las versiones entregadas y lo que se dijo de cada una, para comparar y responder");
        tasks.MapGet("/{id}/last-year", ReadLastYear.HandleAsync).WithName("GetLastYear")
            .WithSummary("Lo que la misma institución entregó en este paso en un año anterior, para traerlo; nada si no hay");
        tasks.MapGet("/{id}/choices", ListChoices.HandleAsync).ReadsPersonalData("personas y cargos que un formulario deja elegir")
            .WithName(nameof(ListChoices))
            .WithSummary("Las personas, cargos o lugares que un campo de la tarea deja elegir, por parte del nombre");
        tasks.MapGet("/{id}/colleagues", ReassignTask.ColleaguesAsync).ReadsPersonalData("quiénes pueden hacer una tarea")
            .WithName("ListTaskColleagues").WithSummary("Quiénes pueden hacer la tarea, para encargarla");
        tasks.MapPost("/{id}/claim", ClaimTask.ClaimAsync).Command().WithName("ClaimTask")
            .WithSummary("Toma la tarea, para que nadie más la haga a la vez");
        tasks.MapPost("/{id}/release", ClaimTask.ReleaseAsync).Command().WithName("ReleaseTask")
            .WithSummary("Deja la tarea para quien pueda hacerla");
        tasks.MapPost("/{id}/reassign", ReassignTask.HandleAsync).Command().WithName(nameof(ReassignTask))
            .WithSummary("Encarga la tarea a otra persona con el mismo cargo, con una nota");
        tasks.MapPut("/{id}/draft", SaveDraft.HandleAsync).WithName("SaveTaskDraft")
            .WithSummary("Guarda el borrador de la respuesta, con If-Match");
        tasks.MapPost("/{id}/acts/{action}", ActOnTask.HandleAsync).Command(ActOnTask.AgainAsync)
            .ForKeys(KeyCommand.Deliver).WithName(nameof(ActOnTask))
                .WithSummary("Entrega, aprueba, devuelve… una tarea; responde con el comprobante");

        var submissions = api.MapGroup("/submissions").WithTags("Submissions").RequireAuthorization();
        submissions.MapGet("/{id}", GetReceiptAsync).ForKeys(KeyCommand.Read, KeyCommand.Deliver).WithName("GetReceipt")
            .WithSummary("El comprobante de una entrega o decisión");
        submissions.MapGet("/{id}/document", ReceiptDocument.HandleAsync).Produces<string>(StatusCodes.Status200OK, "text/html")
            .ForKeys(KeyCommand.Read, KeyCommand.Deliver).WithName("DownloadReceipt")
                .WithSummary("El comprobante como documento para guardar o imprimir");
        submissions.MapPost("/{id}/withdraw", WithdrawSubmission.HandleAsync).Command().WithName(nameof(WithdrawSubmission))
            .WithSummary("Retira una entrega antes de que empiece su revisión; la tarea vuelve a abrirse");
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> GetReceiptAsync(
        string id, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        await db.Set<SubmissionRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id).Select(Receipt.OfRow)
            .SingleOrDefaultAsync(ct) is { } receipt
            ? TypedResults.Ok(receipt)
            : Refusal.NotFound();
}
