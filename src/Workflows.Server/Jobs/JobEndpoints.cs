using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Web;

namespace Workflows.Server.Jobs;

/// <summary>
/// «Trabajos en curso»: what somebody asked the server to do, how far it is, how it ended. Each sees their own; administrators, all.
/// </summary>
internal static class JobEndpoints
{
    private static readonly Sorts<JobRow> Sorts = new Sorts<JobRow>().By("createdAt", job => job.CreatedAt, job => job.Id);

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs").RequireAuthorization();
        jobs.MapGet("/", ListAsync).WithName("ListJobs")
            .WithSummary("Trabajos en curso y terminados, el último primero: los tuyos o, si administras, los de todos");
        jobs.MapGet("/news", NewsAsync).WithName("GetJobNews")
            .WithSummary("Cuántos trabajos tuyos siguen, y cuántos terminaron sin que los hayas visto");
        jobs.MapPost("/seen", SeenAsync).Command().WithName("SeeJobs").WithSummary("Ya viste cómo terminaron tus trabajos");
        jobs.MapGet("/{id}", GetAsync).WithName("GetJob").WithSummary("Un trabajo: cuánto lleva y cómo terminó");
        jobs.MapGet("/{id}/file", DownloadAsync).ReadsPersonalData("archivo de un trabajo").WithName("DownloadJobFile")
            .WithSummary("El archivo que hizo un trabajo")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/{id}/cancel", CancelAsync).Command().WithName("CancelJob")
            .WithSummary("Cancela un trabajo: lo que alcanzó a hacer queda hecho");
        jobs.MapPost("/{id}/retry", RetryAsync).Command().WithName("RetryJob").WithSummary("Hace otra vez un trabajo que falló");
    }

    /// <param name="All">Those of everybody, for who administers.</param>
    public sealed record Filter(bool? All, JobState? State, string? Search);

    public sealed record JobNews(int Running, int Unseen);

    public sealed record Seen(int Jobs);

    private static async Task<Results<Ok<Page<JobView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var jobs = db.Set<JobRow>().AsNoTracking().VisibleTo(acting);
        if (filter.All is not true)
            jobs = jobs.Where(job => job.OwnerId == acting.PersonId);
        if (filter.State is { } state)
            jobs = jobs.Where(job => job.State == state);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var like = Like.Containing(filter.Search.Trim());
            jobs = jobs.Where(job => EF.Functions.ILike(job.Title, like) || EF.Functions.ILike(job.OwnerName, like));
        }

        var found = await jobs.ToPageAsync(page with { Sort = page.Sort ?? "-createdAt" }, Sorts, job => job, ct);
        return TypedResults.Ok(new Page<JobView>([.. found.Items.Select(JobView.Of)], found.Number, found.Size, found.Total));
    }

    private static async Task<Ok<JobNews>> NewsAsync(Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        var own = db.Set<JobRow>().Where(job => job.OwnerId == acting.PersonId);
        return TypedResults.Ok(new JobNews(
            await own.CountAsync(job => job.State == JobState.Waiting || job.State == JobState.Running, ct),
            await own.CountAsync(job => job.EndedAt != null && job.SeenAt == null, ct)));
    }

    private static async Task<Ok<Seen>> SeenAsync(
        Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var count = await db.Set<JobRow>().Where(job => job.OwnerId == acting.PersonId && job.EndedAt != null && job.SeenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.SeenAt, now), ct);
        var seen = command.Remember(new Seen(count));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(seen);
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        await FindAsync(id, acting, db, ct) is { } job ? TypedResults.Ok(JobView.Of(job)) : Refusal.NotFound();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        string id, Acting acting, WorkflowsDb db, FileStore files, CancellationToken ct)
    {
        // Of nobody but its owner: what it holds was read with their rights.
        var job = await db.Set<JobRow>().AsNoTracking().SingleOrDefaultAsync(job => job.Id == id && job.OwnerId == acting.PersonId, ct);
        if (job is not { FileHash: { } hash, State: JobState.Done })
            return Refusal.NotFound();
        return files.Exists(hash)
            ? TypedResults.File(files.OpenRead(hash), job.FileType, job.FileName)
            : Refusal.NotFound("El archivo se guardó por 30 días corridos y ya no está. Pídelo otra vez.");
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> CancelAsync(
        string id, Acting acting, WorkflowsDb db, JobTable table, TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        if (await FindAsync(id, acting, db, ct) is null)
            return Refusal.NotFound();
        if (await table.CancelAsync(id, acting.Name, clock.GetUtcNow(), ct) is null)
            return Refusal.Conflict("El trabajo ya terminó. Vuelve a cargar la lista.");
        var view = JobView.Of((await FindAsync(id, acting, db, ct))!);
        return TypedResults.Ok(await command.RememberNowAsync(view, StatusCodes.Status200OK, ct));
    }

    private static async Task<Results<Accepted<JobView>, ProblemHttpResult>> RetryAsync(
        string id, Acting acting, WorkflowsDb db, JobQueue queue, TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        // With the rights of who asks now; another person's work is theirs to try again.
        var failed = await db.Set<JobRow>().AsNoTracking().SingleOrDefaultAsync(job => job.Id == id && job.OwnerId == acting.PersonId, ct);
        if (failed is null)
            return Refusal.NotFound();
        if (failed.State != JobState.Failed)
            return Refusal.Conflict("Solo se reintenta un trabajo que falló. Vuelve a cargar la lista.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var isFirst = await db.Set<JobRow>().Where(job => job.Id == id && job.State == JobState.Failed).ExecuteUpdateAsync(
            set => set.SetProperty(job => job.State, JobState.Waiting).SetProperty(job => job.Attempts, 0)
                .SetProperty(job => job.Error, (string?)null)
                .SetProperty(job => job.EndedAt, (DateTimeOffset?)null).SetProperty(job => job.SeenAt, (DateTimeOffset?)null)
                .SetProperty(job => job.CancelAskedAt, (DateTimeOffset?)null).SetProperty(job => job.QueuedAt, clock.GetUtcNow()), ct) == 1;
        if (!isFirst)
            return Refusal.Conflict("Alguien ya lo reintentó. Vuelve a cargar la lista.");
        var view = command.Remember(
            JobView.Of(await db.Set<JobRow>().AsNoTracking().SingleAsync(job => job.Id == id, ct)), StatusCodes.Status202Accepted);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await queue.TellAsync(id);
        return view.ToAccepted();
    }

    private static Task<JobRow?> FindAsync(string id, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        db.Set<JobRow>().AsNoTracking().VisibleTo(acting).SingleOrDefaultAsync(job => job.Id == id, ct);
}
