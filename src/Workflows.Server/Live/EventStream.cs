using System.ComponentModel.DataAnnotations;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Live;

/// <summary>How often a stream speaks.</summary>
public sealed record LiveOptions
{
    /// <summary>Changes that come together are told together.</summary>
    public TimeSpan Coalesce { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>So that proxies keep the connection, and so that an ended session is noticed.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>At once, for one person on one node. A browser needs one, however many tabs it has.</summary>
    public int MostForOnePerson { get; init; } = 12;
}

/// <summary>
/// What changed, to one browser, for as long as its session lasts: ids only, and only of what the person may read at that moment. The
/// session and the posts are asked anew each time, as if every message were a request of its own.
/// </summary>
internal static class EventStream
{
    /// <summary>What the browser's listener waits for.</summary>
    public const string ChangeEvent = "change";

    private const string BeatEvent = "beat";
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    public static void MapLive(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", Handle).RequireAuthorization().WithTags("Live").ForKeys(KeyCommand.Read).WithName("FollowChanges")
            .WithSummary("Avisa qué cambió de lo que puedes ver, mientras dure la sesión (text/event-stream)");

    /// <param name="age">Seconds since the page began to ask for what it shows; what changed meanwhile is told first.</param>
    private static ServerSentEventsResult<IReadOnlyList<Change>> Handle(
        HttpContext context, Acting acting, Changes changes, LatestChanges latest, OpenStreams streams, IServiceScopeFactory scopes,
        LiveOptions options, IHostApplicationLifetime server, [Range(0, 1_000_000_000)] int age = 0)
    {
        // A proxy that waits for more would hold every change back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var place = streams.Open(acting.PersonId, server.ApplicationStopping);
        context.Response.RegisterForDispose(place);
        return TypedResults.ServerSentEvents(ReadAsync(
            context, changes, () => latest.Of(TimeSpan.FromSeconds(age)), scopes, options, place, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<IReadOnlyList<Change>>> ReadAsync(
        HttpContext context, Changes changes, Func<IReadOnlyCollection<Change>> missed, IServiceScopeFactory scopes, LiveOptions options,
        OpenStreams.Place place, [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(place.Ending, ct);
        var news = new News();
        changes.Told += news.Add;
        try
        {
            foreach (var change in missed())
                news.Add(change);
            // The first message tells the browser that it is heard.
            yield return new([], BeatEvent);
            while (await news.WaitAsync(options, end.Token))
            {
                if (await VisibleNowAsync(context, news.Take(), scopes, () => news.Add(Change.Everything), end.Token) is not { } visible)
                    break;
                yield return new(visible, visible.Count > 0 ? ChangeEvent : BeatEvent);
            }

            // A browser would be back in three seconds and end somebody else's.
            if (place.WasTaken)
                yield return new([], BeatEvent) { ReconnectionInterval = Later };
        }
        finally
        {
            changes.Told -= news.Add;
        }
    }

    /// <summary>Null when the session is over, or when the server stops or the browser has gone.</summary>
    private static async Task<IReadOnlyList<Change>?> VisibleNowAsync(
        HttpContext context, IReadOnlyCollection<Change> changes, IServiceScopeFactory scopes, Action lost, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var again = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        again.Request.Scheme = context.Request.Scheme;
        again.Request.Host = context.Request.Host;
        again.Request.Path = context.Request.Path;
        again.Items[Sessions.JustListens] = true;
        foreach (var header in context.Request.Headers)
            again.Request.Headers[header.Key] = header.Value;
        try
        {
            var session = await again.AuthenticateAsync();
            if (!session.Succeeded)
                return null;
            var current = scope.ServiceProvider.GetRequiredService<CurrentActing>();
            await current.LoadAsync(session.Principal, actingFor: "", ct);
            return current.OrNobody is { } acting
                ? await changes.VisibleToAsync(acting, scope.ServiceProvider.GetRequiredService<WorkflowsDb>(), ct)
                : null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error) when (Transients.IsUnavailable(error))
        {
            // Nobody knows now what this person may hear of: the page asks for everything once the database answers.
            lost();
            return [];
        }
    }
}
