using System.Globalization;
using System.Diagnostics;
using Workflows.Engine;

namespace Workflows.Load;

/// <summary>Flow W2 from its start to its end, saved at each wait; its timer comes due at once and the timer loop wakes it.</summary>
internal static class ApprovalLoad
{
    /// <summary>Start, task, event and timer: four bursts, one of them the loop's.</summary>
    private const int BurstsPerFlow = 4;

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync("w2", ct);
        await using var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct);
        await server.PublishAsync(LoadFlows.TasksJson, ct);
        await server.PublishAsync(LoadFlows.ApprovalJson, ct);
        await using var bare = await BareTransactions.CreateAsync(
            connectionString, await BurstLoad.StateAsync(server, ct), settings.Connections, ct);
        var opened = 0;
        await Rate.WarmUpAsync(settings.Connections, settings.Stretch / 2, ApproveAsync, ct);
        await server.DrainAsync();

        var before = await Rate.MeasureAsync(settings.Connections, settings.Stretch / 2, bare.RunAsync, ct);
        var clock = Stopwatch.StartNew();
        var flows = await Rate.MeasureAsync(settings.Connections, settings.Stretch, ApproveAsync, ct);
        await server.DrainAsync();
        var perSecond = flows.Count / clock.Elapsed.TotalSeconds;
        var after = await Rate.MeasureAsync(settings.Connections, settings.Stretch / 2, bare.RunAsync, ct);
        var unfinished = await server.CountAsync(
            $"select count(*) from instances where definition_id = '{LoadFlows.Approval}' and sub_status <> 'Finished'");
        if (unfinished > 0)
            throw new InvalidOperationException($"{unfinished} flows of the measurement did not finish.");

        var best = Rate.Sum([before, after]);
        return
        [
            new(
                "w2.rate", $"Flujo de aprobación W2 completo, con {settings.Connections} conexiones", perSecond, "flujos/s", Limit: 600,
                AtLeast: true),
            new("w2.bursts", "  ráfagas que eso suma", perSecond * BurstsPerFlow, "/s"),
            new("w2.bare", "  transacciones desnudas", best.PerSecond, "/s"),
            new("w2.ratio", "  ráfagas frente a transacciones desnudas", 100 * perSecond * BurstsPerFlow / best.PerSecond, "%"),
        ];

        async Task ApproveAsync(int worker, long number, CancellationToken token)
        {
            var key = Interlocked.Increment(ref opened);
            var instance = await server.OpenAsync(
                LoadFlows.Approval, key.ToString(CultureInfo.InvariantCulture), token, ("institution", Institutions.Code(key)),
                ("year", 2027d));
            await server.SubmitAsync(instance, token);
            await server.SendAsync(instance.Id, new EventReceived(LoadFlows.EventName), token);
        }
    }
}
