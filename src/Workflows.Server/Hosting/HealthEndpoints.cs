using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Watch;
using Workflows.Server.Scheduling;

namespace Workflows.Server.Hosting;

/// <summary>Whether this node can do its work. Says nothing a stranger could use.</summary>
public static class HealthEndpoints
{
    private const string Healthy = nameof(Healthy);
    private const string Degraded = nameof(Degraded);
    private const string Unhealthy = nameof(Unhealthy);
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(1);

    /// <param name="Status">Healthy, Degraded (this node works, and something stands still that a person has to look at) or Unhealthy.</param>
    /// <param name="Checks">The same word for each part.</param>
    public sealed record Health(string Status, IReadOnlyDictionary<string, Check> Checks);

    /// <param name="Description">For people, in Spanish; null when there is nothing to say.</param>
    public sealed record Check(string Status, string? Description);

    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/health", HandleAsync).WithTags("Health").WithName("Health").AllowAnonymous();

    private static async Task<Results<Ok<Health>, JsonHttpResult<Health>>> HandleAsync(
        NpgsqlDataSource source, FlowsStart flows, TimerLoop timers, StimulusLoop stimuli, CancellationToken ct)
    {
        var checks = new Dictionary<string, Check>
        {
            ["database"] = Of(await AnswersAsync(source, ct), "No responde."),
            ["definitions"] = Of(flows.IsReady, "Todavía se están cargando los flujos."),
            ["timers"] = Of(timers.SinceLastTurn < Hangs, "No avanza hace más de un minuto."),
            ["stimuli"] = Of(stimuli.SinceLastTurn < Hangs, "No avanza hace más de un minuto."),
        };
        checks["watchdog"] = await StandingAsync(source, ct) is { } standing ? new(Degraded, standing) : new(Healthy, null);
        return checks.Values.All(check => check.Status != Unhealthy)
            ? TypedResults.Ok(new Health(checks.Values.All(check => check.Status == Healthy) ? Healthy : Degraded, checks))
            : TypedResults.Json(new Health(Unhealthy, checks), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static Check Of(bool isWell, string otherwise) => isWell ? new(Healthy, null) : new(Unhealthy, otherwise);

    /// <summary>What the watchdog says stands still: how many, never what. No node gets better by being restarted for it.</summary>
    private static async Task<string?> StandingAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            return await new AlarmTable(source).CountAsync(ct) switch
            {
                0 => null,
                1 => "Algo que debía salir u ocurrir sigue detenido. Revisa «Lo que no salió».",
                var count => $"{count} cosas que debían salir u ocurrir siguen detenidas. Revisa «Lo que no salió».",
            };
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return null; // the database has a check of its own
        }
    }

    private static async Task<bool> AnswersAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            await using var command = source.CreateCommand("select 1");
            command.CommandTimeout = 2;
            await command.ExecuteScalarAsync(ct);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }
}
