using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Workflows.Server.Metrics;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Load;

/// <summary>
/// Many instances that wait for a timer each. They are opened with their timers two hours away; then the clock is put forward to just
/// before, and lateness is what the program itself measures: from the instant a timer was due to the commit of its burst.
/// </summary>
internal static class TimerLoad
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TimeToOpen = TimeSpan.FromHours(2);

    /// <summary>Spread over a minute of real time.</summary>
    public static async Task<IReadOnlyList<LoadFigure>> SpreadAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var run = await RunAsync(databases, settings, "timers", Minute, ct);
        return
        [
            new("timers.p50", $"Atraso de {Many(settings)} plazos repartidos en un minuto, mediana", run.Percentile(0.5), "ms", Limit: 100),
            new("timers.p99", "  percentil 99", run.Percentile(0.99), "ms", Limit: 1_000),
            new("timers.max", "  el mayor", run.Lateness[^1], "ms"),
            new("timers.bare", "  transacciones desnudas", run.Bare, "/s"),
        ];
    }

    /// <summary>All due at the same instant.</summary>
    public static async Task<IReadOnlyList<LoadFigure>> AtOnceAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var run = await RunAsync(databases, settings, "due", TimeSpan.Zero, ct);
        return
        [
            new("due.seconds", $"{Many(settings)} plazos que vencen a la vez, hasta el último", run.Elapsed.TotalSeconds, "s", Limit: 15),
            new("due.rate", "  plazos", settings.Many / run.Elapsed.TotalSeconds, "/s"),
            new("due.bare", "  transacciones desnudas", run.Bare, "/s"),
            new("due.ratio", "  plazos frente a transacciones desnudas", 100 * settings.Many / run.Elapsed.TotalSeconds / run.Bare, "%"),
        ];
    }

    /// <summary>Opens instances that wait a given time each.</summary>
    public static async Task OpenManyAsync(
        LoadServer server, LoadSettings settings, Func<int, DateTimeOffset> dueOf, CancellationToken ct) =>
        await Parallel.ForAsync(
            0, settings.Many, new ParallelOptions { MaxDegreeOfParallelism = settings.Connections, CancellationToken = ct },
            async (i, token) =>
            await server.OpenAsync(
                LoadFlows.Timers, i.ToString(CultureInfo.InvariantCulture), token,
                ("espera", (dueOf(i) - server.Clock.GetUtcNow()).ToString("c", CultureInfo.InvariantCulture))));

    private static async Task<TimerRun> RunAsync(
        LoadDatabases databases, LoadSettings settings, string name, TimeSpan spread, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync(name, ct);
        await using var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct);
        await server.PublishAsync(LoadFlows.TimersJson, ct);
        await server.PublishAsync(LoadFlows.TasksJson, ct);
        await using var bare = await BareTransactions.CreateAsync(
            connectionString, await BurstLoad.StateAsync(server, ct), settings.Connections, ct);
        var best = await Rate.MeasureAsync(settings.Connections, settings.Stretch / 2, bare.RunAsync, ct);
        var first = server.Clock.GetUtcNow() + TimeToOpen;
        await OpenManyAsync(server, settings, i => first + (spread * i / settings.Many), ct);

        using var lateness = new LatenessListener(settings.Many);
        var clock = Stopwatch.StartNew();
        server.Clock.PutTo(spread > TimeSpan.Zero ? first - TimeSpan.FromMilliseconds(100) : first);
        server.Services.GetRequiredService<WakeUps>().Tell(WakeUp.Timers);
        var all = await lateness.AllAsync.WaitAsync(Patience, ct);
        var elapsed = clock.Elapsed;
        var after = await Rate.MeasureAsync(settings.Connections, settings.Stretch / 2, bare.RunAsync, ct);
        return new(all, elapsed, Rate.Sum([best, after]).PerSecond);
    }

    private static string Many(LoadSettings settings) => settings.Many.ToString("N0", CultureInfo.GetCultureInfo("es-CL"));

    private sealed record TimerRun(double[] Lateness, TimeSpan Elapsed, double Bare)
    {
        public double Percentile(double share) => Rate.Percentile(Lateness, share);
    }

    /// <summary>Hears what the timer loop says of each timer, until enough have spoken.</summary>
    private sealed class LatenessListener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<double> _heard = [];
        private readonly TaskCompletionSource<double[]> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LatenessListener(int expected)
        {
            _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
            {
                lock (_heard)
                {
                    _heard.Add(seconds * 1_000);
                    if (_heard.Count == expected)
                        _all.TrySetResult([.. _heard.Order()]);
                }
            });
            _listener.EnableMeasurementEvents(Telemetry.TimerLateness);
        }

        /// <summary>In milliseconds, sorted.</summary>
        public Task<double[]> AllAsync => _all.Task;

        public void Dispose() => _listener.Dispose();
    }
}
