using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Loops;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Flows;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Loops;

public class TimerTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_timer_belongs_to_a_visit()
    {
        await server.PublishAsync(Drawn.Chart(
            "ronda",
            [Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(1)), Drawn.Event("salida", "basta")],
            [Drawn.Arrow("start", "Done", "pausa"), Drawn.Arrow("pausa", "Done", "pausa"), Drawn.Arrow("start", "Done", "salida")]));
        var id = (await server.OpenAsync("ronda", "uno")).InstanceId;
        var first = await TimerOfAsync(id);

        await server.TurnAsync(TimeSpan.FromDays(1));

        Assert.Equal(DispatchStatus.NotExpected, (await server.SendAsync(id, new TimerDue(first.Id))).Status);
        var second = await TimerOfAsync(id);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(
            "Fired",
            await server.ScalarAsync<string>("select state from timers where instance_id = $1 and bookmark_id = $2", id, first.Id));
        Assert.Equal(
            "Pending",
            await server.ScalarAsync<string>("select state from timers where instance_id = $1 and bookmark_id = $2", id, second.Id));
    }

    [Fact]
    public async Task Dates_are_computed_from_when_the_timer_was_due_however_late_it_fires()
    {
        await server.PublishAsync(Drawn.Chart(
            "tarde",
            [Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(1)), Drawn.Event("salida", "basta")],
            [Drawn.Arrow("start", "Done", "pausa"), Drawn.Arrow("pausa", "Done", "pausa"), Drawn.Arrow("start", "Done", "salida")]));
        var id = (await server.OpenAsync("tarde", "uno")).InstanceId;
        var opened = server.Clock.GetUtcNow();

        await server.StopServerAsync();
        server.Clock.TurnTo(opened.AddDays(3).AddHours(5));
        server.StartServer();
        await server.DrainAsync();

        var next = await TimerOfAsync(id);
        Assert.Equal(opened.AddDays(4), next.DueAt);
        Assert.Equal(3, await server.CountAsync("select count(*) from timers where instance_id = $1 and state = 'Fired'", id));
    }

    [Fact]
    public async Task A_claim_ends_by_the_clock_of_the_database_however_far_ours_is_turned()
    {
        await server.PublishAsync(
            Drawn.Row("tomado", Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(1)), Drawn.Line("fin", "listo")));
        var id = (await server.OpenAsync("tomado", "uno")).InstanceId;
        await server.ExecuteAsync(
            $"update timers set lease_owner = 'otro-nodo', lease_until = clock_timestamp() + interval '1 hour' where instance_id = '{id}'");

        server.Clock.TurnTo(server.Clock.GetUtcNow().AddYears(1));
        await server.DrainAsync();
        Assert.Equal("Pending", await server.ScalarAsync<string>("select state from timers where instance_id = $1", id));

        await server.ExecuteAsync($"update timers set lease_until = clock_timestamp() - interval '1 second' where instance_id = '{id}'");
        await server.DrainAsync();
        Assert.Equal("Fired", await server.ScalarAsync<string>("select state from timers where instance_id = $1", id));
    }

    [Fact]
    public async Task A_node_that_lost_its_claim_keeps_nothing_of_what_it_did()
    {
        await server.PublishAsync(
            Drawn.Row("perdido", Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(400)), Drawn.Line("fin", "listo")));
        var id = (await server.OpenAsync("perdido", "uno")).InstanceId;
        var timer = await TimerOfAsync(id);
        var lost = new ClaimEnd(
            Rows: 1, Applied: () => new("update timers set state = 'Fired' where lease_owner = 'nadie'"), () => new("select 1"), () =>
                new("select 1"));

        await Assert.ThrowsAsync<ClaimLostException>(() => server.Dispatcher.DispatchAsync(
            id, new TimerDue(timer.Id), new DispatchOptions { Claim = lost }, CancellationToken.None));

        Assert.Equal(WorkflowSubStatus.Suspended, (await server.InstanceAsync(id)).SubStatus);
        Assert.Equal("Pending", await server.ScalarAsync<string>("select state from timers where instance_id = $1", id));
    }

    [Fact]
    public async Task A_timer_of_a_halted_instance_waits_for_the_decision_and_then_fires()
    {
        await server.PublishAsync(Drawn.Chart(
            "detenido",
            [Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(1)), Drawn.Event("firma", "firmado"), Drawn.Activity(
                "falla", "Elsa.Fault", ("message", "algo falta"))],
            [Drawn.Arrow("start", "Done", "pausa"), Drawn.Arrow("start", "Done", "firma"), Drawn.Arrow("firma", "Done", "falla")]));
        var id = (await server.OpenAsync("detenido", "uno")).InstanceId;
        await server.SendAsync(id, new EventReceived("firmado"));

        await server.TurnAsync(TimeSpan.FromDays(1));
        Assert.Equal("Held", await server.ScalarAsync<string>("select state from timers where instance_id = $1", id));
        Assert.Equal(TimerRow.HeldByIncident, await server.ScalarAsync<string>("select reason from timers where instance_id = $1", id));

        var incident = Assert.Single((await server.InstanceAsync(id)).Incidents);
        await server.SendAsync(id, new SkipIncident(incident.Id, "Done", "Se resolvió por fuera."));
        await server.DrainAsync();
        Assert.Equal("Fired", await server.ScalarAsync<string>("select state from timers where instance_id = $1", id));
    }

    [Fact]
    public async Task A_timer_wakes_its_process_at_its_instant()
    {
        await server.PublishAsync(
            Drawn.Row("pronto", Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromMinutes(1)), Drawn.Line("fin", "listo")));
        var id = (await server.OpenAsync("pronto", "uno")).InstanceId;

        server.Clock.TurnTo(server.Clock.GetUtcNow().AddMinutes(1).AddMilliseconds(5));
        await server.Services.GetRequiredService<TimerLoop>().WhenIdleAsync();

        Assert.Equal("Fired", await server.ScalarAsync<string>("select state from timers where instance_id = $1", id));
    }

    private async Task<Bookmark> TimerOfAsync(string id) =>
        Assert.Single((await server.InstanceAsync(id)).Bookmarks, bookmark => bookmark.Kind == BookmarkKind.Timer);
}
