using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Loops;

public class AgendaTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_agenda_is_searched_by_institution_and_by_person()
    {
        var instance = await server.OpenDeliveryAsync();
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var institution = await server.ScalarAsync<string>($"select name from institutions where code = '{ApiFixture.Institution}'");
        var person = await server.ScalarAsync<string>($"select name from people where id = '{ApiFixture.Officer}'");
        var stranger = await server.ScalarAsync<string>($"select name from people where id = '{ApiFixture.OtherOfficer}'");

        async Task<bool> FindsAsync(string text) =>
            (await coordinator.GetAsync($"/api/timers?pageSize=200&search={Uri.EscapeDataString(text)}"))
            .MustBe(HttpStatusCode.OK).Items.Any(timer => timer.GetProperty("instanceId").GetString() == instance);

        Assert.True(await FindsAsync(institution[..^1].ToUpperInvariant()));
        Assert.True(await FindsAsync(person));
        Assert.False(await FindsAsync(stranger));
        var timer = (await coordinator.GetAsync($"/api/timers?instanceId={instance}&name=due")).Items.Single();
        Assert.Equal("Fin del plazo", timer.GetProperty("label").GetString());
        Assert.Equal("Entregar el informe", timer.GetProperty("task").GetString());
    }

    [Fact]
    public async Task A_deadline_that_failed_too_often_is_tried_again_with_a_reason()
    {
        var instance = await server.OpenDeliveryAsync();
        await server.ExecuteAsync(
            $"update timers set state = 'Parked', attempts = 10, reason = 'Falló 10 veces' where instance_id = "
            + $"'{instance}' and name = 'due'");
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var bookmark = (await coordinator.GetAsync($"/api/timers?instanceId={instance}&state=Parked")).Items.Single()
            .GetProperty("bookmarkId").GetInt64();

        (await coordinator.PostAsync($"/api/timers/{instance}/{bookmark}/retry", new { reason = " " }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync($"/api/timers/{instance}/{bookmark}/retry", new { reason = "Volvió el servicio" }))
            .MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync($"/api/timers/{instance}/{bookmark}/retry", new { reason = "Otra vez" }))
            .MustBe(HttpStatusCode.Conflict);
        await server.TurnToAsync(server.Clock.GetUtcNow().AddDays(15));

        Assert.Equal(
            "Fired", await server.ScalarAsync<string>($"select state from timers where instance_id = '{instance}' and name = 'due'"));
        var done = (await coordinator.GetAsync($"/api/interventions?kind=timers&target={instance}")).Items.Single();
        Assert.Equal(
            ("Volvió el servicio", "Coordinador/a de flujos"),
            (done.GetProperty("reason").GetString(), done.GetProperty("personName").GetString()));
    }

    [Fact]
    public async Task A_message_that_was_parked_is_tried_again_with_a_reason()
    {
        var instance = await server.OpenDeliveryAsync();
        await server.ExecuteAsync(
            $"insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts, parked_reason) values ('k-1', "
            + $"'{instance}', 'cancel', '{{\"kind\":\"cancel\",\"reason\":\"Se fusionó\"}}', now(), 10, 'Falló 10 veces')");
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var parked = (await coordinator.GetAsync("/api/stimuli")).Items.Single(
            one => one.GetProperty("instanceId").GetString() == instance);

        (await coordinator.PostAsync($"/api/stimuli/{parked.GetProperty("id").GetInt64()}/retry", new { reason = "Ya se puede" }))
            .MustBe(HttpStatusCode.OK);
        await server.DrainAsync();

        Assert.Equal("Cancelled", await server.ScalarAsync<string>($"select sub_status from instances where id = '{instance}'"));
    }

    [Fact]
    public async Task A_server_that_has_just_started_shows_what_it_does_by_itself_and_when()
    {
        await using var started = new ApiFixture();
        await started.InitializeAsync();

        var duties = (await (await started.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/duties"))
            .MustBe(HttpStatusCode.OK).Json.EnumerateArray().ToList();

        Assert.Contains("resumen-diario", duties.Select(duty => duty.GetProperty("name").GetString()));
        Assert.All(duties, duty => Assert.NotEmpty(duty.GetProperty("nextRuns").EnumerateArray()));
    }

    [Fact]
    public async Task A_duty_runs_by_decision_once_for_a_date_and_its_history_says_how_it_went()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.OpenDeliveryAsync();

        (await coordinator.PostAsync("/api/duties/resumen-diario/run", new { reason = "No salió", date = "2026-08-03" }))
            .MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync("/api/duties/resumen-diario/run", new { reason = "No salió", date = "2026-08-03" }))
            .MustBe(HttpStatusCode.Conflict);
        (await coordinator.PostAsync("/api/duties/resumen-diario/run", new { reason = "Adelantar", date = "2030-01-01" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);

        var run = (await coordinator.GetAsync("/api/duties/resumen-diario/runs")).MustBe(HttpStatusCode.OK).Json.EnumerateArray()
            .Single(one => one.GetProperty("date").GetString() == "2026-08-03");
        Assert.Equal("Done", run.GetProperty("state").GetString());
        Assert.Contains("en cola", run.GetProperty("note").GetString(), StringComparison.Ordinal);
    }
}
