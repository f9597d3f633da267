using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Alerts;

/// <summary>What an authority does about a late task, logged in, from its cabinet or by the link of its mail.</summary>
public class AlertTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_head_of_service_takes_note_once_and_the_ladder_waits_from_that_day()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(2);
        var before = await late.DueAtAsync(3);
        var head = await server.AsAsync(LateDelivery.Head);

        var alert = (await head.GetAsync("/api/alerts"))
            .MustBe(HttpStatusCode.OK).Items.First(
                item => item.GetProperty("taskId")
                    .GetString() == server.ScalarAsync<string>("select id from tasks where instance_id = $1", late.Instance).Result);
        var id = alert.GetProperty("id").GetString()!;
        Assert.Equal(("3 días hábiles de atraso", true), (alert.GetProperty("late").GetString(), alert.GetProperty("canAct").GetBoolean()));
        var acted = await head.PostAsync($"/api/alerts/{id}/acts/acknowledge", new { });
        var again = await head.PostAsync($"/api/alerts/{id}/acts/acknowledge", new { });

        var act = acted.MustBe(HttpStatusCode.OK).Json.GetProperty("acts")[0];
        Assert.Equal(
            "Jefe/a superior de servicio, Academia Nacional de Estudios Políticos y Estratégicos".Split(',')[0],
            act.GetProperty("onBehalfOf").GetString()!.Split(',')[0]);
        Assert.Contains("ya se atendió", again.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.True(await late.DueAtAsync(3) > before, "the next level waits three working days from the answer");
        Assert.Equal(1, await server.CountAsync("select count(*) from tasks where instance_id = $1 and state = 'Open'", late.Instance));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_personal_link_shows_without_acting_serves_once_and_answers_the_same_click_again()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(2);
        var token = late.TokenIn(await late.MailAsync(2, LateDelivery.Head));
        var nobody = server.Nobody();

        // A scanner opens the page as often as it likes.
        for (var look = 0; look < 3; look++)
            Assert.False(
                (await nobody.PostAsync("/api/alert-links", new { token })).MustBe(HttpStatusCode.OK).Json.GetProperty("isUsed")
                    .GetBoolean());
        Assert.Equal(0, await server.CountAsync("select count(*) from level_acts where instance_id = $1", late.Instance));

        (await nobody.PostAsync("/api/alert-links/acts/instruct", new { token, text = " " })).MustBe(HttpStatusCode.UnprocessableEntity);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => nobody.PostAsync("/api/alert-links/acts/instruct", new
        {
            token, text = "Entrega el viernes."
        })));
        Assert.Contains(both, answer => answer.Status == HttpStatusCode.OK);
        (await nobody.PostAsync("/api/alert-links/acts/instruct", new { token, text = "Entrega el viernes." })).MustBe(HttpStatusCode.OK);
        (await nobody.PostAsync("/api/alert-links/acts/acknowledge", new { token })).MustBe(HttpStatusCode.Conflict);

        Assert.Equal(1, await server.CountAsync("select count(*) from level_acts where instance_id = $1", late.Instance));
        Assert.Equal(
            1, await server.CountAsync("select count(*) from mails where instance_id = $1 and template = 'instruccion'", late.Instance));
        Assert.Contains(
            "con enlace personal",
            await server.ScalarAsync<string>("select on_behalf_of from level_acts where instance_id = $1", late.Instance),
            StringComparison.Ordinal);
        Assert.Equal(
            0, await server.CountAsync("select count(*) from mails where text like '%' || $1 || '%' or html like '%' || $1 || '%'", token));
    }

    [Fact]
    public async Task A_link_ends_with_its_level_and_an_invented_one_is_nobodys()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(2);
        var token = late.TokenIn(await late.MailAsync(2, LateDelivery.Head));
        await late.ReachAsync(3);
        await server.PassToAsync(server.Clock.GetUtcNow().AddHours(4));

        var answer = await server.Nobody().PostAsync("/api/alert-links", new { token });
        (await server.Nobody().PostAsync("/api/alert-links/acts/acknowledge", new { token })).MustBe(HttpStatusCode.Conflict);

        Assert.Equal(3, answer.MustBe(HttpStatusCode.OK).Json.GetProperty("alert").GetProperty("raisedTo").GetInt32());
        (await server.Nobody().PostAsync("/api/alert-links", new { token = new string('a', 43) })).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_personal_link_that_nobody_used_ends_thirty_days_later()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(2);
        var token = late.TokenIn(await late.MailAsync(2, LateDelivery.Head));
        await server.ExecuteAsync(
            $"update personal_links set created_at = created_at - interval '31 days' where mail_id = "
            + $"'{await late.MailAsync(2, LateDelivery.Head)}'");

        var look = await server.Nobody().PostAsync("/api/alert-links", new { token });
        var act = await server.Nobody().PostAsync("/api/alert-links/acts/acknowledge", new { token });

        Assert.Contains("venció", look.MustBe(HttpStatusCode.Gone).Detail, StringComparison.Ordinal);
        Assert.Contains("Entre con su cuenta", act.MustBe(HttpStatusCode.Gone).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from level_acts where instance_id = $1", late.Instance));
    }

    [Fact]
    public async Task A_cabinet_takes_note_by_order_of_its_authority_and_others_see_nothing()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(4);
        await server.PassToAsync(server.Clock.GetUtcNow().AddHours(4));
        var id = await late.MailAsync(4, LateDelivery.Minister);

        (await (await server.AsAsync(ApiFixture.OtherOfficer)).PostAsync($"/api/alerts/{id}/acts/acknowledge", new { }))
            .MustBe(HttpStatusCode.NotFound);
        (await (await server.AsAsync("gabinete.segegob")).PostAsync($"/api/alerts/{id}/acts/acknowledge", new { }))
            .MustBe(HttpStatusCode.NotFound);
        var answer = await (await server.AsAsync(LateDelivery.Cabinet))
            .PostAsync($"/api/alerts/{id}/acts/acknowledge", new { text = "El ministro está al tanto." });

        var act = answer.MustBe(HttpStatusCode.OK).Json.GetProperty("acts").EnumerateArray().Last();
        Assert.StartsWith("Por orden de Ministro/a", act.GetProperty("onBehalfOf").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_reassigned_leaves_one_inbox_for_another()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(2);
        var (id, task) = (await late.MailAsync(2, LateDelivery.Head), await late.TaskAsync());
        var head = await server.AsAsync(LateDelivery.Head);

        (await head.PostAsync($"/api/alerts/{id}/acts/reassign", new { text = "La toma indicadores.", role = "ministry.minister" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await head.PostAsync(
            $"/api/alerts/{id}/acts/reassign",
            new { text = "La toma indicadores.", role = "institution.indicatorOfficer" })).MustBe(HttpStatusCode.OK);

        (await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"/api/tasks/{task}/acts/submit", new { }))
            .MustBe(HttpStatusCode.NotFound);
        (await (await server.AsAsync("indicadores.pe-agn-00597")).PostAsync($"/api/tasks/{task}/acts/submit", new { }))
            .MustBe(HttpStatusCode.OK);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task Before_anybody_is_told_the_responsible_person_reads_what_their_authorities_would()
    {
        var late = await LateDelivery.OpenAsync(server);
        var task = await late.TaskAsync();

        var foretold = (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks/{task}/notices"))
            .MustBe(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        await late.ReachAsync(2);

        var second = foretold.Single(notice => Level(notice) == 2 && !IsCopy(notice));
        var mail = await (await server.AsAsync(ApiFixture.Coordinator))
            .GetAsync($"/api/mails/{await late.MailAsync(2, LateDelivery.Head)}");
        Assert.Equal(mail.Json.GetProperty("text").GetString(), second.GetProperty("text").GetString());
        Assert.Equal([1, 2, 3, 4], foretold.Select(Level).OfType<int>().Distinct());
        Assert.Equal(server.Clock.GetUtcNow(), second.GetProperty("leavesAt").GetDateTimeOffset());
        (await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync($"/api/tasks/{task}/notices")).MustBe(HttpStatusCode.NotFound);
    }

    private static int? Level(JsonElement notice) =>
        notice.GetProperty("level") is { ValueKind: JsonValueKind.Number } level ? level.GetInt32() : null;

    private static bool IsCopy(JsonElement notice) => notice.GetProperty("to")[0].GetProperty("isCopy").GetBoolean();
}
