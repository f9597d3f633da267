using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Flows;

public class StimulusTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_same_event_twice_moves_an_instance_once()
    {
        await server.PublishAsync(Drawn.Row("una-firma", Drawn.Start(), Drawn.Event("firma", "firmado"), Drawn.Line("fin", "listo")));
        var id = (await server.OpenAsync("una-firma", "uno")).InstanceId;

        var first = await server.SendAsync(id, new EventReceived("firmado"));
        var second = await server.SendAsync(id, new EventReceived("firmado"));

        Assert.Equal((DispatchStatus.Applied, DispatchStatus.NotExpected), (first.Status, second.Status));
        Assert.Equal(2, await server.CountAsync("select count(*) from journal where instance_id = $1", id));
    }

    [Fact]
    public async Task Two_dispatchers_on_one_instance_take_turns()
    {
        await server.PublishAsync(Drawn.Chart(
            "golpes",
            [Drawn.Start(), Drawn.Event("golpe", "golpe"), Drawn.Event("salida", "basta")],
            [Drawn.Arrow("start", "Done", "golpe"), Drawn.Arrow("golpe", "Done", "golpe"), Drawn.Arrow("start", "Done", "salida")]));
        var id = (await server.OpenAsync("golpes", "uno")).InstanceId;
        using var other = ActivatorUtilities.CreateInstance<Dispatcher>(server.Services);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            (i % 2 == 0 ? server.Dispatcher : other)
                .DispatchAsync(id, new EventReceived("golpe"), DispatchOptions.None, CancellationToken.None)));

        Assert.All(results, result => Assert.Equal(DispatchStatus.Applied, result.Status));
        Assert.Equal(21, await server.CountAsync("select max(number)::bigint from journal where instance_id = $1", id));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_transaction_that_fails_at_its_last_statement_leaves_nothing()
    {
        await server.PublishAsync(Drawn.Row(
            "nada-a-medias", Drawn.Start(), Drawn.Event("firma", "firmado"), Drawn.Delay("pausa", TimeSpan.FromDays(1))));
        var id = (await server.OpenAsync("nada-a-medias", "uno")).InstanceId;

        var broken = new DispatchOptions { Alongside = [new NpgsqlBatchCommand("select 1 / 0")] };
        await Assert.ThrowsAsync<PostgresException>(
            () => server.Dispatcher.DispatchAsync(id, new EventReceived("firmado"), broken, CancellationToken.None));

        Assert.Equal(1, await server.CountAsync("select count(*) from journal where instance_id = $1", id));
        Assert.Equal(0, await server.CountAsync("select count(*) from timers where instance_id = $1", id));
        Assert.Equal(DispatchStatus.Applied, (await server.SendAsync(id, new EventReceived("firmado"))).Status);
    }

    [Fact]
    public async Task What_the_caller_rechecks_under_the_lock_can_refuse()
    {
        await server.PublishAsync(Drawn.Row("con-revision", Drawn.Start(), Drawn.Event("firma", "firmado")));
        var id = (await server.OpenAsync("con-revision", "uno")).InstanceId;

        var refused = await server.Dispatcher.DispatchAsync(
            id, new EventReceived("firmado"), new DispatchOptions { Recheck = (_, _, _) => Task.FromResult(false) },
            CancellationToken.None);

        Assert.Equal(DispatchStatus.NotExpected, refused.Status);
    }

    [Fact]
    public async Task A_published_event_reaches_every_instance_that_waits()
    {
        await server.PublishAsync(Drawn.Row("oyente", Drawn.Start(), Drawn.Event("oye", "decreto")));
        await server.PublishAsync(Drawn.Row("vocero", Drawn.Start(), Drawn.Publish("dice", "decreto")));
        var listeners = new List<string>();
        for (var i = 0; i < 5; i++)
            listeners.Add((await server.OpenAsync("oyente", $"{i}")).InstanceId);

        await server.OpenAsync("vocero", "uno");
        await server.DrainAsync();

        foreach (var listener in listeners)
            Assert.Equal(WorkflowSubStatus.Finished, (await server.InstanceAsync(listener)).SubStatus);
        Assert.Equal(0, await server.CountAsync("select count(*) from stimuli"));
        Assert.Equal(0, await server.CountAsync("select count(*) from event_bookmarks where event_name = 'decreto'"));
    }

    [Fact]
    public async Task A_burst_that_is_cut_goes_on_by_itself()
    {
        var lines = Enumerable.Range(0, 1_500).Select(i => Drawn.Line($"l{i}", $"{i}")).ToArray();
        await server.PublishAsync(Drawn.Row("largo", [Drawn.Start(), .. lines]));

        var id = (await server.OpenAsync("largo", "uno")).InstanceId;
        await server.DrainAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await server.InstanceAsync(id)).SubStatus);
        Assert.Equal(2, await server.CountAsync("select count(*) from journal where instance_id = $1", id));
    }
}
