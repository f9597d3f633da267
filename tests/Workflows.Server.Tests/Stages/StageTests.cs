using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Stages;

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

        var total = stage.GetProperty("summary").GetProperty("total").GetInt32();
        Assert.True(total >= 2);
        Assert.Equal(
            total,
            (await coordinator.GetAsync(
                $"/api/processes?definitionId={DeliveryFlow.Id}&year=2026&onlyOfInstitutions=true")).Json.GetProperty("total").GetInt32());
        // Each of them waits at one step of this flow.
        Assert.Equal(total, stage.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("waiting").GetInt32()));
        var officers = stage.GetProperty("waitsFor").EnumerateArray()
            .Single(role => role.GetProperty("roleLabel").GetString() == "Encargado/a PMG");
        Assert.True(officers.GetProperty("places").GetInt32() >= 2);
        var line = (await coordinator.GetAsync("/api/stages")).Json.EnumerateArray()
            .Single(one => one.GetProperty("definitionId").GetString() == DeliveryFlow.Id && one.GetProperty("total").GetInt32() == total);
        // In the list each counts once, and the steps come as the flow passes them, those where nobody waits included.
        Assert.Equal(["entregar", "revisar"], Labels(line));
        Assert.Equal(["entregar", "revisar"], Labels(stage));
        Assert.Equal(
            total - line.GetProperty("finished").GetInt32(),
            line.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("standing").GetInt32()));
        Assert.Equal(JsonValueKind.String, line.GetProperty("nextDueAt").ValueKind);

        static IEnumerable<string?> Labels(JsonElement of) =>
            of.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("label").GetString());
    }

    [Fact]
    public async Task What_the_coordinator_read_is_what_leaves_and_a_second_click_sends_nothing_more()
    {
        var instance = await server.OpenDeliveryAsync();
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var preview =
            (await coordinator.PostAsync($"{Stage}/reminders/preview", new { instanceIds = new[] { instance }, message = Message }))
                .MustBe(HttpStatusCode.OK).Json;
        var send = new
        {
            instanceIds = new[] { instance }, message = Message, fingerprint = preview.GetProperty("fingerprint").GetString(),
            reason = "Faltan tres días"
        };
        var first = (await coordinator.PostAsync($"{Stage}/reminders", send, "un-clic")).MustBe(HttpStatusCode.Accepted);
        var second = (await coordinator.PostAsync($"{Stage}/reminders", send, "un-clic")).MustBe(HttpStatusCode.Accepted);
        var sent = await server.FinishAsync(coordinator, first);
        Assert.Equal(first.Json.GetProperty("id").GetString(), second.Json.GetProperty("id").GetString());

        Assert.Equal(1, sent.Json.GetProperty("mails").GetInt32());
        var mail = Assert.Single(
            (await coordinator.GetAsync($"/api/mails?instanceId={instance}&template=recordatorio-coordinacion")).Items);
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
        var preview =
            (await coordinator.PostAsync($"{Stage}/reminders/preview", new { instanceIds = new[] { instance }, message = Message })).Json;
        (await (await server.AsAsync(ApiFixture.Officer))
            .PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit", new { answers = new { resumen = "Listo" } }))
            .MustBe(HttpStatusCode.OK);

        var sent = await coordinator.PostAsync(
            $"{Stage}/reminders",
            new
            {
                instanceIds = new[] { instance }, message = Message, fingerprint = preview.GetProperty("fingerprint").GetString(),
                reason = "Faltan tres días"
            });

        var job = await server.JobAsync(coordinator, sent);
        Assert.Equal("Failed", job.GetProperty("state").GetString());
        Assert.Contains("Revísalos otra vez", job.GetProperty("errors")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty((await coordinator.GetAsync($"/api/mails?instanceId={instance}&template=recordatorio-coordinacion")).Items);
    }

    [Fact]
    public async Task The_candidates_of_a_reminder_are_those_with_something_open_and_follow_the_search_without_its_accents()
    {
        var elsewhere = await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var done = await server.OpenDeliveryAsync(ApiFixture.Institution);
        await server.ExecuteAsync(
            $"update tasks set state = 'Completed', outcome = 'Submitted', closed_at = opened_at where instance_id = '{done}'");
        var late = await server.OpenDeliveryAsync(ApiFixture.Institution);
        await server.ExecuteAsync($"update tasks set due_at = '2020-01-02', late_from = '2020-01-02' where instance_id = '{late}'");
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var name = (await coordinator.GetAsync($"/api/processes?search={ApiFixture.Institution}")).Items.First()
            .GetProperty("institutionName").GetString()!;
        var plain = Uri.EscapeDataString(
            name.ToUpperInvariant().Replace('Á', 'A').Replace('É', 'E').Replace('Í', 'I').Replace('Ó', 'O').Replace('Ú', 'U'));

        var all = (await coordinator.GetAsync($"{Stage}/reminders/candidates")).MustBe(HttpStatusCode.OK).Json;
        var found = (await coordinator.GetAsync($"{Stage}/reminders/candidates?search={plain}")).MustBe(HttpStatusCode.OK).Json;

        Assert.Contains(late, Ids(all, "open"));
        Assert.Contains(late, Ids(all, "late"));
        Assert.DoesNotContain(done, Ids(all, "open"));
        Assert.Contains(elsewhere, Ids(all, "open"));
        Assert.DoesNotContain(elsewhere, Ids(all, "late"));
        Assert.Contains(late, Ids(found, "open"));
        Assert.DoesNotContain(elsewhere, Ids(found, "open"));
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"{Stage}/reminders/candidates")).MustBe(HttpStatusCode.Forbidden);

        static IEnumerable<string?> Ids(JsonElement candidates, string which) =>
            candidates.GetProperty(which).EnumerateArray().Select(id => id.GetString());
    }

    [Fact]
    public async Task Only_those_who_coordinate_remind_others()
    {
        var instance = await server.OpenDeliveryAsync();

        var answer = await (await server.AsAsync(ApiFixture.Officer))
            .PostAsync($"{Stage}/reminders/preview", new { instanceIds = new[] { instance }, message = Message });

        answer.MustBe(HttpStatusCode.Forbidden);
    }
}
