using System.Diagnostics;
using Workflows.Definitions.Flows;
using Workflows.Server.Flows;

namespace Workflows.Load;

/// <summary>
/// Opening each yearly stage for every institution, until each has its process, its task, its timers and its mails in the queue.
/// </summary>
internal static class StageLoad
{
    private const int Year = 2027;

    /// <summary>Far enough ahead that no cut-off of its design has passed when it opens.</summary>
    private const int YearOfDesign = 2029;

    /// <summary>Besides the formulation, which is measured on an empty database.</summary>
    private static readonly (string Key, string Flow, int Year, string Label)[] Others =
    [
        ("design", ShippedFlows.PmgDesign, YearOfDesign, "Abrir el diseño: la encuesta de todas las instituciones"),
        ("implementation", ShippedFlows.PmgImplementationYear, Year, "Abrir la implementación, con sus requisitos y cortes"),
        ("evaluation", ShippedFlows.PmgEvaluationYear, Year, "Abrir la evaluación"),
        ("digital", ShippedFlows.DigitalMilestoneYear, Year, "Abrir el Hito 1 de Transformación Digital"),
    ];

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync("stage", ct);
        await using var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct);
        var seconds = await OpenAsync(server, ShippedFlows.PmgFormulationYear, Year, ct);

        var bursts = await server.CountAsync("select count(*) from journal");
        var state = await BurstLoad.StateAsync(server, ct);
        await using var bare = await BareTransactions.CreateAsync(connectionString, state, settings.Connections, ct);
        var best = await Rate.MeasureAsync(settings.Connections, settings.Stretch, bare.RunAsync, ct);
        List<LoadFigure> figures =
        [
            new("stage.seconds", "Abrir la etapa para todas las instituciones", seconds, "s", Limit: 5),
            new(
                "stage.children", "  procesos abiertos",
                await server.CountAsync("select count(*) from instances where parent_id is not null"), "procesos"),
            new("stage.tasks", "  tareas", await server.CountAsync("select count(*) from tasks"), "tareas"),
            new("stage.timers", "  plazos y recordatorios", await server.CountAsync("select count(*) from timers"), "plazos"),
            new("stage.mails", "  correos en la bandeja de salida", await server.CountAsync("select count(*) from mails"), "correos"),
            new("stage.bare", $"  transacciones desnudas en la misma base, con {settings.Connections} conexiones", best.PerSecond, "/s"),
            new("stage.bareSeconds", "  lo que esas transacciones habrían tardado en igual número", bursts / best.PerSecond, "s"),
        ];
        foreach (var (key, flow, year, label) in Others)
        {
            var before = await ProcessesAsync(server);
            figures.Add(new($"stage.{key}", label, await OpenAsync(server, flow, year, ct), "s", Limit: 5));
            figures.Add(new($"stage.{key}Children", "  procesos abiertos", await ProcessesAsync(server) - before, "procesos"));
        }

        return figures;
    }

    private static async Task<double> OpenAsync(LoadServer server, string flow, int year, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await server.Dispatcher.OpenAsync(
            new(flow, $"{year}", new Dictionary<string, object?> { ["year"] = (double)year }), DispatchOptions.None, ct);
        await server.DrainAsync();
        return clock.Elapsed.TotalSeconds;
    }

    private static Task<long> ProcessesAsync(LoadServer server) =>
        server.CountAsync("select count(*) from instances where parent_id is not null");
}
