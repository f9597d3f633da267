using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>Keys for machines: what they may, and what whoever makes or steals one gets out of it.</summary>
public class ApiKeyTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static readonly string[] Reads = ["read"], Opens = ["open"], Delivers = ["read", "deliver"];
    private static byte[]? _phone;

    [Fact]
    public async Task A_key_opens_processes_in_its_own_name_until_it_is_revoked()
    {
        var (id, secret) = await CreateAsync("carga", Opens);
        var machine = server.Nobody(secret);

        var open = await machine.PostAsync(
            "/api/instances", new
            {
                definitionId = DeliveryFlow.Id, businessKey = "por clave", input = new { institution = ApiFixture.Institution, year = 2026 }
            });
        var instance = open.MustBe(HttpStatusCode.Created).Json.GetProperty("instanceId").GetString();
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        (await administrator.PostAsync($"/api/api-keys/{id}/revoke", new { reason = "Ya no se usa" })).MustBe(HttpStatusCode.OK);

        var burst = (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/instances/{instance}/journal")).Items.First();
        Assert.Equal("clave «carga», creada por Administración del sistema", burst.GetProperty("by").GetString());
        (await machine.GetAsync("/api/definitions")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_a_key_hands_in_says_so_in_the_receipt_the_versions_and_the_history()
    {
        var (_, secret) = await CreateAsync("indicadores", Delivers);
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);

        var act = (await server.Nobody(secret).PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "listo" } }))
            .MustBe(HttpStatusCode.OK).Json;

        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        const string Name = "clave «indicadores», creada por Administración del sistema";
        Assert.Contains(
            Name,
            WebUtility.HtmlDecode(
                (await coordinator.GetAsync(
                    $"/api/submissions/{act.GetProperty("receipt").GetProperty("submissionId").GetString()}/document")).Text),
                    StringComparison.Ordinal);
        Assert.Equal(
            Name,
            (await coordinator.GetAsync($"/api/tasks/{task}/rounds")).Json.GetProperty("rounds")[0].GetProperty("personName").GetString());
        Assert.Contains(
            (await coordinator.GetAsync($"/api/instances/{instance}/journal?pageSize=200")).Items, burst =>
                burst.GetProperty("by").GetString() == Name);
        Assert.StartsWith(ApiKey.ActorMark, act.GetProperty("receipt").GetProperty("personId").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Encargado", act.GetProperty("receipt").GetProperty("onBehalfOf").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_sees_and_does_nothing_of_an_institution_that_is_not_its_own()
    {
        var (_, secret) = await CreateAsync("de una sola", ["read", "open", "deliver"]);
        var machine = server.Nobody(secret);
        var instance = await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var task = await server.OpenTaskOfAsync(instance);

        foreach (var path in new[] { $"tasks/{task}", $"instances/{instance}", $"instances/{instance}/journal", $"processes/{instance}" })
            (await machine.GetAsync($"/api/{path}")).MustBe(HttpStatusCode.NotFound);
        (await machine.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "ajeno" } }))
            .MustBe(HttpStatusCode.NotFound);
        Assert.DoesNotContain(
            (await machine.GetAsync("/api/tasks?all=true&pageSize=200")).Items, item =>
                item.GetProperty("institutionCode").GetString() != ApiFixture.Institution);
        (await OpenAsync(machine, "otra", new { institution = ApiFixture.OtherInstitution, year = 2026 }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await OpenAsync(machine, "ninguna", new { year = 2026 })).MustBe(HttpStatusCode.UnprocessableEntity);
        var forOther = new Dictionary<string, string> { ["X-Acting-For"] = ApiFixture.OtherInstitution };
        (await machine.SendAsync(HttpMethod.Get, "/api/tasks", headers: forOther)).MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_does_only_what_it_was_made_for_and_never_decides_names_or_publishes()
    {
        var (_, reading) = await CreateAsync("solo lectura", Reads);
        var (_, all) = await CreateAsync("de todo", ["read", "open", "deliver"], all: true);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var review = await SubmittedAsync();

        (await server.Nobody(reading).PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "x" } }))
            .MustBe(HttpStatusCode.Forbidden);
        (await OpenAsync(server.Nobody(reading), "leyendo", new { institution = ApiFixture.Institution })).MustBe(HttpStatusCode.Forbidden);
        var machine = server.Nobody(all);
        (await machine.PostAsync($"/api/tasks/{review}/acts/approve", new { })).MustBe(HttpStatusCode.NotFound);
        foreach (var (path, body) in new (string, object)[]
        {
            ($"/api/tasks/{review}/claim", new { }),
            ("/api/organisation/appointments", new { personId = "subdere", role = "institution.head", scope = ApiFixture.Institution }),
            ("/api/organisation/people", new { name = "Cómplice", email = "complice@example.cl" }),
            ("/api/api-keys", new { name = "hija" }),
            ("/api/publications", new { definitionId = DeliveryFlow.Id, version = 1, reason = "x" }), ("/api/calendar/feeds", new { }),
            ($"/api/tasks/{task}/extensions", new { days = 1, reason = "x" }),
        })
            (await machine.PostAsync(path, body)).MustBe(HttpStatusCode.Forbidden);
        foreach (var path in new[] { "/api/mails", "/api/organisation/people", "/api/api-keys", "/api/account", "/api/alerts",
            "/api/saved-filters/tasks", "/api/readings" })
            (await machine.GetAsync(path)).MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_makes_a_key_without_the_code_of_their_phone_shown_now()
    {
        var administrator = await PhoneAsync();
        var body = new { name = "sin teléfono", institutions = new[] { ApiFixture.Institution }, commands = Reads, code = "000000" };

        var wrong = await administrator.PostAsync("/api/api-keys", body);
        var code = NextCode();
        (await administrator.PostAsync("/api/api-keys", body with { code = code })).MustBe(HttpStatusCode.Created);
        var again = await administrator.PostAsync("/api/api-keys", body with { code = code, name = "con el mismo código" });
        await server.ExecuteAsync(
            "insert into appointments (person_id, role, scope_code, is_substitute) values ('subdere', "
            + "'national.administrator', 'CL', false)");
        var without = await (await server.AsAsync("subdere")).PostAsync("/api/api-keys", body);

        Assert.True(wrong.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").TryGetProperty("code", out _));
        Assert.True(again.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").TryGetProperty("code", out _));
        Assert.Contains("segundo factor", without.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from api_keys where name = 'con el mismo código'"));
    }

    [Fact]
    public async Task A_key_names_nobody_else_as_who_it_acts_for()
    {
        var administrator = await PhoneAsync();

        var answer = await administrator.PostAsync("/api/api-keys", new
        {
            name = "suplanta", personId = ApiFixture.Officer, roles = new[] { "institution.pmgOfficer" },
            institutions = new[] { ApiFixture.Institution }, commands = Delivers,
            code = NextCode(),
        });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(0, await server.CountAsync("select count(*) from api_keys where name = 'suplanta'"));
    }

    [Fact]
    public async Task A_key_ends_on_its_date_and_one_without_a_date_within_a_year()
    {
        var (brief, secret) = await CreateAsync("breve", Reads, expiresAt: server.Clock.GetUtcNow().AddHours(1));
        var (undated, _) = await CreateAsync("sin fecha", Reads);
        var machine = server.Nobody(secret);
        (await machine.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);

        await server.TurnAsync(TimeSpan.FromHours(2));

        (await machine.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
        var list = (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync("/api/api-keys?pageSize=200")).Items.ToDictionary(
            key => key.GetProperty("id").GetString()!);
        Assert.True(list[brief].GetProperty("isExpired").GetBoolean());
        Assert.True(list[undated].GetProperty("expiresAt").GetDateTimeOffset() <= server.Clock.GetUtcNow().AddYears(1));
    }

    [Fact]
    public async Task A_key_stops_when_whoever_made_it_leaves()
    {
        var (id, secret) = await CreateAsync("de quien se va", Reads);
        await server.ExecuteAsync($"update api_keys set created_by = 'subdere' where id = '{id}'");
        (await server.Nobody(secret).GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);

        await server.ExecuteAsync("update people set active = false where id = 'subdere'");

        var answer = await server.Nobody(secret).GetAsync("/api/tasks");
        await server.ExecuteAsync("update people set active = true where id = 'subdere'");
        answer.MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_from_before_that_acted_as_a_person_opens_nothing()
    {
        const string Secret = "wk_de-antes-de-que-tuvieran-nombre";
        await server.ExecuteAsync(
            $"""
            insert into api_keys (id, name, prefix, hash, person_id, roles, created_at, created_by)
                values ('de-antes', 'De antes', 'wk_de-antes', decode('{Convert.ToHexString(ApiKey.HashOf(Secret))}', 'hex'), '{ApiFixture.Officer}', array['institution.pmgOfficer'],
                now(), '{ApiFixture.Administrator}')
            """);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        (await server.Nobody(Secret).GetAsync("/api/tasks")).MustBe(HttpStatusCode.Forbidden);
        (await server.Nobody(Secret).PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "como otro" } }))
            .MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Making_and_revoking_a_key_stay_in_the_organisations_history()
    {
        var (id, _) = await CreateAsync("con historia", Delivers);
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        (await administrator.PostAsync($"/api/api-keys/{id}/revoke", new { reason = "Se filtró" })).MustBe(HttpStatusCode.OK);

        var texts = (await administrator.GetAsync("/api/organisation/changes?pageSize=200")).Items.Select(
            change => change.GetProperty("text").GetString()!).ToList();

        Assert.Contains(
            texts, text =>
                text.Contains("Se creó la clave de API «con historia», que puede consultar, entregar", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("Se revocó la clave de API «con historia»: Se filtró", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_key_reads_of_people_is_audited_in_its_own_name()
    {
        var (id, secret) = await CreateAsync("exporta", Reads);

        (await server.Nobody(secret).GetAsync("/api/processes/export")).MustBe(HttpStatusCode.OK);

        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from readings where person_id = $1 and person_name like 'clave «exporta»%'", ApiKey.ActorMark + id));
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_only_its_hash_is_stored()
    {
        var administrator = await PhoneAsync();
        var body = new { name = "una vez", institutions = new[] { ApiFixture.Institution }, commands = Reads, code = NextCode() };

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

    private static Task<ApiAnswer> OpenAsync(ApiClient machine, string key, object input) =>
        machine.PostAsync("/api/instances", new { definitionId = DeliveryFlow.Id, businessKey = key, input });

    private async Task<string> SubmittedAsync()
    {
        var instance = await server.OpenDeliveryAsync();
        (await (await server.AsAsync(ApiFixture.Officer))
            .PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/acts/submit", new { answers = new { resumen = "listo" } }))
            .MustBe(HttpStatusCode.OK);
        return await server.OpenTaskOfAsync(instance);
    }

    private async Task<(string Id, string Secret)> CreateAsync(
        string name, string[] commands, bool all = false, DateTimeOffset? expiresAt = null)
    {
        var json = (await (await PhoneAsync()).PostAsync("/api/api-keys", new
        {
            name, commands, institutions = all ? [] : new[] { ApiFixture.Institution }, allInstitutions = all, expiresAt, code = NextCode(),
        })).MustBe(HttpStatusCode.Created).Json;
        return (json.GetProperty("key").GetProperty("id").GetString()!, json.GetProperty("secret").GetString()!);
    }

    /// <summary>The administrator, with a phone tied to their account.</summary>
    private async Task<ApiClient> PhoneAsync()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        if (await server.CountAsync(
            "select count(*) from accounts where person_id = $1 and two_factor_enabled", ApiFixture.Administrator) == 0)
            _phone = (await OwnAccountTests.EnrolAsync(administrator)).Secret;
        // Half a minute has passed, as far as the phone's codes go.
        await server.ExecuteAsync($"update accounts set last_code_step = 0 where person_id = '{ApiFixture.Administrator}'");
        return administrator;
    }

    private static string NextCode() => Totp.CodeAt(_phone!, TimeProvider.System.GetUtcNow());
}
