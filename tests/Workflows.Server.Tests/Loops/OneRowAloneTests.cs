using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Alerts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Loops;

/// <summary>A row that fails in a loop ends alone, where a person sees it and decides; the others move.</summary>
public class OneRowAloneTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_message_that_nobody_can_read_is_parked_and_shown_and_may_be_tried_again()
    {
        // Seven tries are behind it: the eighth is the last.
        await server.ExecuteAsync(
            """
            insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
            values ('roto', 'nadie', 'childReport', '{', clock_timestamp(), 7), ('sano', 'otro', 'cancel', '{"reason":"x"}', clock_timestamp(), 0)
            """);

        await server.DrainAsync();

        Assert.Equal(0, await server.CountAsync("select count(*) from stimuli where key = 'sano'"));
        Assert.Equal(1, await server.CountAsync("select count(*) from stimuli where key = 'roto' and parked_reason like 'Falló 8 veces%'"));
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        Assert.Contains(
            (await coordinator.GetAsync("/api/unsent?kind=Parked")).Items, item =>
                item.GetProperty("what").GetString() == "Mensaje entre procesos");
        var id = await server.ScalarAsync<long>("select id from stimuli where key = 'roto'");
        (await coordinator.PostAsync($"/api/stimuli/{id}/retry", new { reason = "Se corrigió" })).MustBe(HttpStatusCode.OK);
        await server.ExecuteAsync("delete from stimuli");
    }

    [Fact]
    public async Task A_report_that_nobody_can_read_keeps_no_other_from_its_parent()
    {
        await server.ExecuteAsync(
            """
            insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts) values
            ('a', 'padre-de-nadie', 'childReport', '{"bookmark":1,"childId":"h1","status":"Finished","subStatus":"Finished","output":{},"problem":null}', clock_timestamp(), 7),
            ('b', 'padre-de-nadie', 'childReport', '{"bookmark":1,"childId":"h2","status":"Nunca","subStatus":"Finished","output":{},"problem":null}', clock_timestamp(), 7)
            """);

        await server.DrainAsync();

        Assert.Equal(1, await server.CountAsync("select count(*) from stimuli where key = 'b' and parked_reason is not null"));
        Assert.Equal(0, await server.CountAsync("select count(*) from stimuli where key = 'a'"));
        await server.ExecuteAsync("delete from stimuli");
    }

    [Fact]
    public async Task A_notice_that_cannot_be_written_waits_for_a_person_and_the_next_ones_leave()
    {
        var late = await LateDelivery.OpenAsync(server);
        await server.ExecuteAsync(
            """
            create function refuse_first() returns trigger language plpgsql as $$ begin
                if new.level = 1 then raise exception 'No cabe'; end if; return new; end $$;
            create trigger refuse_first before insert on mails for each row execute function refuse_first();
            """);
        // Seven tries are behind whatever comes first: the eighth is the last.
        await server.TurnToAsync((await late.DueAtAsync(1)).AddMinutes(-1));
        await server.ExecuteAsync($"update timers set attempts = 7 where instance_id = '{late.Instance}' and state = 'Pending'");

        await late.ReachAsync(2);

        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var parked = Assert.Single((await coordinator.GetAsync($"/api/timers?instanceId={late.Instance}&state=Parked")).Items);
        Assert.Equal("escalation:1", parked.GetProperty("name").GetString());
        Assert.Contains(
            (await coordinator.GetAsync("/api/unsent?kind=Parked")).Items,
            item => item.GetProperty("what").GetString() == "Primer aviso de atraso");
        Assert.NotEqual(
            0, await server.CountAsync("select count(*) from mails where instance_id = $1 and level = 2", late.Instance));

        // Once it can be written it is tried again by a person, and leaves; nobody hears of the second level twice.
        await server.ExecuteAsync("drop trigger refuse_first on mails; drop function refuse_first()");
        (await coordinator.PostAsync(
            $"/api/timers/{late.Instance}/{parked.GetProperty("bookmarkId").GetInt64()}/retry", new { reason = "Ya cabe" }))
            .MustBe(HttpStatusCode.OK);
        await late.ReachAsync(3);

        Assert.Equal(
            [1, 2, 3],
            (await server.ScalarAsync<string>(
                "select string_agg(distinct level::text, ' ') from mails where instance_id = $1 and level is not null", late.Instance))
                .Split(' ').Select(int.Parse));
        Assert.Equal(
            1, await server.CountAsync(
                "select count(distinct created_at) from mails where instance_id = $1 and level = 2", late.Instance));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_wait_whose_every_owner_died_over_it_stops_coming_again()
    {
        await server.PublishAsync(
            Drawn.Row("mortal", Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(1)), Drawn.Line("fin", "listo")));
        var fatal = (await server.OpenAsync("mortal", "uno")).InstanceId;
        var healthy = (await server.OpenAsync("mortal", "dos")).InstanceId;
        await server.ExecuteAsync(
            $"update timers set attempts = 7, lease_owner = 'muerto', lease_until = clock_timestamp() - interval '1 second' "
            + $"where instance_id = '{fatal}'");

        await server.TurnAsync(TimeSpan.FromDays(1));

        Assert.Equal("Parked", await server.ScalarAsync<string>("select state from timers where instance_id = $1", fatal));
        Assert.Equal("Fired", await server.ScalarAsync<string>("select state from timers where instance_id = $1", healthy));
        await server.ExecuteAsync("delete from timers");
    }
}
