using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Accounts.Keys;
using Workflows.Server.Flows;
using Workflows.Server.Loops;
using Workflows.Server.Mail.Outbox;

namespace Workflows.Server.Hosting;

/// <summary>How long a loop may stand still before somebody has to know.</summary>
public sealed record HealthOptions
{
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Whether this node can do its work. Says nothing a stranger could use.</summary>
public static class HealthEndpoints
{
    private const string Healthy = nameof(Healthy);
    private const string Degraded = nameof(Degraded);
    private const string Unhealthy = nameof(Unhealthy);
    private const string StandsStill = "No avanza hace más de un minuto.";

    /// <param name="Status">Healthy, Degraded (this node works, and something stands still or outside it fails) or Unhealthy.</param>
    /// <param name="Checks">The same word for each part.</param>
    public sealed record Health(string Status, IReadOnlyDictionary<string, Check> Checks);

    /// <param name="Description">For people, in Spanish; null when there is nothing to say.</param>
    public sealed record Check(string Status, string? Description);

    // Short-circuited: whoever asks is not asked who they are, which would wait for the very database in question.
    public static void MapHealth(this IEndpointRouteBuilder app) =>
        app.MapGet("/health", HandleAsync).WithTags("Health").WithName("Health").AllowAnonymous().ShortCircuit();

    private static async Task<Results<Ok<Health>, JsonHttpResult<Health>>> HandleAsync(
        DatabaseProbe database, FlowsStart flows, TimerLoop timers, StimulusLoop stimuli, OutboxLoop outbox, KeysAtRest keys,
        HealthOptions options, CancellationToken ct)
    {
        var standing = await database.StandingAsync(ct);
        var checks = new Dictionary<string, Check>
        {
            ["database"] = Of(standing is not null, "No responde."),
            ["definitions"] = Of(flows.IsReady, "Todavía se están cargando los flujos."),
            ["timers"] = Of(timers.SinceProgress < options.Patience, StandsStill),
            ["stimuli"] = Of(stimuli.SinceProgress < options.Patience, StandsStill),
            ["outbox"] = OfOutbox(outbox, options.Patience),
            ["watchdog"] = standing > 0 ? new(Degraded, Words(standing.Value)) : new(Healthy, null),
        };
        var status = new[] { Unhealthy, Degraded }.FirstOrDefault(word => checks.Values.Any(check => check.Status == word)) ?? Healthy;
        // The server does its work; only whoever runs it has something to do.
        checks["keys"] = keys.Warning is { } warning ? new(Degraded, warning) : new(Healthy, null);
        return status == Unhealthy
            ? TypedResults.Json(new Health(status, checks), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(new Health(status, checks));
    }

    // A mail server that is down is no reason to take this node out of service: it serves pages, and the mails wait.
    private static Check OfOutbox(OutboxLoop outbox, TimeSpan patience) =>
        outbox.SinceProgress > patience + outbox.LongestStep ? new(Unhealthy, StandsStill)
        : outbox.IsWayClosed ? new(Degraded, "El servidor de correo no responde: los correos esperan y se reintenta solo.")
        : new(Healthy, null);

    private static Check Of(bool isWell, string otherwise) => isWell ? new(Healthy, null) : new(Unhealthy, otherwise);

    /// <summary>What the watchdog says stands still: how many, never what. No node gets better by being restarted for it.</summary>
    private static string Words(long standing) => standing == 1
        ? "Algo que debía salir u ocurrir sigue detenido. Revisa «Lo que no salió»."
        : $"{standing} cosas que debían salir u ocurrir siguen detenidas. Revisa «Lo que no salió».";
}
