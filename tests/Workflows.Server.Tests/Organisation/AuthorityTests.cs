using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Organisation;

/// <summary>
/// Absences, substitutes and posts that pass to somebody else, as a coordinator registers them. The clock stands on Monday 3 August 2026.
/// </summary>
public class AuthorityTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_substitute_named_for_an_absence_does_the_work_of_those_days_and_only_of_those()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var substitute = await server.AsAsync("indicadores.pe-agn-00597");
        (await substitute.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK);
        (await substitute.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.NotFound);

        var absence = await coordinator.PostAsync(
            "/api/organisation/absences",
            new
            {
                personId = ApiFixture.Officer, from = "2026-08-03", to = "2026-08-07", reason = "Feriado legal",
                substituteId = "indicadores.pe-agn-00597"
            });
        var twice = await coordinator.PostAsync(
            "/api/organisation/absences", new
            {
                personId = ApiFixture.Officer, from = "2026-08-07", to = "2026-08-10", reason = "Licencia"
            });

        (await substitute.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);
        Assert.Contains("se traslapan", twice.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        var id = absence.MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetString();
        (await coordinator.PostAsync($"/api/organisation/absences/{id}/end", new { lastDay = "2026-08-01", reason = "No viajó" }))
            .MustBe(HttpStatusCode.OK);
        (await substitute.PostAsync($"/api/tasks/{task}/release")).MustBe(HttpStatusCode.NotFound);
        var changes = (await coordinator.GetAsync("/api/organisation/changes")).Items.Select(
            change => change.GetProperty("text").GetString()).ToList();
        Assert.Contains(changes, text => text!.Contains("se anuló: No viajó", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_law_gives_the_ministers_alerts_to_the_undersecretary_and_says_why()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await coordinator.PostAsync("/api/organisation/absences", new
        {
            personId = "ministro.segegob", from = "2026-08-03", to = "2026-08-14", reason = "Comisión de servicio"
        }))
            .MustBe(HttpStatusCode.OK);

        var answer = await coordinator.GetAsync(
            $"/api/organisation/authority?institution={ApiFixture.OtherInstitution}&level=4&date=2026-08-10");
        var after = await coordinator.GetAsync(
            $"/api/organisation/authority?institution={ApiFixture.OtherInstitution}&level=4&date=2026-08-17");

        Assert.Equal("subsecretario.segegob", First(answer).GetProperty("personId").GetString());
        Assert.Equal("ministro.segegob", First(after).GetProperty("personId").GetString());
        Assert.Contains("Ley 18.575, art. 25", answer.Text, StringComparison.Ordinal);
        var posts = (await (await server.AsAsync("subsecretario.segegob")).GetAsync("/api/session")).Json.GetProperty("posts")
            .EnumerateArray();
        Assert.Contains(
            posts, post => post.GetProperty("role").GetString() == "ministry.minister" && post.GetProperty("isSubstitute").GetBoolean());
        (await (await server.AsAsync(ApiFixture.Officer))
            .GetAsync($"/api/organisation/authority?institution={ApiFixture.OtherInstitution}")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_order_of_substitution_acts_from_its_first_place()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await coordinator.PostAsync("/api/organisation/designations", new
        {
            role = "institution.head", scope = ApiFixture.OtherInstitution, order = 1, personId = "auditoria.ca-con-00725",
            norm = "Resolución exenta 45",
        })).MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync("/api/organisation/absences", new
        {
            personId = "jefatura.ca-con-00725", from = "2026-09-01", to = "2026-09-30", reason = "Licencia"
        }))
            .MustBe(HttpStatusCode.OK);

        var answer = await coordinator.GetAsync(
            $"/api/organisation/authority?institution={ApiFixture.OtherInstitution}&level=2&date=2026-09-15");

        Assert.EndsWith("(S)", First(answer).GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Contains("lugar 1 del orden de subrogancia (Resolución exenta 45)", answer.Text, StringComparison.Ordinal);
        (await coordinator.PostAsync("/api/organisation/designations", new
        {
            role = "institution.head", scope = "NADA", order = 1, personId = "auditoria.ca-con-00725"
        }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_counterpart_who_is_replaced_hands_over_the_open_tasks_with_a_note()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync(ApiFixture.OtherInstitution));
        (await (await server.AsAsync(ApiFixture.OtherOfficer)).PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);
        var post = (await coordinator.GetAsync($"/api/organisation/appointments?personId={ApiFixture.OtherOfficer}")).Items.First();
        var id = post.GetProperty("id").GetInt64();

        (await coordinator.PostAsync(
            $"/api/organisation/appointments/{id}/replace",
            new { successorId = "indicadores.ca-con-00725", from = "2026-08-03", note = "" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        var answer = await coordinator.PostAsync(
            $"/api/organisation/appointments/{id}/replace",
            new { successorId = "indicadores.ca-con-00725", from = "2026-08-03", note = "Falta el oficio de la seremi." });
        await server.PassToAsync(server.Clock.GetUtcNow());

        Assert.Contains(task, answer.MustBe(HttpStatusCode.OK).Json.GetProperty("taskIds").EnumerateArray().Select(id => id.GetString()));
        (await (await server.AsAsync("indicadores.ca-con-00725")).PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync(ApiFixture.OtherOfficer)).PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.NotFound);
        var mine = (await (await server.AsAsync("indicadores.ca-con-00725")).GetAsync("/api/organisation/hand-overs"))
            .MustBe(HttpStatusCode.OK).Json[0];
        Assert.Equal("Falta el oficio de la seremi.", mine.GetProperty("note").GetString());
        Assert.Equal("Filed", await server.ScalarAsync<string>("select state from mails where template = 'traspaso'"));
    }

    private static JsonElement First(ApiAnswer answer) =>
        answer.MustBe(HttpStatusCode.OK).Json.GetProperty("levels")[0].GetProperty("people")[0];
}
