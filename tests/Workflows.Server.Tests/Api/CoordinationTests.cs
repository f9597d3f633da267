using System.Net;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Api;

public class CoordinationTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_drawing_is_saved_published_and_retracted_and_the_second_editor_is_told()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var drawing = Drawn.Row("dibujo", Drawn.Start(), Drawn.Line("linea", "hola"));

        var saved = (await coordinator.PutAsync("/api/definitions/dibujo/draft", drawing)).MustBe(HttpStatusCode.OK);
        (await coordinator.PutAsync("/api/definitions/dibujo/draft", drawing)).MustBe(HttpStatusCode.PreconditionRequired);
        var changed = Drawn.Row("dibujo", Drawn.Start(), Drawn.Line("linea", "hola de nuevo"));
        var next = (await coordinator.PutAsync("/api/definitions/dibujo/draft", changed, saved.ETag)).MustBe(HttpStatusCode.OK);
        (await coordinator.PutAsync("/api/definitions/dibujo/draft", drawing, saved.ETag)).MustBe(HttpStatusCode.PreconditionFailed);
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/definitions/dibujo")).MustBe(HttpStatusCode.NotFound);

        var proposed = (await coordinator.PostAsync("/api/publications", new { definitionId = "dibujo", version = 1, reason = "Listo" }))
            .MustBe(HttpStatusCode.OK).Json;
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync(
            $"/api/publications/{proposed.GetProperty("id").GetString()}/approve", new { reason = "Revisado" })).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/definitions/dibujo")).MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync("/api/definitions/dibujo/retract")).MustBe(HttpStatusCode.OK);

        var opening = await coordinator.PostAsync("/api/instances", new { definitionId = "dibujo", businessKey = "1" });
        Assert.Contains("no está publicado", opening.MustBe(HttpStatusCode.NotFound).Detail, StringComparison.Ordinal);
        Assert.NotEqual(saved.ETag, next.ETag);
    }

    [Fact]
    public async Task A_drawing_that_is_no_workflow_is_refused()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var check = await coordinator.PostAsync("/api/definitions/check", "[]");
        var save = await coordinator.PutAsync("/api/definitions/otro/draft", Drawn.Row("dibujo", Drawn.Start()));

        check.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("«dibujo»", save.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_needs_a_reason_and_the_history_keeps_it()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var instance = await server.OpenDeliveryAsync();

        (await coordinator.PostAsync($"/api/instances/{instance}/cancel", new { reason = " " })).MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync($"/api/instances/{instance}/cancel", new { reason = "Se fusionó el servicio" }))
            .MustBe(HttpStatusCode.OK);
        var again = await coordinator.PostAsync($"/api/instances/{instance}/cancel", new { reason = "otra vez" });

        Assert.Contains("ya terminó", again.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        var journal = await coordinator.GetAsync($"/api/instances/{instance}/journal?sort=-number");
        Assert.Contains("Se fusionó el servicio", journal.Items.First().GetProperty("what").GetString(), StringComparison.Ordinal);
        Assert.Equal("Coordinador/a de flujos", journal.Items.First().GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_failure_passes_to_a_person_who_may_decide_and_their_mail_names_the_step_as_the_flow_does()
    {
        var fault = Drawn.Activity("explota", "Elsa.Fault", ("message", "No alcanzó"));
        fault["metadata"] = new System.Text.Json.Nodes.JsonObject { ["displayText"] = "Calcular el puntaje" };
        await server.PublishAsync(Drawn.Row("encargo", Drawn.Start(), fault));
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var instance = (await server.OpenAsync("encargo", "1", ("institution", ApiFixture.Institution))).InstanceId;
        var path = $"/api/instances/{instance}/incidents";
        var incident = (await coordinator.GetAsync(path)).MustBe(HttpStatusCode.OK).Json[0];
        var id = incident.GetProperty("id").GetInt64();

        var deciders = (await coordinator.GetAsync("/api/incidents/deciders?search=ADMINISTRACION")).MustBe(HttpStatusCode.OK).Json;
        foreach (var outsider in new[] { ApiFixture.Officer, "national.technicalSecretariat" })
            (await coordinator.PostAsync($"{path}/{id}/hand-over", new { to = outsider, reason = "Le toca" }))
                .MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync($"{path}/{id}/hand-over", new { to = ApiFixture.Administrator, reason = "Conoces el cálculo" }))
            .MustBe(HttpStatusCode.OK);

        Assert.Equal("Calcular el puntaje", incident.GetProperty("step").GetString());
        var decider = Assert.Single(deciders.EnumerateArray());
        Assert.Equal(
            (ApiFixture.Administrator, false), (decider.GetProperty("id").GetString(), decider.GetProperty("isRole").GetBoolean()));
        var mail = await server.Mails.OneToAsync(
            "administracion@example.cl", mail => mail.Text.Contains("Conoces el cálculo", StringComparison.Ordinal));
        Assert.Contains("Falla por decidir: Calcular el puntaje", mail.Text, StringComparison.Ordinal);
        Assert.Contains("No alcanzó", mail.Text, StringComparison.Ordinal);
        var shown = (await coordinator.GetAsync($"/api/mails?instanceId={instance}")).Items.Single();
        Assert.Equal("Falla asignada", shown.GetProperty("templateLabel").GetString());
        var handed = (await coordinator.GetAsync(path)).Json[0].GetProperty("handedToName").GetString();
        Assert.Equal(await server.ScalarAsync<string>("select name from people where id = $1", ApiFixture.Administrator), handed);
    }

    [Fact]
    public async Task What_failed_is_listed_retried_and_skipped_with_a_reason()
    {
        await server.PublishAsync(Drawn.Row("falla", Drawn.Start(), Drawn.Activity("falla", "Elsa.Fault", ("message", "No alcanzó"))));
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var instance = (await server.OpenAsync("falla", "1", ("institution", ApiFixture.Institution))).InstanceId;

        var incident = (await coordinator.GetAsync("/api/incidents")).Items.Single(
            item => item.GetProperty("instanceId").GetString() == instance);
        var id = incident.GetProperty("id").GetInt64();
        (await coordinator.PostAsync($"/api/instances/{instance}/incidents/{id}/hand-over", new { to = "nadie", reason = "x" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync(
            $"/api/instances/{instance}/incidents/{id}/hand-over",
            new { to = ApiFixture.Administrator, reason = "Le toca" })).MustBe(HttpStatusCode.OK);
        var refused = await coordinator.PostAsync(
            $"/api/instances/{instance}/incidents/{id}/skip", new { outcome = "Aprobado", reason = "Se resolvió por oficio" });
        Assert.Contains(
            "Ese paso no tiene la salida «Aprobado». Tiene: ", refused.MustBe(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal);
        var skipped = await coordinator.PostAsync(
            $"/api/instances/{instance}/incidents/{id}/skip", new { outcome = "Done", reason = "Se resolvió por oficio" });

        Assert.Equal(0, skipped.MustBe(HttpStatusCode.OK).Json.GetProperty("openIncidents").GetInt32());
        (await coordinator.PostAsync($"/api/instances/{instance}/incidents/{id}/retry", new { reason = "tarde" }))
            .MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_uncertain_mail_waits_for_a_decision_and_is_decided_once()
    {
        await AddMailAsync("m-1", "Uncertain");
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        (await coordinator.PostAsync("/api/mails/m-1/resend", new { reason = "No llegó" })).MustBe(HttpStatusCode.Conflict);
        var decided = await coordinator.PostAsync("/api/mails/m-1/decide", new { resend = true, reason = "No llegó" });
        var again = await coordinator.PostAsync("/api/mails/m-1/decide", new { resend = false, reason = "Sí llegó" });

        Assert.Equal("m-1-r1", decided.MustBe(HttpStatusCode.OK).Json.GetProperty("newMailId").GetString());
        again.MustBe(HttpStatusCode.Conflict);
        var resent = (await coordinator.GetAsync("/api/mails/m-1-r1")).MustBe(HttpStatusCode.OK).Json.GetProperty("summary");
        Assert.Equal("m-1", resent.GetProperty("resendOf").GetString());
        Assert.Contains(
            (await coordinator.GetAsync("/api/mails?email=ALGUIEN%40example.cl")).Items, mail =>
                mail.GetProperty("id").GetString() == "m-1");
    }

    [Fact]
    public async Task Notices_that_left_as_one_mail_are_decided_as_one()
    {
        foreach (var id in new[] { "b-1", "b-2" })
            await AddMailAsync(id, "Uncertain");
        await server.ExecuteAsync("update mails set bundle_id = 'b-1' where id in ('b-1', 'b-2')");

        var decided = await (await server.AsAsync(ApiFixture.Coordinator))
            .PostAsync("/api/mails/b-2/decide", new { resend = true, reason = "No llegó" });

        Assert.Equal("b-2-r1", decided.MustBe(HttpStatusCode.OK).Json.GetProperty("newMailId").GetString());
        Assert.Equal(
            "b-1 Rejected, b-2 Rejected",
            await server.ScalarAsync<string>(
                "select string_agg(id || ' ' || state, ', ' order by id) from mails where id in ('b-1', 'b-2')"));
        Assert.Equal(
            "b-1, b-2",
            await server.ScalarAsync<string>("select string_agg(resend_of, ', ' order by id) from mails where id in ('b-1-r1', 'b-2-r1')"));
    }

    [Fact]
    public async Task A_mail_still_on_its_way_is_not_sent_twice()
    {
        await AddMailAsync("m-2", "Held");

        var answer = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/mails/m-2/resend", new { reason = "Ya" });

        Assert.Contains("va a salir solo", answer.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pausing_a_duty_needs_a_reason()
    {
        await server.ExecuteAsync(
            "insert into duties (name, label, is_paused, next_runs) values ('resumen', 'Resumen diario', false, "
            + "array['2026-08-04T12:00:00Z'::timestamptz])");
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        (await coordinator.PostAsync("/api/duties/resumen/pause", new { reason = "" })).MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync("/api/duties/resumen/pause", new { reason = "Semana de receso" })).MustBe(HttpStatusCode.OK);

        var duty = (await coordinator.GetAsync("/api/duties")).Json.EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "resumen");
        Assert.True(duty.GetProperty("isPaused").GetBoolean());
        Assert.Equal("Semana de receso", duty.GetProperty("pauseReason").GetString());
        Assert.Equal(new DateTimeOffset(2026, 8, 4, 12, 0, 0, TimeSpan.Zero), duty.GetProperty("nextRuns")[0].GetDateTimeOffset());
    }

    [Fact]
    public async Task Timers_of_every_process_are_one_agenda()
    {
        var instance = await server.OpenDeliveryAsync();

        var timers = await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/timers?instanceId={instance}");

        Assert.Contains(timers.MustBe(HttpStatusCode.OK).Items, timer => timer.GetProperty("name").GetString() == "due");
    }

    private async Task AddMailAsync(string id, string state) => await server.ExecuteAsync(
        $"""
        insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, attempts, created_at)
        values ('{id}', '<{id}@example.cl>', 'recordatorio', 'recordatorio', 0, '{"{}"}', '[]', array['alguien@example.cl'], '{state}', '2027-01-01', 0, '2026-08-03')
        """);
}
