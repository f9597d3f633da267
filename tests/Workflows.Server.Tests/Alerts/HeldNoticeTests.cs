using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Alerts;

/// <summary>From level 3 up a coordinator has four working hours to correct a notice or to stop it. Then it leaves by itself.</summary>
public class HeldNoticeTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_corrected_notice_leaves_at_its_hour_with_the_new_words_and_its_link()
    {
        var (late, mail, coordinator) = await HeldAsync();
        var held = (await coordinator.GetAsync($"/api/held-notices/{mail}")).MustBe(HttpStatusCode.OK).Json;
        var text = held.GetProperty("text").GetString()!;
        Assert.True(held.GetProperty("hasLink").GetBoolean());
        Assert.DoesNotContain("/acuse", text, StringComparison.Ordinal);

        (await coordinator.PostAsync(
            $"/api/held-notices/{mail}/correct",
            new { subject = "Informe pendiente", text = $"Estimación corregida. [[enlace-personal]]\n\n{text}", reason = "Tono" }))
                .MustBe(HttpStatusCode.OK);
        await server.PassToAsync(server.Clock.GetUtcNow().AddHours(4));

        Assert.Equal("Filed", await late.StateAsync(mail));
        Assert.StartsWith(
            "Estimación corregida.", await server.ScalarAsync<string>("select text from mails where id = $1", mail),
            StringComparison.Ordinal);
        Assert.Equal(43, late.TokenIn(mail).Length);
        Assert.Contains(
            "[[enlace-personal]]", await server.ScalarAsync<string>("select text from mails where id = $1", mail),
            StringComparison.Ordinal);
        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from mail_decisions where mail_id = $1 and decision = 'Corrected' and before like '%Recibe% este aviso%'",
                mail));
        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from journal where instance_id = $1 and text like '%noticeCorrected%'", late.Instance));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_suspended_notice_never_leaves_for_anybody_of_its_level_and_the_level_below_still_answers()
    {
        var (late, mail, coordinator) = await HeldAsync();

        (await coordinator.PostAsync($"/api/held-notices/{mail}/suspend", new { reason = "" })).MustBe(HttpStatusCode.UnprocessableEntity);
        var answer = await coordinator.PostAsync($"/api/held-notices/{mail}/suspend", new { reason = "Entregaron por oficio" });
        await server.PassToAsync(server.Clock.GetUtcNow().AddHours(5));

        Assert.Equal(3, answer.MustBe(HttpStatusCode.OK).Json.GetProperty("decided").GetInt32());
        Assert.Equal(
            3, await server.CountAsync(
                "select count(*) from mails where instance_id = $1 and level = 3 and state = 'Suspended'", late.Instance));
        (await coordinator.PostAsync($"/api/held-notices/{mail}/release", new { reason = "Tarde" })).MustBe(HttpStatusCode.NotFound);
        var head = await server.AsAsync(LateDelivery.Head);
        (await head.PostAsync($"/api/alerts/{await late.MailAsync(2, LateDelivery.Head)}/acts/acknowledge", new { }))
            .MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_released_notice_leaves_at_once()
    {
        var (late, mail, coordinator) = await HeldAsync();
        Assert.Contains(
            (await coordinator.GetAsync("/api/held-notices?pageSize=200")).Items, item => item.GetProperty("id").GetString() == mail);

        (await coordinator.PostAsync($"/api/held-notices/{mail}/release", new { reason = "Está revisado" })).MustBe(HttpStatusCode.OK);
        await server.PassToAsync(server.Clock.GetUtcNow());

        Assert.Equal("Filed", await late.StateAsync(mail));
        (await server.Nobody().PostAsync("/api/alert-links/acts/acknowledge", new { token = late.TokenIn(mail) }))
            .MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_those_who_coordinate_see_what_is_held()
    {
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/held-notices")).MustBe(HttpStatusCode.Forbidden);
        (await (await server.AsAsync("secretaria-tecnica")).PostAsync("/api/held-notices/x/suspend", new { reason = "x" }))
            .MustBe(HttpStatusCode.Forbidden);
    }

    private async Task<(LateDelivery Late, string Mail, ApiClient Coordinator)> HeldAsync()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(3);
        return (late, await late.MailAsync(3, LateDelivery.Undersecretary), await server.AsAsync(ApiFixture.Coordinator));
    }
}
