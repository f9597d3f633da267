using System.Net;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Api;

/// <summary>Whose draft it is, what those who draw say of it, and how an earlier drawing comes back.</summary>
public class DefinitionDraftTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_draft_says_by_name_who_saved_it_last_and_when()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        var first = await SaveAsync(coordinator, "de-quien", "uno");

        await SaveAsync(administrator, "de-quien", "dos", first);

        var listed = Assert.Single((await coordinator.GetAsync("/api/definitions?definitionId=de-quien")).Items);
        var one = (await coordinator.GetAsync("/api/definitions/de-quien")).Json.GetProperty("summary");
        foreach (var summary in new[] { listed, one })
        {
            Assert.Equal("Administración del sistema", summary.GetProperty("editedByName").GetString());
            Assert.Equal(server.Clock.GetUtcNow(), summary.GetProperty("editedAt").GetDateTimeOffset());
        }
    }

    [Fact]
    public async Task A_comment_is_read_by_who_draws_stays_when_its_step_is_removed_and_is_resolved_once()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        var tag = await SaveAsync(coordinator, "comentado", "hola");
        const string comments = "/api/definitions/comentado/comments";

        var added = (await coordinator.PostAsync(comments, new { text = "¿Por qué esta línea?", stepId = "linea" }))
            .MustBe(HttpStatusCode.Created).Json;
        (await coordinator.PutAsync("/api/definitions/comentado/draft", Drawn.Row("comentado", Drawn.Start()), tag))
            .MustBe(HttpStatusCode.OK);
        var read = Assert.Single((await administrator.GetAsync(comments)).MustBe(HttpStatusCode.OK).Json.EnumerateArray());
        var path = $"{comments}/{added.GetProperty("id").GetString()}/resolve";
        (await administrator.PostAsync(path)).MustBe(HttpStatusCode.OK);
        var twice = await coordinator.PostAsync(path);

        Assert.Equal(
            ("linea", "Coordinador/a de flujos", "¿Por qué esta línea?"),
            (read.GetProperty("stepLabel").GetString(), read.GetProperty("writtenByName").GetString(),
                read.GetProperty("text").GetString()));
        twice.MustBe(HttpStatusCode.Conflict);
        var resolved = Assert.Single((await coordinator.GetAsync(comments)).Json.EnumerateArray());
        Assert.Equal("Administración del sistema", resolved.GetProperty("resolvedByName").GetString());
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync(comments)).MustBe(HttpStatusCode.Forbidden);
        (await coordinator.PostAsync(comments, new { text = new string('x', 2_001) })).MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync("/api/definitions/no-existe/comments", new { text = "Hola" })).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_earlier_version_comes_back_as_a_draft_with_its_reason_and_only_over_what_was_seen()
    {
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        await server.PublishAsync(Row("vuelve", "la primera"));
        await server.PublishAsync(Row("vuelve", "la segunda"));
        var seen = (await coordinator.GetAsync("/api/definitions/vuelve")).ETag;
        var draft = await SaveAsync(administrator, "vuelve", "un borrador de otra persona", seen);

        var blind = await RestoreAsync(coordinator, 1, seen);
        var unsaid = await coordinator.PostAsync(
            "/api/definitions/vuelve/restore", new { version = 1, reason = " " },
            headers: new Dictionary<string, string> { ["If-Match"] = draft! });
        var restored = (await RestoreAsync(coordinator, 1, draft)).MustBe(HttpStatusCode.OK).Json;
        var now = restored.GetProperty("summary");

        blind.MustBe(HttpStatusCode.PreconditionFailed);
        unsaid.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("la primera", restored.GetProperty("document").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            (3, "Draft", "Coordinador/a de flujos"),
            (now.GetProperty("version").GetInt32(), now.GetProperty("state").GetString(), now.GetProperty("editedByName").GetString()));
        Assert.Equal(1, await server.CountAsync(
            "select count(*) from organisation_changes where text like 'Se recuperó la versión 1 del flujo%Motivo: Se entendía mejor'"));
        var running = (await coordinator.GetAsync("/api/definitions/vuelve")).Json.GetProperty("summary");
        Assert.Equal(2, running.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Taking_a_version_back_keeps_its_reason_when_it_is_given()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        await server.PublishAsync(Row("se-retira", "hola"));

        (await coordinator.PostAsync("/api/definitions/se-retira/retract", new { reason = "" })).MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync("/api/definitions/se-retira/retract", new { reason = "Cambió la ley" })).MustBe(HttpStatusCode.OK);

        Assert.Equal(1, await server.CountAsync(
            "select count(*) from organisation_changes where text like 'Se retiró la versión 1 del flujo%Motivo: Cambió la ley'"));
    }

    private static Task<ApiAnswer> RestoreAsync(ApiClient who, int version, string? seen) => who.PostAsync(
        "/api/definitions/vuelve/restore", new { version, reason = "Se entendía mejor" },
        headers: new Dictionary<string, string> { ["If-Match"] = seen! });

    private static async Task<string?> SaveAsync(ApiClient who, string id, string text, string? seen = null) =>
        (await who.PutAsync($"/api/definitions/{id}/draft", Row(id, text), seen)).MustBe(HttpStatusCode.OK).ETag;

    private static string Row(string id, string text) => Drawn.Row(id, Drawn.Start(), Drawn.Line("linea", text));
}
