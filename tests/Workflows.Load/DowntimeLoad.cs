using System.Diagnostics;
using System.Globalization;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Load;

/// <summary>
/// The morning after a day of downtime: ten times as many timers as usual are overdue, spread over the day that passed. They are drained
/// while new ones keep falling due, and those must not wait for the backlog.
/// </summary>
internal static class DowntimeLoad
{
    private const int TimesMany = 10;
    private const int NewOnes = 200;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan TimeToOpen = TimeSpan.FromHours(6);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var many = settings with { Many = TimesMany * settings.Many };
        await using var server = await LoadServer.StartAsync(await databases.FreshAsync("downtime", ct), databases.DataFolder, ct);
        await server.PublishAsync(LoadFlows.TimersJson, ct);
        var first = server.Clock.GetUtcNow() + TimeToOpen;
        await TimerLoad.OpenManyAsync(server, many, i => first + (Day * i / many.Many), ct);

        var clock = Stopwatch.StartNew();
        server.Clock.PutTo(first + Day);
        server.Services.GetRequiredService<WakeUps>().Tell(WakeUp.Timers);
        var opening = OpenNewAsync(server, ct);
        await DrainAsync(server, clock, ct);
        var elapsed = clock.Elapsed;
        await opening;
        await server.DrainAsync();

        var late = await LatenessOfNewAsync(server, ct);
        return
        [
            new(
                "downtime.minutes",
                $"{many.Many.ToString("N0", CultureInfo.GetCultureInfo("es-CL"))} plazos vencidos en un día sin servidor, hasta el último",
                elapsed.TotalMinutes, "min", Limit: 10),
            new("downtime.rate", "  plazos", many.Many / elapsed.TotalSeconds, "/s"),
            new("downtime.newP50", "  atraso de los que vencen mientras tanto, mediana", Rate.Percentile(late, 0.5), "ms"),
            new("downtime.newMax", "  el mayor", late[^1], "ms", Limit: 10_000),
        ];
    }

    /// <summary>New work while the backlog is drained, a little at a time.</summary>
    private static async Task OpenNewAsync(LoadServer server, CancellationToken ct)
    {
        for (var i = 0; i < NewOnes; i++)
        {
            await server.OpenAsync(
                LoadFlows.Timers, $"nuevo-{i.ToString(CultureInfo.InvariantCulture)}", ct,
                ("espera", Soon.ToString("c", CultureInfo.InvariantCulture)));
            await Task.Delay(Look / 5, ct);
        }
    }

    private static async Task DrainAsync(LoadServer server, Stopwatch clock, CancellationToken ct)
    {
        while (await server.CountAsync(
            "select count(*) from timers t join instances i on i.id = t.instance_id where t.state = 'Pending' and "
            + "i.business_key not like 'nuevo-%'") > 0)
        {
            if (clock.Elapsed > Patience)
                throw new TimeoutException("Los plazos vencidos no terminaron de salir a tiempo.");
            await Task.Delay(Look, ct);
        }
    }

    private static async Task<double[]> LatenessOfNewAsync(LoadServer server, CancellationToken ct)
    {
        await using var command = server.Source.CreateCommand(
            """
            select extract(epoch from t.fired_at - t.due_at)::float8 * 1000 from timers t join instances i on i.id = t.instance_id
            where i.business_key like 'nuevo-%' and t.state = 'Fired' order by 1
            """);
        await using var row = await command.ExecuteReaderAsync(ct);
        var late = new List<double>();
        while (await row.ReadAsync(ct))
            late.Add(row.GetDouble(0));
        return late.Count == NewOnes ? [.. late] : throw new InvalidOperationException($"Only {late.Count} of {NewOnes} new timers fired.");
    }
}
