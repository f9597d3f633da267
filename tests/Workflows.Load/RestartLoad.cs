using System.Diagnostics;
using System.Globalization;

namespace Workflows.Load;

/// <summary>
/// The whole program as a process of its own, from its launch until it answers that it is well: first over an almost empty database,
/// then over one where many instances wait. With its own PostgreSQL, starting that is part of it.
/// </summary>
internal static class RestartLoad
{
    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        await using (var server = await LoadServer.StartAsync(databases.Main, databases.DataFolder, ct))
            await server.PublishAsync(LoadFlows.TimersJson, ct);
        // Twice: the first finds the files of the program on a cold disk.
        await RestartAsync(databases, ct);
        var few = await RestartAsync(databases, ct);

        await using (var server = await LoadServer.StartAsync(databases.Main, databases.DataFolder, ct))
        {
            var first = server.Clock.GetUtcNow().AddDays(30);
            await TimerLoad.OpenManyAsync(server, settings, i => first.AddSeconds(i), ct);
        }

        var many = await RestartAsync(databases, ct);
        var how = databases.IsOwn ? ", con el inicio de su PostgreSQL" : "";
        return
        [
            new(
                "restart.ready",
                $"Reiniciar con {settings.Many.ToString("N0", CultureInfo.GetCultureInfo("es-CL"))} procesos en espera{how}",
                many.TotalMilliseconds, "ms", Limit: 2_000),
            new("restart.empty", "  lo mismo sin procesos", few.TotalMilliseconds, "ms"),
            new("restart.difference", "  lo que cuestan los procesos en espera", (many - few).TotalMilliseconds, "ms"),
        ];
    }

    private static async Task<TimeSpan> RestartAsync(LoadDatabases databases, CancellationToken ct)
    {
        await databases.StopAsync();
        try
        {
            var clock = Stopwatch.StartNew();
            await using var served = await ServedProgram.StartAsync(databases.DataFolder, new Dictionary<string, string>(), ct);
            return clock.Elapsed;
        }
        finally
        {
            await databases.StartAsync(CancellationToken.None);
        }
    }
}
