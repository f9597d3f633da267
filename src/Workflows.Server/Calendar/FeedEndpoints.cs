using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Calendar;

/// <summary>
/// A person's own deadlines as an address their calendar program reads. The address is a secret: random, shown once, revocable, good for a
/// year, and only its hash is kept. It shows what the inbox shows, nothing more.
/// </summary>
internal static class FeedEndpoints
{
    private const int MostDeadlines = 1_000;

    public static void MapFeeds(this IEndpointRouteBuilder api)
    {
        var feeds = api.MapGroup("/calendar/feeds").WithTags("Calendar").RequireAuthorization();
        feeds.MapGet("/", MineAsync).WithName("GetFeed").WithSummary("Si tienes una dirección de calendario y desde cuándo");
        feeds.MapPost("/", CreateAsync).Command().WithName("CreateFeed")
            .WithSummary("Crea tu dirección de calendario; la anterior deja de servir");
        feeds.MapPost("/revoke", RevokeAsync).Command().WithName("RevokeFeed").WithSummary("Revoca tu dirección de calendario");

        api.MapGet("/calendar/feed/{token}.ics", ReadAsync).WithTags("Calendar").AllowAnonymous().RequireRateLimiting(RateLimits.Login)
            .WithName("ReadFeed").WithSummary("Los plazos de quien creó la dirección, como calendario (ICS)")
                .Produces<string>(contentType: "text/calendar");
    }

    /// <param name="CreatedAt">Null when there is none.</param>
    /// <param name="ExpiresAt">When it stops working by itself.</param>
    public sealed record FeedView(DateTimeOffset? CreatedAt, DateTimeOffset? LastReadAt, DateTimeOffset? ExpiresAt = null);

    /// <param name="Url">Shown once. A repeated request answers without it.</param>
    public sealed record CreatedFeed(DateTimeOffset CreatedAt, string? Url);

    private static async Task<Ok<FeedView>> MineAsync(Acting acting, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        var feed = await LivingOf(acting.PersonId, clock.GetUtcNow(), db).AsNoTracking().OrderByDescending(row => row.CreatedAt)
            .FirstOrDefaultAsync(ct);
        return TypedResults.Ok(new FeedView(feed?.CreatedAt, feed?.LastReadAt, feed?.CreatedAt + FeedRow.Lasts));
    }

    private static async Task<Ok<CreatedFeed>> CreateAsync(
        Acting acting, WorkflowsDb db, TimeProvider clock, PublicUrl url, IdempotentCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var old in await LivingOf(acting.PersonId, now, db).ToListAsync(ct))
            old.RevokedAt = now;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.Add(new FeedRow { Id = Guid.CreateVersion7().ToString("N"), PersonId = acting.PersonId, Hash = HashOf(token), CreatedAt = now });
        command.Remember(new CreatedFeed(now, null));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new CreatedFeed(now, new Uri(url.Value, $"/api/calendar/feed/{token}.ics").ToString()));
    }

    private static async Task<Ok<FeedView>> RevokeAsync(
        Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var feed in await LivingOf(acting.PersonId, now, db).ToListAsync(ct))
            feed.RevokedAt = now;
        var view = command.Remember(new FeedView(null, null));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }

    private static async Task<IResult> ReadAsync(
        string token, WorkflowsDb db, HeldPosts held, TimeProvider clock, PublicUrl url, CancellationToken ct)
    {
        var (hash, now) = (HashOf(token), clock.GetUtcNow());
        var oldest = now - FeedRow.Lasts;
        var feed = await db.Set<FeedRow>()
            .SingleOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null && row.CreatedAt > oldest, ct);
        // The posts the person holds today: a feed loses what its owner loses.
        if (feed is null || await held.ActingAsync(feed.PersonId, SantiagoTime.DateAt(now), ct) is not { } acting)
            return Refusal.NotFound("Esta dirección de calendario no sirve. Crea otra en «Mi calendario».");

        feed.LastReadAt = now;
        await db.SaveChangesAsync(ct);
        var deadlines = await db.Set<TaskRow>().AsNoTracking().AwaitedFrom(acting, db)
            .Where(task => task.State == TaskState.Open && task.DueAt != null)
            .OrderBy(task => task.DueAt).Take(MostDeadlines)
            .Select(task => new
            {
                task.Id, task.Title, DueAt = task.DueAt!.Value, Deadline = task.MovedDeadline ?? task.Deadline,
                Institution = db.Set<Institution>().Where(institution => institution.Code == task.InstitutionCode)
                    .Select(institution => institution.Name).FirstOrDefault(),
                // Each move is one in the history, which only grows: programs that know an entry take the one with the higher number.
                Moves = task.MovedDeadline == null ? 0
                    : db.Set<JournalRow>().Count(page => page.InstanceId == task.InstanceId && page.Text.Contains("\"deadlineMoved\"")),
            }).ToListAsync(ct);
        var shown = deadlines.Select(
            task => new FeedDeadline(task.Id, task.Title, task.Institution, DeadlineOf(task.Deadline, task.DueAt), task.Moves));
        return TypedResults.Text(CalendarFeed.Write([.. shown], url.Value, now), "text/calendar", Encoding.UTF8);
    }

    // By day or by hour is what was computed; the instant alone cannot tell.
    private static Deadline DeadlineOf(string? computed, DateTimeOffset dueAt) =>
        JsonText.Parse(computed) is { ValueKind: JsonValueKind.Object } values && values.TryGetProperty("deadline", out var text)
            ? Deadline.Parse(text.GetString()!)
            : new(SantiagoTime.DateAt(dueAt), SantiagoTime.TimeAt(dueAt));

    private static IQueryable<FeedRow> LivingOf(string personId, DateTimeOffset now, WorkflowsDb db)
    {
        var oldest = now - FeedRow.Lasts;
        return db.Set<FeedRow>().Where(row => row.PersonId == personId && row.RevokedAt == null && row.CreatedAt > oldest);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
