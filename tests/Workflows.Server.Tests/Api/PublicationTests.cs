using System.Net;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Api;

/// <summary>A flow is published by two people: one who proposes and another who approves.</summary>
public class PublicationTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_version_runs_when_a_second_person_approves_what_the_first_proposed()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        await DrawAsync(coordinator, "con-dos");

        var proposed = await ProposeAsync(coordinator, "con-dos", 1);
        var own = await coordinator.PostAsync($"/api/publications/{IdOf(proposed)}/approve", new { reason = "Yo mismo" });
        Assert.Equal(
            0, await server.CountAsync("select count(*) from definitions where definition_id = 'con-dos' and state = 'Published'"));
        var approved = (await administrator.PostAsync($"/api/publications/{IdOf(proposed)}/approve", new { reason = "Revisado" }))
            .MustBe(HttpStatusCode.OK).Json;

        Assert.Contains("Quien propone no publica", own.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
        Assert.False(proposed.Json.GetProperty("canApprove").GetBoolean());
        Assert.Equal("Approved", approved.GetProperty("state").GetString());
        var published = (await coordinator.GetAsync("/api/definitions/con-dos")).Json.GetProperty("summary");
        Assert.Equal(
            ("Published", ApiFixture.Administrator),
            (published.GetProperty("state").GetString(), published.GetProperty("publishedBy").GetString()));
        (await administrator.PostAsync($"/api/publications/{IdOf(proposed)}/approve", new { reason = "Otra vez" }))
            .MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task No_route_publishes_with_one_person() =>
        (await (await server.AsAsync(ApiFixture.Administrator))
            .PostAsync($"/api/definitions/{DeliveryFlow.Id}/publish", new { version = 1 })).MustBe(HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task A_drawing_changed_after_it_was_proposed_is_not_what_was_approved()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        var etag = await DrawAsync(coordinator, "cambia");
        var proposed = await ProposeAsync(coordinator, "cambia", 1);
        etag =
            (await coordinator.PutAsync(
                "/api/definitions/cambia/draft", Drawn.Row("cambia", Drawn.Start(), Drawn.Line("linea", "otra cosa")),
                etag)).MustBe(HttpStatusCode.OK).ETag;

        var stale = (await administrator.GetAsync($"/api/publications/{IdOf(proposed)}")).Json;
        var answer = await administrator.PostAsync($"/api/publications/{IdOf(proposed)}/approve", new { reason = "Sin mirar" });
        var again = await ProposeAsync(coordinator, "cambia", 1);

        Assert.True(stale.GetProperty("isStale").GetBoolean());
        Assert.Contains("cambió después", answer.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from definitions where definition_id = 'cambia' and state = 'Published'"));
        Assert.Equal(
            "Discarded", (await administrator.GetAsync($"/api/publications/{IdOf(proposed)}")).Json.GetProperty("state").GetString());
        (await administrator.PostAsync($"/api/publications/{IdOf(again)}/approve", new { reason = "Ahora sí" })).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_saved_the_drawing_has_another_propose_it_in_vain()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        await DrawAsync(administrator, "ajena");
        var proposed = await ProposeAsync(coordinator, "ajena", 1);

        var answer = await administrator.PostAsync($"/api/publications/{IdOf(proposed)}/approve", new { reason = "Es mía" });

        Assert.Contains("Quien guardó el dibujo no lo publica", answer.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from definitions where definition_id = 'ajena' and state = 'Published'"));
    }

    [Fact]
    public async Task What_has_errors_or_is_proposed_already_is_not_proposed_and_what_is_discarded_is_not_published()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        await DrawAsync(coordinator, "dos-veces");
        (await coordinator.PutAsync("/api/definitions/mala/draft", Drawn.Row("mala", Drawn.Activity("nada", "No.Existe"))))
            .MustBe(HttpStatusCode.OK);

        var wrong = await coordinator.PostAsync("/api/publications", new { definitionId = "mala", version = 1, reason = "Ya" });
        var first = await ProposeAsync(coordinator, "dos-veces", 1);
        var second = await administrator.PostAsync("/api/publications", new
        {
            definitionId = "dos-veces", version = 1, reason = "También"
        });
        (await administrator.PostAsync($"/api/publications/{IdOf(first)}/discard", new { reason = "Falta un paso" }))
            .MustBe(HttpStatusCode.OK);

        Assert.True(wrong.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").TryGetProperty("document", out _));
        second.MustBe(HttpStatusCode.Conflict);
        (await administrator.PostAsync($"/api/publications/{IdOf(first)}/approve", new { reason = "Tarde" }))
            .MustBe(HttpStatusCode.Conflict);
        (await coordinator.PostAsync("/api/publications", new { definitionId = "dos-veces", version = 9, reason = "No hay" }))
            .MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_flow_that_opens_one_that_nobody_published_waits_until_it_is()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        await DrawAsync(coordinator, "anexo");
        var opening = Drawn.Row(
            "madre", Drawn.Start(), Drawn.Activity("abre", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "anexo")));
        (await coordinator.PutAsync("/api/definitions/madre/draft", opening)).MustBe(HttpStatusCode.OK);

        var checkedBefore = (await coordinator.PostAsync("/api/definitions/check", opening)).MustBe(HttpStatusCode.OK).Json;
        var early = await coordinator.PostAsync("/api/publications", new { definitionId = "madre", version = 1, reason = "Ya" });
        var child = await ProposeAsync(coordinator, "anexo", 1);
        (await administrator.PostAsync($"/api/publications/{IdOf(child)}/approve", new { reason = "Sí" })).MustBe(HttpStatusCode.OK);

        Assert.False(checkedBefore.GetProperty("canPublish").GetBoolean());
        Assert.Contains("«anexo», que no existe o no está publicado", early.MustBe(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal);
        await ProposeAsync(coordinator, "madre", 1);
    }

    [Fact]
    public async Task What_a_file_of_Elsa_brings_and_is_not_used_here_is_told_with_its_place()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var file = Drawn.Row("traido", Drawn.Start(), Drawn.Activity("pregunta", "Elsa.If"));

        var found = (await coordinator.PostAsync("/api/definitions/check", file)).MustBe(HttpStatusCode.OK).Json;

        var note = Assert.Single(found.GetProperty("brought").EnumerateArray());
        Assert.Equal("Elsa.If", note.GetProperty("what").GetString());
        Assert.Equal("pregunta", Assert.Single(note.GetProperty("places").EnumerateArray()).GetString());
        Assert.True(note.GetProperty("stops").GetBoolean());
    }

    [Fact]
    public async Task Two_who_approve_and_discard_at_once_leave_one_decision()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        await DrawAsync(coordinator, "a-la-vez-dos");
        var id = IdOf(await ProposeAsync(coordinator, "a-la-vez-dos", 1));

        var answers = await Task.WhenAll(
            administrator.PostAsync($"/api/publications/{id}/approve", new { reason = "Sí" }),
            coordinator.PostAsync($"/api/publications/{id}/discard", new { reason = "No" }));

        var state = await server.ScalarAsync<string>("select state from publications where id = $1", id);
        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(
            state == "Approved" ? 1 : 0,
            await server.CountAsync("select count(*) from definitions where definition_id = 'a-la-vez-dos' and state = 'Published'"));
    }

    private static string IdOf(ApiAnswer proposed) => proposed.Json.GetProperty("id").GetString()!;

    private static async Task<string?> DrawAsync(ApiClient who, string id) =>
        (await who.PutAsync($"/api/definitions/{id}/draft", Drawn.Row(id, Drawn.Start(), Drawn.Line("linea", "hola"))))
            .MustBe(HttpStatusCode.OK).ETag;

    private static async Task<ApiAnswer> ProposeAsync(ApiClient who, string id, int version) =>
        (await who.PostAsync("/api/publications", new { definitionId = id, version, reason = "Listo para usarse" }))
            .MustBe(HttpStatusCode.OK);
}
