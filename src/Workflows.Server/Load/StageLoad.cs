using System.Diagnostics;
using Workflows.Definitions.Flows;
using Workflows.Server.Flows;

namespace Workflows.Server.Load;

/// <summary>Opening the year of the PMG for every institution, until each has its process, its task, its timers and its mails in the queue.</summary>
internal static class StageLoad
{
    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync("stage", ct);
        await using var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct);
        var clock = Stopwatch.StartNew();
        await server.Dispatcher.OpenAsync(
            new(ShippedFlows.PmgFormulationYear, "2027", new Dictionary<string, object?> { ["year"] = 2027d }), DispatchOptions.None, ct);
        await server.DrainAsync();
        var seconds = clock.Elapsed.TotalSeconds;

        var bursts = await server.CountAsync("select count(*) from journal");
        var state = await BurstLoad.StateAsync(server, ct);
        await using var bare = await BareTransactions.CreateAsync(connectionString, state, settings.Connections, ct);
        var best = await Rate.MeasureAsync(settings.Connections, settings.Stretch, bare.RunAsync, ct);
        return
        [
            new("stage.seconds", "Abrir la etapa para todas las instituciones", seconds, "s", Limit: 5),
            new("stage.children", "  procesos abiertos", await server.CountAsync("select count(*) from instances where parent_id is not null"), "procesos"),
            new("stage.tasks", "  tareas", await server.CountAsync("select count(*) from tasks"), "tareas"),
            new("stage.timers", "  plazos y recordatorios", await server.CountAsync("select count(*) from timers"), "plazos"),
            new("stage.mails", "  correos en la bandeja de salida", await server.CountAsync("select count(*) from mails"), "correos"),
            new("stage.bare", $"  transacciones desnudas en la misma base, con {settings.Connections} conexiones", best.PerSecond, "/s"),
            new("stage.bareSeconds", "  lo que esas transacciones habrían tardado en igual número", bursts / best.PerSecond, "s"),
        ];
    }
}
