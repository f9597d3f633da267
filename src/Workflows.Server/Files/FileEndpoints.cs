using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Files.Store;
using Workflows.Server.Flows;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Files;

/// <summary>Evidence in and out. A file is read by who uploaded it and by whoever follows a process it was handed in to.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/files").WithTags("Files").RequireAuthorization();
        files.MapPost("/", UploadAsync).Accepts<Stream>("application/octet-stream").RequireRateLimiting(RateLimits.Upload).WithName("UploadFile")
            .WithSummary("Sube un archivo; el cuerpo es su contenido. Subirlo dos veces lo guarda una vez");
        files.MapGet("/{hash}", DownloadAsync).WithName("DownloadFile").WithSummary("Descarga un archivo");
    }

    /// <summary>A file that is in the store from now on.</summary>
    public sealed record FileView(string Hash, string Name, FileKind Kind, long Size, DateTimeOffset UploadedAt);

    // Idempotent by what it is: the hash is the identity, so no key is asked for.
    private static async Task<Results<Ok<FileView>, ProblemHttpResult>> UploadAsync(
        string name, Acting acting, WorkflowsDb db, FileStore store, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (context.Request.HasFormContentType)
        {
            return Refusal.Because(
                StatusCodes.Status415UnsupportedMediaType, "Envía el contenido del archivo como cuerpo, con tipo application/octet-stream, sin formulario.");
        }

        StoredFile stored;
        try
        {
            stored = await store.StoreAsync(context.Request.Body, FileLimits.Evidence, ct);
        }
        catch (FileStoreException error)
        {
            return Refusal.Because(StatusOf(error.Problem), error.Message);
        }

        var row = await db.Set<FileRow>().SingleOrDefaultAsync(file => file.Hash == stored.Hash && file.PersonId == acting.PersonId, ct);
        if (row is null)
        {
            row = new()
            {
                Hash = stored.Hash,
                PersonId = acting.PersonId,
                Name = FileName.Clean(name),
                Kind = stored.Kind,
                Size = stored.Length,
                UploadedAt = clock.GetUtcNow(),
            };
            db.Add(row);
            await db.SaveChangesAsync(ct);
        }

        return TypedResults.Ok(new FileView(row.Hash, row.Name, row.Kind, row.Size, row.UploadedAt));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        string hash, Acting acting, WorkflowsDb db, FileStore store, HttpResponse response, CancellationToken ct)
    {
        var instances = db.Set<InstanceRow>().VisibleTo(acting, db).Select(row => row.Id);
        var uses = db.Set<FileUseRow>().Where(use => instances.Contains(use.InstanceId));
        var file = await db.Set<FileRow>().AsNoTracking()
            .Where(file => file.Hash == hash
                && (file.PersonId == acting.PersonId || uses.Any(use => use.Hash == file.Hash && use.PersonId == file.PersonId)))
            .OrderByDescending(file => file.PersonId == acting.PersonId).FirstOrDefaultAsync(ct)
            // Handed in by one, uploaded by a colleague.
            ?? await db.Set<FileRow>().AsNoTracking().FirstOrDefaultAsync(file => file.Hash == hash && uses.Any(use => use.Hash == file.Hash), ct);
        if (file is null || !store.Exists(file.Hash))
            return Refusal.NotFound();

        // Whatever is inside, the browser neither runs nor shows it as a page of ours.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(store.OpenRead(file.Hash), "application/octet-stream", file.Name);
    }

    private static int StatusOf(FileProblem problem) => problem switch
    {
        FileProblem.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FileProblem.KindNotAllowed or FileProblem.Macros => StatusCodes.Status415UnsupportedMediaType,
        FileProblem.DiskFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
