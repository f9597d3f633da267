using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Flows;

public class ChildrenTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_parent_goes_on_when_all_twenty_children_have_finished()
    {
        await server.PublishAsync(Drawn.Row("hijo", Drawn.Start(), Drawn.Event("firma", "firmado")));
        await server.PublishAsync(Drawn.Row("padre", Drawn.Start(), Bulk("hijo", 20), Drawn.Line("fin", "listo")));
        var parent = (await server.OpenAsync("padre", "uno")).InstanceId;
        await server.DrainAsync();
        Assert.Equal(20, await server.CountAsync("select count(*) from instances where parent_id = $1", parent));

        await Task.WhenAll((await ChildrenAsync(parent)).Skip(1).Select(child => server.SendAsync(child, new EventReceived("firmado"))));
        await server.DrainAsync();
        Assert.Equal(WorkflowSubStatus.Suspended, (await server.InstanceAsync(parent)).SubStatus);

        await server.SendAsync((await ChildrenAsync(parent))[0], new EventReceived("firmado"));
        await server.DrainAsync();
        Assert.Equal(WorkflowSubStatus.Finished, (await server.InstanceAsync(parent)).SubStatus);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task Reports_that_wait_together_are_one_burst_of_the_parent()
    {
        await server.PublishAsync(Drawn.Row("breve", Drawn.Start(), Drawn.Line("fin", "listo")));
        await server.PublishAsync(Drawn.Row("junta", Drawn.Start(), Bulk("breve", 60), Drawn.Line("fin", "listo")));

        var parent = (await server.OpenAsync("junta", "uno")).InstanceId;
        await server.DrainAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await server.InstanceAsync(parent)).SubStatus);
        Assert.InRange(await server.CountAsync("select count(*) from journal where instance_id = $1", parent), 2, 40);
    }

    [Fact]
    public async Task A_child_whose_flow_is_not_published_is_told_to_the_parent_and_stays_visible()
    {
        await server.PublishAsync(Drawn.Row("huerfano", Drawn.Start(), Bulk("sin-publicar", 1)));

        await server.OpenAsync("huerfano", "uno");
        await server.DrainAsync();

        var reason = await server.ScalarAsync<string>("select parked_reason from stimuli where kind = 'startChild'");
        Assert.Equal("El flujo «sin-publicar» no está publicado: no se pudo iniciar.", reason);
        Assert.Equal(0, await server.CountAsync("select count(*) from stimuli where kind = 'childReport'"));
    }

    [Fact]
    public async Task Cancelling_a_parent_cancels_the_children_it_waits_for()
    {
        await server.PublishAsync(Drawn.Row("pendiente", Drawn.Start(), Drawn.Event("firma", "nunca")));
        await server.PublishAsync(Drawn.Row("cancelable", Drawn.Start(), Bulk("pendiente", 3)));
        var parent = (await server.OpenAsync("cancelable", "uno")).InstanceId;
        await server.DrainAsync();

        await server.SendAsync(parent, new CancelWorkflow("Se abrió por error."));
        await server.DrainAsync();

        Assert.Equal(
            3, await server.CountAsync("select count(*) from instances where parent_id = $1 and sub_status = 'Cancelled'", parent));
        Assert.Equal(0, await server.CountAsync("select count(*) from event_bookmarks where event_name = 'nunca'"));
    }

    private async Task<List<string>> ChildrenAsync(string parent)
    {
        await using var command = server.Source.CreateCommand("select id from instances where parent_id = $1 order by id");
        command.Parameters.Add(new() { Value = parent });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private static JsonObject Bulk(string definitionId, int count) =>
        Drawn.Activity("hijos", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", definitionId))
            .With("items", "Object", JsonValue.Create($"[{string.Join(',', Enumerable.Range(1, count))}]"));
}
