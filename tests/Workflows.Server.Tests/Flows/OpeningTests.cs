using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Flows;

public class OpeningTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Opening_the_same_thing_twice_finds_the_first()
    {
        await server.PublishAsync(Drawn.Row("espera", Drawn.Start(), Drawn.Event("firma", "firmado")));

        var first = await server.OpenAsync("espera", "2026/SUBDERE", ("institution", "SUBDERE"), ("year", 2026d));
        var second = await server.OpenAsync("espera", "2026/SUBDERE", ("institution", "SUBDERE"), ("year", 2026d));

        Assert.True(first.IsNew);
        Assert.False(second.IsNew);
        Assert.Equal(first.InstanceId, second.InstanceId);
        Assert.Equal(1, await server.CountAsync("select count(*) from journal where instance_id = $1", first.InstanceId));
        Assert.Equal("SUBDERE", await server.ScalarAsync<string>("select institution_code from instances where id = $1", first.InstanceId));
    }

    [Fact]
    public async Task Many_who_open_the_same_thing_at_once_get_one()
    {
        await server.PublishAsync(Drawn.Row("a-la-vez", Drawn.Start(), Drawn.Event("firma", "firmado")));

        var opened = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.OpenAsync("a-la-vez", "uno")));

        Assert.Single(opened, result => result.IsNew);
        Assert.Single(opened.Select(result => result.InstanceId).Distinct());
    }

    [Fact]
    public async Task A_flow_that_nobody_published_is_not_opened()
    {
        var opened = await server.OpenAsync("no-existe", "uno");

        Assert.Equal(DispatchStatus.NotFound, opened.Dispatch.Status);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_says_so()
    {
        await server.PublishAsync(
            Drawn.Row("pausa", Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(3)), Drawn.Line("fin", "listo")));
        var opened = await server.OpenAsync("pausa", "uno");

        await server.TurnAsync(TimeSpan.FromDays(2));
        Assert.Equal(WorkflowSubStatus.Suspended, (await server.InstanceAsync(opened.InstanceId)).SubStatus);

        await server.TurnAsync(TimeSpan.FromDays(1));
        Assert.Equal(WorkflowSubStatus.Finished, (await server.InstanceAsync(opened.InstanceId)).SubStatus);
    }
}
