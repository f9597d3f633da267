using System.Net;

namespace Workflows.Server.Tests.Api;

public class IdempotencyTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static readonly object Answers = new { answers = new { resumen = "una vez" } };

    [Fact]
    public async Task A_command_without_a_key_is_told_what_to_do()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        var answer = await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"/api/tasks/{task}/acts/submit", Answers, key: "");

        Assert.Contains("Idempotency-Key", answer.MustBe(HttpStatusCode.BadRequest).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_act_sent_again_gets_the_same_receipt_and_is_done_once()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var officer = await server.AsAsync(ApiFixture.Officer);

        var first = await officer.PostAsync($"/api/tasks/{task}/acts/submit", Answers, "clave-1");
        var second = await officer.PostAsync($"/api/tasks/{task}/acts/submit", Answers, "clave-1");

        Assert.Equal(first.MustBe(HttpStatusCode.OK).Text, second.MustBe(HttpStatusCode.OK).Text);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(1, await server.CountAsync("select count(*) from submissions where task_id = $1", task));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var officer = await server.AsAsync(ApiFixture.Officer);
        (await officer.PostAsync($"/api/tasks/{task}/acts/submit", Answers, "clave-2")).MustBe(HttpStatusCode.OK);

        var other = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "otra cosa" } }, "clave-2");

        Assert.Contains("ya se usó con otros datos", other.MustBe(HttpStatusCode.UnprocessableEntity).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_acts_once_and_both_clicks_get_the_receipt()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        for (var round = 0; round < 5; round++)
        {
            var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

            var clicks = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => officer.PostAsync($"/api/tasks/{task}/acts/submit", Answers, "doble")));

            Assert.All(clicks, click => click.MustBe(HttpStatusCode.OK));
            Assert.Single(clicks.Select(click => click.Text).Distinct());
            Assert.Equal(1, await server.CountAsync("select count(*) from submissions where task_id = $1", task));
        }
    }

    [Fact]
    public async Task Opening_twice_with_one_key_or_two_opens_one_process()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var body = new
        {
            definitionId = DeliveryFlow.Id, businessKey = "abrir", input = new { institution = ApiFixture.Institution, year = 2026 }
        };

        var first = await coordinator.PostAsync("/api/instances", body, "abrir-1");
        var again = await coordinator.PostAsync("/api/instances", body, "abrir-1");
        var found = await coordinator.PostAsync("/api/instances", body, "abrir-2");

        Assert.Equal(first.MustBe(HttpStatusCode.Created).Text, again.MustBe(HttpStatusCode.Created).Text);
        Assert.False(found.MustBe(HttpStatusCode.OK).Json.GetProperty("isNew").GetBoolean());
        Assert.Equal(first.Json.GetProperty("instanceId").GetString(), found.Json.GetProperty("instanceId").GetString());
    }

    [Fact]
    public async Task A_refused_command_may_be_tried_again_with_its_key()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var officer = await server.AsAsync(ApiFixture.Officer);

        (await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { }, "reintento")).MustBe(HttpStatusCode.UnprocessableEntity);

        (await officer.PostAsync($"/api/tasks/{task}/acts/submit", Answers, "reintento")).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/API/Tasks/{0}/Acts/submit")]
    [InlineData("/api/tasks/{0}/acts/submit/")]
    [InlineData("/api/t%61sks/{0}/acts/submit")]
    public async Task The_same_act_under_its_address_written_otherwise_is_the_same_act(string other)
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var officer = await server.AsAsync(ApiFixture.Officer);

        var first = await officer.PostAsync($"/api/tasks/{task}/acts/submit", Answers, "letras");
        var second = await officer.PostAsync(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, other, task), Answers, "letras");

        Assert.Equal(first.MustBe(HttpStatusCode.OK).Text, second.MustBe(HttpStatusCode.OK).Text);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
    }
}
