using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Uploads.Scanning;
using Workflows.Server.Web;

namespace Workflows.Server.Uploads;

/// <summary>Evidence in and out. A file is read by who uploaded it and by whoever follows a process it was handed in to.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/files").WithTags("Files").RequireAuthorization();
        files.MapPost("/", UploadAsync).AllowRoles(Acting.Contributors).Accepts<Stream>("application/octet-stream", "*/*")
            .RequireRateLimiting(RateLimits.Upload).ForKeys(KeyCommand.Deliver).WithName("UploadFile")
            .WithSummary("Sube un archivo; el cuerpo es su contenido. Subirlo dos veces lo guarda una vez");
        files.MapGet("/{hash}/info", InfoAsync).ForKeys(KeyCommand.Read, KeyCommand.Deliver).WithName("GetFileInfo")
            .WithSummary("Nombre, tamaño y revisión antivirus de un archivo");
        files.MapPost("/{hash}/scan", DecideOnScan.HandleAsync).Command().AllowRoles(Role.Coordinator, Role.Administrator)
            .WithName(nameof(DecideOnScan))
            .WithSummary("Decide sobre un archivo que el antivirus no pudo revisar: preguntarle otra vez, aceptarlo o apartarlo");
        files.MapGet("/{hash}", DownloadAsync).ForKeys(KeyCommand.Read).WithName("DownloadFile").WithSummary("Descarga un archivo");
    }

    /// <summary>A file that is in the store from now on.</summary>
    /// <param name="Scan">What the antivirus said; null when there is none.</param>
    public sealed record FileView(string Hash, string Name, FileKind Kind, long Size, DateTimeOffset UploadedAt, ScanState? Scan);

    // Idempotent by what it is: the hash is the identity, so no key is asked for.
    private static async Task<Results<Ok<FileView>, ProblemHttpResult>> UploadAsync(
        string name, Acting acting, WorkflowsDb db, FileStore store, FileScans scans, TimeProvider clock, HttpContext context,
        CancellationToken ct)
    {
        if (context.Request.HasFormContentType)
        {
            return Refusal.Because(
                StatusCodes.Status415UnsupportedMediaType,
                "Envía el contenido del archivo como cuerpo, con tipo application/octet-stream, sin formulario.");
        }

        StoredFile stored;
        try
        {
            stored = await store.StoreAsync(
                context.Request.Body, FileLimits.Evidence, kind => AcceptedFiles.Agree(name, context.Request.ContentType, kind), ct);
        }
        catch (FileStoreException error)
        {
            return Refusal.Because(StatusOf(error.Problem), error.Message);
        }

        var scan = await scans.JudgeAsync(stored.Hash, ct);
        if (scan?.State == ScanState.Infected)
        {
            return Refusal.Because(
                StatusCodes.Status422UnprocessableEntity,
                $"El antivirus encontró «{scan.Threat}» en este archivo: quedó aparte y nadie puede abrirlo. Revisa tu "
                + $"equipo y sube otro archivo.");
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
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException error) when (Transients.IsTaken(error))
            {
                // The same person sent the same bytes twice at once, as after a broken connection: they are there.
            }
        }

        return TypedResults.Ok(new FileView(row.Hash, row.Name, row.Kind, row.Size, row.UploadedAt, scan?.State));
    }

    private static async Task<Results<Ok<FileView>, ProblemHttpResult>> InfoAsync(
        string hash, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (await FindAsync(hash, acting, db, ct) is not { } file)
            return Refusal.NotFound();
        return TypedResults.Ok(new FileView(file.Hash, file.Name, file.Kind, file.Size, file.UploadedAt, await ScanOfAsync(hash, db, ct)));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        string hash, Acting acting, WorkflowsDb db, FileStore store, HttpResponse response, CancellationToken ct)
    {
        if (await FindAsync(hash, acting, db, ct) is not { } file)
            return Refusal.NotFound();
        switch (await ScanOfAsync(hash, db, ct))
        {
            case ScanState.Waiting:
                return Refusal.Conflict("El antivirus todavía revisa este archivo. Inténtalo de nuevo en unos minutos.");
            case ScanState.Unjudged:
                return Refusal.Conflict(
                    "El antivirus no pudo revisar este archivo. Quien coordina decide en «Lo que no salió» si se puede abrir.");
            case ScanState.Infected:
                return Refusal.Conflict(
                    "El antivirus apartó este archivo: nadie puede descargarlo. Pide a quien lo subió que entregue otro.");
        }

        if (!store.Exists(file.Hash))
            return Refusal.NotFound();

        // Whatever is inside, the browser neither runs nor shows it as a page of ours.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(store.OpenRead(file.Hash), "application/octet-stream", file.Name);
    }

    /// <summary>The upload that the person may read: their own, or one that was handed in to a process they follow.</summary>
    private static async Task<FileRow?> FindAsync(string hash, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        var instances = db.Set<InstanceRow>().WithDeliveriesFor(acting, db).Select(row => row.Id);
        var uses = db.Set<FileUseRow>().Where(use => instances.Contains(use.InstanceId));
        return await db.Set<FileRow>().AsNoTracking()
            .Where(file => file.Hash == hash
                && (file.PersonId == acting.PersonId || uses.Any(use => use.Hash == file.Hash && use.PersonId == file.PersonId)))
            .OrderByDescending(file => file.PersonId == acting.PersonId).FirstOrDefaultAsync(ct)
            // Handed in by one, uploaded by a colleague.
            ?? await db.Set<FileRow>().AsNoTracking()
                .FirstOrDefaultAsync(file => file.Hash == hash && uses.Any(use => use.Hash == file.Hash), ct);
    }

    private static async Task<ScanState?> ScanOfAsync(string hash, WorkflowsDb db, CancellationToken ct) =>
        await db.Set<FileScanRow>().Where(scan => scan.Hash == hash).Select(scan => (ScanState?)scan.State).SingleOrDefaultAsync(ct);

    private static int StatusOf(FileProblem problem) => problem switch
    {
        FileProblem.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FileProblem.KindNotAllowed or FileProblem.Macros or FileProblem.Acts or FileProblem.Disagrees =>
            StatusCodes.Status415UnsupportedMediaType,
        FileProblem.DiskFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
