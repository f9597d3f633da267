using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Calendar;

/// <summary>
/// More time is asked by whoever has the task and decided by somebody else, both before the term ends, at most half of it.
/// </summary>
public class ExtensionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_extension_granted_moves_the_deadline_and_its_timers_and_stays_in_the_history()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var before = await DeadlineAsync(officer, task);
        var timers = await PendingTimersAsync(instance);

        var offer = (await officer.GetAsync($"/api/tasks/{task}/extensions")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal((2, JsonValueKind.Null), (offer.GetProperty("most").GetInt32(), offer.GetProperty("whyNot").ValueKind));
        var asked = (await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 2, reason = "Falta el oficio del servicio" }))
            .MustBe(HttpStatusCode.OK);
        var id = asked.Json.GetProperty("extensionId").GetString();
        var waiting = Assert.Single(
            (await coordinator.GetAsync("/api/extensions")).Items, extension => extension.GetProperty("id").GetString() == id);
        Assert.True(waiting.GetProperty("canDecide").GetBoolean());
        var decided = (await coordinator.PostAsync($"/api/extensions/{id}/decide", new { granted = true, reason = "Corresponde" }))
            .MustBe(HttpStatusCode.OK);

        var after = await DeadlineAsync(officer, task);
        Assert.Equal(after.GetProperty("deadline").GetString(), decided.Json.GetProperty("deadline").GetString());
        Assert.Equal(waiting.GetProperty("proposed").GetString(), after.GetProperty("deadline").GetString());
        Assert.NotEqual(before.GetProperty("deadline").GetString(), after.GetProperty("deadline").GetString());
        Assert.Contains("más 2 días hábiles de prórroga", after.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("Ley 19.880 art. 26", after.GetProperty("explanation").EnumerateArray().Last().GetProperty("norm").GetString());
        var moved = await PendingTimersAsync(instance);
        Assert.Equal(timers.Length, moved.Length);
        Assert.DoesNotContain(moved, timers.Contains);
        var journal = (await officer.GetAsync($"/api/instances/{instance}/journal")).Items.ToList();
        Assert.Contains(journal, burst => burst.GetProperty("what").GetString() == "Se pidió una prórroga");
        Assert.Contains(journal.SelectMany(burst => burst.GetProperty("lines").EnumerateArray()), line =>
            line.GetString()!.StartsWith("El plazo pasó del ", StringComparison.Ordinal)
                && line.GetString()!.Contains("Corresponde", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_decides_what_they_asked_for_nor_asks_for_more_than_half_nor_twice()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var tooLong = await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 3, reason = "Falta el oficio" });
        var noReason = await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = " " });
        var stranger = await (await server.AsAsync(ApiFixture.OtherOfficer))
            .PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Nada" });
        var asked = (await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" }))
            .MustBe(HttpStatusCode.OK);
        var twice = await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" });
        var own = await officer.PostAsync(
            $"/api/extensions/{asked.Json.GetProperty("extensionId").GetString()}/decide", new { granted = true, reason = "Sí" });

        Assert.Contains("entre 1 y 2 días hábiles", tooLong.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        noReason.MustBe(HttpStatusCode.UnprocessableEntity);
        stranger.MustBe(HttpStatusCode.NotFound);
        Assert.Contains("espera decisión", twice.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        own.MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refused_extension_leaves_the_deadline_and_the_same_request_again_answers_the_same()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var before = await DeadlineAsync(officer, task);
        var key = Guid.NewGuid().ToString();

        var asked = await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" }, key);
        var again = await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" }, key);
        var id = asked.MustBe(HttpStatusCode.OK).Json.GetProperty("extensionId").GetString();
        (await coordinator.PostAsync($"/api/extensions/{id}/decide", new { granted = false, reason = "El oficio ya llegó" }))
            .MustBe(HttpStatusCode.OK);
        var late = await coordinator.PostAsync($"/api/extensions/{id}/decide", new { granted = true, reason = "Lo pensé mejor" });

        Assert.Equal(asked.Text, again.MustBe(HttpStatusCode.OK).Text);
        Assert.Contains("ya se decidió", late.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(before.GetProperty("deadline").GetString(), (await DeadlineAsync(officer, task)).GetProperty("deadline").GetString());
    }

    [Fact]
    public async Task Whoever_decides_is_told_that_more_time_was_asked_for_and_the_institution_what_was_decided()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var asked = (await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 2, reason = "Falta el oficio del ministerio" }))
            .MustBe(HttpStatusCode.OK);
        var request = await server.Mails.OneToAsync(
            "coordinacion@example.cl", mail => mail.Text.Contains("Falta el oficio del ministerio", StringComparison.Ordinal));
        var path = $"/api/extensions/{asked.Json.GetProperty("extensionId").GetString()}/decide";
        (await coordinator.PostAsync(path, new { granted = true, reason = "El oficio está en trámite", days = 1 }))
            .MustBe(HttpStatusCode.OK);
        var answer = await server.Mails.OneToAsync(
            "pmg.pe-agn-00597@example.cl", mail => mail.Text.Contains("El oficio está en trámite", StringComparison.Ordinal));

        Assert.StartsWith("Piden más plazo: ", request.Subject, StringComparison.Ordinal);
        Assert.Contains("pide 2 días hábiles más: ", request.Text, StringComparison.Ordinal);
        Assert.Contains("/prorrogas", request.Text, StringComparison.Ordinal);
        Assert.StartsWith("Prórroga otorgada: ", answer.Subject, StringComparison.Ordinal);
        Assert.Contains("Hay 1 día hábil más para esta tarea.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("más 1 día hábil de prórroga", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_says_in_which_post_somebody_asked_for_more_time_and_somebody_else_decided()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var asked = (await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" }))
            .MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync(
            $"/api/extensions/{asked.Json.GetProperty("extensionId").GetString()}/decide",
            new { granted = false, reason = "Ya llegó" })).MustBe(HttpStatusCode.OK);

        var posts = (await officer.GetAsync($"/api/instances/{instance}/journal?sort=-number")).Items.Take(2)
            .Select(burst => burst.GetProperty("onBehalfOf").GetString()!).ToList();
        Assert.StartsWith("Coordinador/a", posts[0], StringComparison.Ordinal);
        Assert.StartsWith("Encargado/a PMG", posts[1], StringComparison.Ordinal);
    }

    private static async Task<JsonElement> DeadlineAsync(ApiClient client, string task) =>
        (await client.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("deadline");

    private async Task<string[]> PendingTimersAsync(string instance) =>
        (await server.ScalarAsync<string>(
            """
            select string_agg(name || ' ' || at, '|') from tasks, unnest(notice_names, notice_times) notice (name, at)
            where instance_id = $1 and at >= (select due_at from timers t where t.instance_id = $1 and t.state = 'Pending')
            """, instance)).Split('|');
}
