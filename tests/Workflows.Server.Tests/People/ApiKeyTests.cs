using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.People;

public class ApiKeyTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_key_acts_for_its_person_until_it_is_revoked()
    {
        var (id, secret) = await CreateAsync(new { name = "carga", personId = ApiFixture.Coordinator, roles = new[] { "national.coordinator" } });
        var machine = server.Nobody(secret);

        var open = await machine.PostAsync(
            "/api/instances", new { definitionId = DeliveryFlow.Id, businessKey = "por clave", input = new { institution = ApiFixture.Institution, year = 2026 } });
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync($"/api/api-keys/{id}/revoke")).MustBe(HttpStatusCode.OK);

        open.MustBe(HttpStatusCode.Created);
        (await machine.GetAsync("/api/instances")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_has_no_more_than_its_roles()
    {
        var (_, secret) = await CreateAsync(new { name = "solo lectura", personId = ApiFixture.Administrator, roles = new[] { "national.coordinator" } });

        var answer = await server.Nobody(secret).GetAsync("/api/api-keys");

        answer.MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_ends_on_its_date()
    {
        var (_, secret) = await CreateAsync(new
        {
            name = "breve", personId = ApiFixture.Coordinator, roles = new[] { "national.coordinator" }, expiresAt = server.Clock.GetUtcNow().AddHours(1),
        });
        var machine = server.Nobody(secret);
        (await machine.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);

        await server.TurnAsync(TimeSpan.FromHours(2));

        (await machine.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_only_its_hash_is_stored()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        var body = new { name = "una vez", personId = ApiFixture.Coordinator, roles = new[] { "national.coordinator" } };

        var first = await administrator.PostAsync("/api/api-keys", body, "clave-api");
        var again = await administrator.PostAsync("/api/api-keys", body, "clave-api");

        var secret = first.MustBe(HttpStatusCode.Created).Json.GetProperty("secret").GetString()!;
        Assert.StartsWith("wk_", secret, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, again.MustBe(HttpStatusCode.Created).Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from idempotency where answer like '%' || $1 || '%'", secret));
        Assert.DoesNotContain(secret, (await administrator.GetAsync("/api/api-keys?pageSize=200")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_nobody_gave_opens_nothing() =>
        (await server.Nobody("wk_inventada").GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);

    private async Task<(string Id, string Secret)> CreateAsync(object request)
    {
        var answer = await (await server.AsAsync(ApiFixture.Administrator)).PostAsync("/api/api-keys", request);
        var json = answer.MustBe(HttpStatusCode.Created).Json;
        return (json.GetProperty("key").GetProperty("id").GetString()!, json.GetProperty("secret").GetString()!);
    }
}
