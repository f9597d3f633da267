using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Coordination;

public class StageTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Stage = $"/api/stages/{DeliveryFlow.Id}/2026";
    private const string Message = "El comité sesiona el jueves 10/09/2026.";

    [Fact]
    public async Task A_stage_counts_its_institutions_by_step_and_says_whom_they_wait_for()
    {
        await server.OpenDeliveryAsync(ApiFixture.Institution);
        await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var stage = (await coordinator.GetAsync(Stage)).MustBe(HttpStatusCode.OK).Json;

        var total = stage.GetProperty("institutions").GetArrayLength();
        Assert.True(total >= 2);
        Assert.Equal(total, stage.GetProperty("summary").GetProperty("total").GetInt32());
        // Each of them waits at one step of this flow.
        Assert.Equal(total, stage.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("waiting").GetInt32()));
        var officers = stage.GetProperty("waitsFor").EnumerateArray().Single(role => role.GetProperty("roleLabel").GetString() == "Encargado/a PMG");
        Assert.True(officers.GetProperty("places").GetInt32() >= 2);
        Assert.Contains((await coordinator.GetAsync("/api/stages")).Json.EnumerateArray(), one => one.GetProperty("total").GetInt32() == total);
    }

    [Fact]
    public async Task What_the_coordinator_read_is_what_leaves_and_a_second_click_sends_nothing_more()
    {
        var instance = await server.OpenDeliveryAsync();
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var preview = (await coordinator.PostAsync($"{Stage}/reminders/preview", new { instanceIds = new[] { instance }, message = Message })).MustBe(HttpStatusCode.OK).Json;
        var send = new { instanceIds = new[] { instance }, message = Message, fingerprint = preview.GetProperty("fingerprint").GetString(), reason = "Faltan tres días" };
        var sent = (await coordinator.PostAsync($"{Stage}/reminders", send, "un-clic")).MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync($"{Stage}/reminders", send, "un-clic")).MustBe(HttpStatusCode.OK);

        Assert.Equal(1, sent.Json.GetProperty("mails").GetInt32());
        var mail = Assert.Single((await coordinator.GetAsync($"/api/mails?instanceId={instance}&template=recordatorio-coordinacion")).Items);
        Assert.Contains("Faltan tres días", mail.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var kept = (await coordinator.GetAsync($"/api/mails/{mail.GetProperty("id").GetString()}")).Json;
        var read = preview.GetProperty("mails")[0];
        Assert.Equal(read.GetProperty("text").GetString(), kept.GetProperty("text").GetString());
        Assert.Contains(Message, kept.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(read.GetProperty("to")[0].GetProperty("email").GetString(), mail.GetProperty("emails")[0].GetString());
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task When_somebody_delivers_between_reading_and_confirming_nothing_leaves()
    {
        var instance = await server.OpenDeliveryAsync();
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var preview = (await coordinator.PostAsync($"{Stage}/reminders/preview", new { instanceIds = new[] { instance }, message = Message })).Json;
        (await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit", new { answers = new { resumen = "Listo" } }))
            .MustBe(HttpStatusCode.OK);

        var sent = await coordinator.PostAsync(
            $"{Stage}/reminders",
            new { instanceIds = new[] { instance }, message = Message, fingerprint = preview.GetProperty("fingerprint").GetString(), reason = "Faltan tres días" });

        Assert.Contains("Revísalos otra vez", sent.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Empty((await coordinator.GetAsync($"/api/mails?instanceId={instance}&template=recordatorio-coordinacion")).Items);
    }

    [Fact]
    public async Task Only_those_who_coordinate_remind_others()
    {
        var instance = await server.OpenDeliveryAsync();

        var answer = await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"{Stage}/reminders/preview", new { instanceIds = new[] { instance }, message = Message });

        answer.MustBe(HttpStatusCode.Forbidden);
    }
}
