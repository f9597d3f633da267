using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Workflows.Server.Flows;
using Workflows.Server.Scheduling;

namespace Workflows.Server.Hosting;

/// <summary>Whether this node can do its work. Says nothing a stranger could use.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(1);

    public sealed record Health(string Status, bool Database, bool Definitions, double TimersSeconds, double StimuliSeconds);

    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/health", HandleAsync).WithTags("Health").WithName("Health").AllowAnonymous();

    private static async Task<Results<Ok<Health>, JsonHttpResult<Health>>> HandleAsync(
        NpgsqlDataSource source, FlowsStart flows, TimerLoop timers, StimulusLoop stimuli, CancellationToken ct)
    {
        var health = new Health(
            "ok", await AnswersAsync(source, ct), flows.IsReady, Seconds(timers.SinceLastTurn), Seconds(stimuli.SinceLastTurn));
        var isWell = health.Database && health.Definitions && timers.SinceLastTurn < Hangs && stimuli.SinceLastTurn < Hangs;
        return isWell
            ? TypedResults.Ok(health)
            : TypedResults.Json(health with { Status = "unavailable" }, statusCode: StatusCodes.Status503ServiceUnavailable);
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

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 1, MidpointRounding.AwayFromZero);
}
