using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Flows;

/// <summary>A server that lets families grow to sixty, so that a test can fill one.</summary>
public sealed class SmallFamilies : ServerFixture
{
    public const int Most = 60;

    public SmallFamilies() =>
        (Settings["Dispatcher:Limits:InstancesPerFamily"], Settings["Dispatcher:Limits:WakeUpsWithoutTime"]) = ($"{Most}", "25");
}

public class FamilyTests(SmallFamilies server) : IClassFixture<SmallFamilies>
{
    [Fact]
    public async Task A_flow_that_starts_itself_fills_its_family_and_cancelling_its_root_stops_all_of_it()
    {
        await server.PublishAsync(Drawn.Chart(
            "se-repite",
            [Drawn.Start(), Decision("sigue", "true"), Bulk("otros", "se-repite", 4), Drawn.Line("no", "no"), Drawn.Event(
                "firma", "nunca")],
            [Drawn.Arrow("start", "Done", "sigue"), Drawn.Arrow("sigue", "True", "otros"), Drawn.Arrow("sigue", "False", "no"), Drawn.Arrow(
                "start", "Done", "firma")]));
        var root = (await server.OpenAsync("se-repite", "uno")).InstanceId;
        await server.DrainAsync();

        var held = await server.InstanceAsync(root);
        var incident = Assert.Single(held.Incidents);
        Assert.Equal(("familySize", WorkflowSubStatus.Faulted), (incident.Code, held.SubStatus));
        Assert.Contains("procesos de una misma familia (60)", incident.Message, StringComparison.Ordinal);
        // Children start side by side: a few may pass the gate together.
        Assert.InRange(
            await server.CountAsync("select count(*) from instances where root_id = $1", root), SmallFamilies.Most,
            SmallFamilies.Most + 40);
        Assert.True(await server.CountAsync("select count(*) from stimuli where kind = 'startChild' and parked_reason is not null") > 0);
        Assert.Empty(await server.FaultsAsync());

        await server.SendAsync(root, new CancelWorkflow("El flujo está mal dibujado."));
        await server.DrainAsync();

        Assert.Equal(0, await server.CountAsync("select count(*) from instances where root_id = $1 and sub_status <> 'Cancelled'", root));
        Assert.Equal(0, await server.CountAsync("select count(*) from stimuli where starts_with(target_instance_id, $1)", root));
        Assert.Equal(0, await server.CountAsync("select count(*) from event_bookmarks where event_name = 'nunca'"));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task Cancelling_a_root_that_is_over_stops_the_children_it_did_not_wait_for()
    {
        await server.PublishAsync(Drawn.Row("suelto", Drawn.Start(), Drawn.Event("firma", "jamás")));
        await server.PublishAsync(Drawn.Row("suelta-hijos", Drawn.Start(), Bulk("hijos", "suelto", 5)));
        var root = (await server.OpenAsync("suelta-hijos", "uno")).InstanceId;
        await server.DrainAsync();
        Assert.Equal(WorkflowSubStatus.Finished, (await server.InstanceAsync(root)).SubStatus);

        var first = await server.SendAsync(root, new CancelWorkflow("Se abrió por error."));
        await server.DrainAsync();
        var again = await server.SendAsync(root, new CancelWorkflow("Otra vez."));

        Assert.Equal((DispatchStatus.Applied, DispatchStatus.NotExpected), (first.Status, again.Status));
        Assert.Equal(6, await server.CountAsync("select count(*) from instances where root_id = $1 and sub_status = 'Cancelled'", root));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_child_that_was_about_to_start_under_a_cancelled_root_does_not_start()
    {
        await server.PublishAsync(Drawn.Row("tardío", Drawn.Start(), Drawn.Event("firma", "tarde")));
        await server.PublishAsync(Drawn.Row("origen", Drawn.Start(), Drawn.Event("firma", "tarde")));
        var root = (await server.OpenAsync("origen", "uno")).InstanceId;
        await server.SendAsync(root, new CancelWorkflow("Se abrió por error."));

        await server.ExecuteAsync(
            $$"""
            insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
            values ('start:{{root}}.9', '{{root}}.9', 'startChild', '{"definitionId":"tardío","input":{},"correlationId":null,"parentId":null,"bookmark":null,"firstRest":false}', clock_timestamp(), 0)
            """);
        await server.DrainAsync();

        Assert.Equal(1, await server.CountAsync("select count(*) from instances where root_id = $1", root));
        Assert.Equal(0, await server.CountAsync("select count(*) from stimuli where starts_with(target_instance_id, $1)", root));
    }

    [Fact]
    public async Task A_wait_of_zero_in_a_loop_is_held_and_the_timer_loop_rests()
    {
        await server.PublishAsync(Drawn.Chart(
            "apurado",
            [Drawn.Activity("espera", "Elsa.Delay")
                .With("timeSpan", "JavaScript", "'00:00:00'"), Decision("listo", "false"), Drawn.Line("fin", "listo")],
            [Drawn.Arrow("espera", "Done", "listo"), Drawn.Arrow("listo", "True", "fin"), Drawn.Arrow("listo", "False", "espera")]));

        var id = (await server.OpenAsync("apurado", "uno")).InstanceId;
        await server.DrainAsync();

        var incident = Assert.Single((await server.InstanceAsync(id)).Incidents);
        Assert.Equal("wakeUps", incident.Code);
        Assert.InRange(await server.CountAsync("select count(*) from journal where instance_id = $1", id), 25, 30);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_child_cancelled_by_a_person_holds_its_parent_and_one_that_is_mended_frees_it()
    {
        await server.PublishAsync(
            Drawn.Row("informe", Drawn.Start(), Drawn.Activity("falla", "Elsa.Fault", ("message", "Falta un anexo"))));
        await server.PublishAsync(Drawn.Row("resolución", Drawn.Start(), Child("hijo", "informe"), Drawn.Line("fin", "tramitada")));
        var parent = (await server.OpenAsync("resolución", "uno")).InstanceId;
        await server.DrainAsync();
        var child = await server.ScalarAsync<string>("select id from instances where parent_id = $1", parent);
        var failed = (await server.InstanceAsync(child)).Incidents.Single();
        Assert.Contains("Falta un anexo", Assert.Single((await server.InstanceAsync(parent)).Incidents).Message, StringComparison.Ordinal);

        await server.SendAsync(child, new SkipIncident(failed.Id, "Done", "Llegó el anexo"));
        await server.DrainAsync();
        Assert.Equal(WorkflowSubStatus.Finished, (await server.InstanceAsync(parent)).SubStatus);

        var other = (await server.OpenAsync("resolución", "dos")).InstanceId;
        await server.DrainAsync();
        await server.SendAsync(
            await server.ScalarAsync<string>("select id from instances where parent_id = $1", other),
            new CancelWorkflow("Ya no corresponde."));
        await server.DrainAsync();
        var held = await server.InstanceAsync(other);
        Assert.Equal(WorkflowSubStatus.Faulted, held.SubStatus);
        Assert.Contains("se anuló: Ya no corresponde", held.Incidents.Last(one => !one.IsResolved).Message, StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    private static JsonObject Bulk(string id, string definitionId, int count) =>
        Drawn.Activity(id, "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", definitionId))
            .With("items", "Object", JsonValue.Create($"[{string.Join(',', Enumerable.Range(1, count))}]"))
            .With("waitForCompletion", "Literal", JsonValue.Create(false));

    private static JsonObject Decision(string id, string condition) =>
        Drawn.Activity(id, "Elsa.FlowDecision").With("condition", "JavaScript", condition);

    private static JsonObject Child(string id, string definitionId) =>
        Drawn.Activity(id, "Elsa.ExecuteWorkflow", ("workflowDefinitionId", definitionId))
            .With("waitForCompletion", "Literal", JsonValue.Create(true));
}
