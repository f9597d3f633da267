using System.Globalization;
using Workflows.Engine;

namespace Workflows.Load;

/// <summary>
/// A person hands in a task and the next one opens: the state, the journal, a submission, two tasks, the timers of both and the mail.
/// Measured in turns with bare transactions on the same server, so that what else the machine does falls on both.
/// </summary>
internal static class BurstLoad
{
    private const int Turns = 5;

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync("burst", ct);
        await using var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct);
        await server.PublishAsync(LoadFlows.TasksJson, ct);
        await using var bare = await BareTransactions.CreateAsync(connectionString, await StateAsync(server, ct), settings.Connections, ct);

        var office = new Office(server, settings.Connections);
        await Rate.WarmUpAsync(settings.Connections, settings.Stretch / 2, office.SubmitAsync, ct);
        await Rate.MeasureAsync(settings.Connections, settings.Stretch / Turns, bare.RunAsync, ct);
        var (bursts, transactions) = (new List<Rate>(), new List<Rate>());
        var cost = Cost.None;
        for (var turn = 0; turn < Turns; turn++)
        {
            transactions.Add(await Rate.MeasureAsync(settings.Connections, settings.Stretch / Turns, bare.RunAsync, ct));
            var before = await Cost.SoFarAsync(server.Source, ct);
            bursts.Add(await Rate.MeasureAsync(settings.Connections, settings.Stretch / Turns, office.SubmitAsync, ct));
            cost += await Cost.SoFarAsync(server.Source, ct) - before;
        }

        var (best, ours) = (Rate.Sum(transactions), Rate.Sum(bursts));
        var alone = await Rate.MeasureAsync(1, settings.Stretch / 2, office.SubmitAsync, ct);
        var bareAlone = await Rate.MeasureAsync(1, settings.Stretch / 2, bare.RunAsync, ct);
        var journal = await server.CountAsync("select count(*) from journal");
        var rows = await server.CountAsync(
            "select (select count(*) from tasks) + (select count(*) from timers) + (select count(*) from mails) + (select count(*) from "
            + "submissions) + (select count(*) from journal)");
        var closed = await server.CountAsync(
            "select (select count(*) from tasks where state <> 'Open') + (select count(*) from timers where state <> 'Pending')");
        return
        [
            new(
                "burst.ratio", $"Ráfagas con {settings.Connections} conexiones, frente a transacciones desnudas",
                100 * ours.PerSecond / best.PerSecond, "%", Limit: 40, AtLeast: true),
            new("burst.rate", "  ráfagas", ours.PerSecond, "/s"),
            new("burst.bare", "  transacciones desnudas", best.PerSecond, "/s"),
            .. cost.Figures("burst", "ráfaga", ours.Count),
            new("burst.inserted", "  filas que agrega cada ráfaga", (double)rows / journal, "filas", Limit: 5),
            new("burst.superseded", "  filas que cierra cada ráfaga", (double)closed / journal, "filas", Limit: 2),
            new("burst.waiting", "  lo que ocupa una tarea que espera, con sus avisos", await WaitingAsync(server, ct), "kB", Limit: 6),
            new("burst.p50", "Una ráfaga sola, mediana", alone.Percentile(0.5), "ms", Limit: 5),
            new("burst.p95", "  percentil 95", alone.Percentile(0.95), "ms"),
            new("burst.bareP50", "  transacción desnuda sola, mediana", bareAlone.Percentile(0.5), "ms"),
            new("burst.bareP95", "  percentil 95", bareAlone.Percentile(0.95), "ms"),
        ];
    }

    /// <summary>
    /// Rows and index entries of a waiting task and its notices, in kB: what two thousand of them add to tables that were just packed.
    /// </summary>
    private static async Task<double> WaitingAsync(LoadServer server, CancellationToken ct)
    {
        const int Tasks = 2_000;
        var before = await PackedAsync(server);
        for (var i = 0; i < Tasks; i++)
            await server.OpenAsync(LoadFlows.Tasks, $"espera-{i}", ct, ("institution", Institutions.Code(i)), ("year", 2027d));
        return (await PackedAsync(server) - before) / 1_000d / Tasks;
    }

    private static async Task<long> PackedAsync(LoadServer server)
    {
        foreach (var table in new[] { "tasks", "timers" })
        {
            await using var pack = server.Source.CreateCommand($"vacuum full {table}");
            await pack.ExecuteNonQueryAsync();
        }

        return await server.CountAsync("select pg_total_relation_size('tasks') + pg_total_relation_size('timers')");
    }

    /// <summary>The state of an instance that waits for a task, as it is stored.</summary>
    public static async Task<string> StateAsync(LoadServer server, CancellationToken ct)
    {
        if (await server.CountAsync("select count(*) from instances where parent_id is not null") == 0)
            await server.OpenAsync(LoadFlows.Tasks, "muestra", ct, ("institution", Institutions.Code(0)), ("year", 2027d));
        await using var command = server.Source.CreateCommand("select state from instances order by length(state) limit 1");
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Each worker hands in the tasks of its instance and then opens another, which is not counted but takes its time.</summary>
    private sealed class Office(LoadServer server, int workers)
    {
        private readonly WorkflowInstance?[] _current = new WorkflowInstance?[workers];
        private int _opened;

        public async Task SubmitAsync(int worker, long number, CancellationToken ct)
        {
            if (_current[worker] is not { Status: WorkflowStatus.Running } current)
            {
                var key = Interlocked.Increment(ref _opened);
                current = await server.OpenAsync(
                    LoadFlows.Tasks, key.ToString(CultureInfo.InvariantCulture), ct, ("institution", Institutions.Code(key)),
                    ("year", 2027d));
            }

            _current[worker] = await server.SubmitAsync(current, ct);
        }
    }
}
