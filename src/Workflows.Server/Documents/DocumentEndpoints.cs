using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Documents;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Files.Store;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Documents;

/// <summary>
/// Documents that processes wrote: for whoever reads what was handed in to the process, and for whoever a notice of it told of the
/// document.
/// </summary>
internal static class DocumentEndpoints
{
    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        api.MapGroup("/instances").WithTags("Documents").RequireAuthorization()
            .MapGet("/{id}/documents", ListAsync).ForKeys(KeyCommand.Read).WithName("ListDocuments")
            .WithSummary("Los documentos que redactó un proceso");
        var documents = api.MapGroup("/documents").WithTags("Documents").RequireAuthorization();
        documents.MapGet("/{id}", GetAsync).ReadsPersonalData("documento de un proceso").ForKeys(KeyCommand.Read).WithName("GetDocument")
            .WithSummary("Un documento, palabra por palabra, con su código");
        documents.MapGet("/{id}/word", WordAsync).ReadsPersonalData("documento de un proceso, como archivo").ForKeys(KeyCommand.Read)
            .WithName("DownloadDocument").WithSummary("El mismo documento como DOCX")
            .Produces(StatusCodes.Status200OK, contentType: WordDocument.ContentType);
    }

    private static async Task<Results<Ok<IReadOnlyList<DocumentLine>>, ProblemHttpResult>> ListAsync(
        string id, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (!await db.Set<InstanceRow>().WithDeliveriesFor(acting, db).AnyAsync(row => row.Id == id, ct))
            return Refusal.NotFound();
        var rows = await db.Set<FactRow>().AsNoTracking().Where(row => row.InstanceId == id && row.Kind == Document.Fact)
            .OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<DocumentLine>>([.. rows.Select(DocumentLine.Of).OfType<DocumentLine>()]);
    }

    private static async Task<Results<Ok<DocumentView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, DefinitionStore definitions, CancellationToken ct)
    {
        if (await FindAsync(id, acting, db, definitions, ct) is not { } found)
            return Refusal.NotFound();
        var sees = await db.Set<InstanceRow>().VisibleTo(acting, db).AnyAsync(row => row.Id == found.Row.InstanceId, ct);
        return TypedResults.Ok(new DocumentView(
            found.Line, found.Process, sees ? found.Row.InstanceId : null, [.. found.Document.Blocks.Select(DocumentPart.Of)]));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> WordAsync(
        string id, Acting acting, WorkflowsDb db, DefinitionStore definitions, CancellationToken ct)
    {
        if (await FindAsync(id, acting, db, definitions, ct) is not { } found)
            return Refusal.NotFound();
        return TypedResults.File(
            WordDocument.Write(found.Document, found.Process), WordDocument.ContentType, FileName.Clean($"{found.Document.Title}.docx"));
    }

    private static async Task<Found?> FindAsync(string id, Acting acting, WorkflowsDb db, DefinitionStore definitions, CancellationToken ct)
    {
        var read = db.Set<InstanceRow>().WithDeliveriesFor(acting, db).Select(instance => instance.Id);
        var me = acting.Email;
        // The program's own member, whole: a path that somebody wrote in a text has its quotes escaped, and opens nothing.
        var path = $"\"ruta\":\"{DocumentPaths.Of(id)}\"";
        var told = db.Set<MailRow>().Where(mail =>
            mail.SentAt != null && mail.TaskId == null && mail.Emails.Contains(me) && mail.Model.Contains(path));
        var found = await db.Set<FactRow>().AsNoTracking().Where(row => row.Id == id && row.Kind == Document.Fact)
            .Where(row => read.Contains(row.InstanceId) || told.Any(mail => mail.InstanceId == row.InstanceId))
            .Join(db.Set<InstanceRow>(), row => row.InstanceId, instance => instance.Id, (row, instance) => new
            {
                Row = row, instance.Name, instance.DefinitionId, instance.DefinitionVersion,
            })
            .SingleOrDefaultAsync(ct);
        if (found is null || Document.Read(Values.FromJson(found.Row.Data).Member("document")) is not { } document)
            return null;
        var process = found.Name ?? (await definitions.GraphAsync(found.DefinitionId, found.DefinitionVersion, ct)).Definition.Name;
        return new(found.Row, process, document);
    }

    private sealed record Found(FactRow Row, string Process, Document Document)
    {
        public DocumentLine Line => DocumentLine.Of(Row)!;
    }
}
