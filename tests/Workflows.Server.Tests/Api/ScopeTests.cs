using System.Net;

namespace Workflows.Server.Tests.Api;

public class ScopeTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/api/session")]
    [InlineData("/api/tasks")]
    [InlineData("/api/instances")]
    [InlineData("/api/definitions")]
    [InlineData("/api/mails")]
    [InlineData("/api/timers")]
    [InlineData("/api/duties")]
    [InlineData("/api/api-keys")]
    [InlineData("/api/incidents")]
    [InlineData("/api/organisation/people")]
    [InlineData("/api/files/0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Nobody_sees_anything_without_logging_in(string path)
    {
        var answer = await server.Nobody().GetAsync(path);

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Contains("Inicia sesión", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_institution_finds_its_own_task_in_its_inbox_and_another_does_not()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        var own = await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/tasks?pageSize=200");
        var other = await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync("/api/tasks?all=true&pageSize=200");

        Assert.Contains(own.Items, item => item.GetProperty("id").GetString() == task);
        Assert.DoesNotContain(other.Items, item => item.GetProperty("id").GetString() == task);
    }

    [Fact]
    public async Task What_belongs_to_another_institution_is_not_found_by_its_id()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var submission = await SubmitAsync(task);
        var other = await server.AsAsync(ApiFixture.OtherOfficer);

        foreach (var path in new[] { $"tasks/{task}", $"instances/{instance}", $"instances/{instance}/journal",
            $"instances/{instance}/incidents", $"submissions/{submission}" })
            (await other.GetAsync($"/api/{path}")).MustBe(HttpStatusCode.NotFound);
        (await other.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.NotFound);
        (await other.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "ajeno" } }))
            .MustBe(HttpStatusCode.NotFound);
        (await other.PutAsync($"/api/tasks/{task}/draft", new { resumen = "ajeno" }, "\"1\"")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_ministry_follows_the_institutions_of_its_sector_and_no_others()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);

        var sector = await server.AsAsync(ApiFixture.SectorOfficer);
        var otherSector = await server.AsAsync(ApiFixture.OtherSectorOfficer);

        (await sector.GetAsync($"/api/instances/{instance}/journal")).MustBe(HttpStatusCode.OK);
        Assert.False((await sector.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("canAct").GetBoolean());
        (await otherSector.GetAsync($"/api/instances/{instance}")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_only_follows_a_process_cannot_act_in_it()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        var answer = await (await server.AsAsync(ApiFixture.Coordinator))
            .PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "otro" } });

        answer.MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_post_that_ended_yesterday_in_Santiago_opens_nothing_today()
    {
        var officer = await server.AsAsync("indicadores.pe-agn-00597");
        var instance = await server.OpenDeliveryAsync();
        (await officer.GetAsync($"/api/instances/{instance}")).MustBe(HttpStatusCode.OK);

        await server.ExecuteAsync("update appointments set valid_to = '2026-08-02' where person_id = 'indicadores.pe-agn-00597'");

        (await officer.GetAsync($"/api/instances/{instance}")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_institution_neither_coordinates_nor_administers()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);

        foreach (var path in new[] { "/api/mails", "/api/timers", "/api/duties", "/api/api-keys", "/api/organisation/people",
            "/api/incidents" })
            (await officer.GetAsync(path)).MustBe(HttpStatusCode.Forbidden);
        var opening = await officer.PostAsync("/api/instances", new { definitionId = DeliveryFlow.Id, businessKey = "x" });
        Assert.Contains("Tu cargo no permite", opening.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_acts_only_for_a_place_where_they_hold_a_post()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);

        var own = await officer.SendAsync(
            HttpMethod.Get, "/api/session", headers: new Dictionary<string, string> { ["X-Acting-For"] = ApiFixture.Institution });
        var other = await officer.SendAsync(
            HttpMethod.Get, "/api/tasks", headers: new Dictionary<string, string> { ["X-Acting-For"] = ApiFixture.OtherInstitution });

        Assert.Equal(
            ApiFixture.Institution, own.MustBe(HttpStatusCode.OK).Json.GetProperty("posts")[0].GetProperty("scopeCode").GetString());
        other.MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_act_says_on_whose_behalf_for_whoever_acts_for_two_institutions()
    {
        await server.ExecuteAsync(
            $"insert into appointments (person_id, role, scope_code, is_substitute) values ('asociacion.pe-agn-00597', "
            + $"'institution.pmgOfficer', '{ApiFixture.Institution}', false), ('asociacion.pe-agn-00597', 'institution.pmgOfficer', "
            + $"'{ApiFixture.OtherInstitution}', false)");
        var both = await server.AsAsync("asociacion.pe-agn-00597");
        var (instance, own) =
            (await server.OpenDeliveryAsync(ApiFixture.OtherInstitution), await server.OpenTaskOfAsync(await server.OpenDeliveryAsync()));
        var task = await server.OpenTaskOfAsync(instance);
        var forOther = new Dictionary<string, string> { ["X-Acting-For"] = ApiFixture.OtherInstitution };

        (await both.PostAsync($"/api/tasks/{own}/acts/submit", new { answers = new { resumen = "listo" } }, headers: forOther))
            .MustBe(HttpStatusCode.NotFound);
        (await both.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "listo" } }, headers: forOther))
            .MustBe(HttpStatusCode.OK);

        var name = await server.ScalarAsync<string>($"select name from institutions where code = '{ApiFixture.OtherInstitution}'");
        Assert.Equal($"Encargado/a PMG, {name}", await BehalfOfLastAsync(instance));
    }

    [Fact]
    public async Task Opening_and_cancelling_a_process_say_on_whose_behalf()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var opened = (await coordinator.PostAsync(
            "/api/instances",
            new
            {
                definitionId = DeliveryFlow.Id, businessKey = "en-nombre-de", input = new
                {
                    institution = ApiFixture.Institution, year = 2026
                }
            })).MustBe(HttpStatusCode.Created);
        var instance = opened.Json.GetProperty("instanceId").GetString()!;
        var opening = await BehalfOfLastAsync(instance);

        (await (await server.AsAsync(ApiFixture.Administrator))
            .PostAsync($"/api/instances/{instance}/cancel", new { reason = "Se abrió por error" })).MustBe(HttpStatusCode.OK);

        Assert.Equal(("Coordinador/a de flujos, Chile", "Administrador/a de sistema, Chile"), (opening, await BehalfOfLastAsync(instance)));
    }

    private async Task<string?> BehalfOfLastAsync(string instance) =>
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/instances/{instance}/journal?pageSize=200"))
            .MustBe(HttpStatusCode.OK).Items
            .Where(burst => burst.TryGetProperty("by", out var by) && by.ValueKind == System.Text.Json.JsonValueKind.String)
            .MaxBy(burst => burst.GetProperty("number").GetInt32()).GetProperty("onBehalfOf").GetString();

    private async Task<string> SubmitAsync(string task)
    {
        var answer = await (await server.AsAsync(ApiFixture.Officer))
            .PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "listo" } });
        return answer.MustBe(HttpStatusCode.OK).Json.GetProperty("receipt").GetProperty("submissionId").GetString()!;
    }
}
