using System.Net;
using Workflows.Server.Accounts;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

public class OwnAccountTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_person_sees_where_their_session_is_open_and_ends_one()
    {
        const string person = "indicadores.ca-con-00725";
        ApiClient here = server.Nobody(), there = server.Nobody();
        await here.LogInAsync(person);
        await there.LogInAsync(person);

        var sessions = (await here.GetAsync("/api/account/sessions")).MustBe(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        var other = sessions.Single(session => !session.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();
        (await here.PostAsync($"/api/account/sessions/{other}/end")).MustBe(HttpStatusCode.OK);

        Assert.Equal(2, sessions.Count);
        (await there.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
        (await here.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        ApiClient victim = server.Nobody(), other = server.Nobody();
        await victim.LogInAsync("jefatura.ca-con-00725");
        await other.LogInAsync(ApiFixture.OtherOfficer);
        var id = await server.ScalarAsync<string>("select id from sessions where person_id = 'jefatura.ca-con-00725' limit 1");

        (await other.PostAsync($"/api/account/sessions/{id}/end")).MustBe(HttpStatusCode.NotFound);

        (await victim.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_keeps_this_one()
    {
        const string person = "asociacion.pe-agn-00597";
        ApiClient here = server.Nobody(), there = server.Nobody();
        await here.LogInAsync(person);
        await there.LogInAsync(person);

        var wrong = await here.PostAsync("/api/account/password", new { current = "no es", password = "siete volcanes nevados" });
        var changed = await here.PostAsync("/api/account/password", new { current = "demo", password = "siete volcanes nevados" });

        Assert.Contains("no es tu clave actual", wrong.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(1, changed.MustBe(HttpStatusCode.OK).Json.GetProperty("sessions").GetInt32());
        (await here.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);
        (await there.GetAsync("/api/tasks")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_phone_is_tied_by_its_first_code_and_from_then_on_asked_for()
    {
        const string person = "auditoria.ca-con-00725";
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        var (secret, paper) = await EnrolAsync(browser);

        var withoutCode = await server.Nobody().LogInAsync(person);
        var spent = await server.Nobody().LogInAsync(person, code: Totp.CodeAt(secret, TimeProvider.System.GetUtcNow()));
        var next = await server.Nobody().LogInAsync(person, code: Totp.CodeAt(secret, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        var byPaper = await server.Nobody().LogInAsync(person, code: paper);
        var paperAgain = await server.Nobody().LogInAsync(person, code: paper);

        Assert.Equal("code", withoutCode.MustBe(HttpStatusCode.Unauthorized).Json.GetProperty("next").GetString());
        spent.MustBe(HttpStatusCode.Unauthorized);
        next.MustBe(HttpStatusCode.OK);
        byPaper.MustBe(HttpStatusCode.OK);
        paperAgain.MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_secret_of_the_phone_and_the_codes_on_paper_are_kept_nowhere_in_the_clear()
    {
        var browser = server.Nobody();
        await browser.LogInAsync("subdere");
        var (secret, paper) = await EnrolAsync(browser);

        var (hex, base32) = (Convert.ToHexString(secret), Totp.ToBase32(secret));
        Assert.Equal(0, await server.CountAsync(
            "select count(*) from accounts where authenticator_secret ilike '%' || $1 || '%' or authenticator_secret like '%' || $2 || "
            + "'%' or $3 = any(recovery_codes)", hex, base32, paper));
        Assert.Equal(
            0, await server.CountAsync(
                "select count(*) from idempotency where answer like '%' || $1 || '%' or answer like '%' || $2 || '%'", base32, paper));
    }

    [Fact]
    public async Task Codes_on_paper_hold_more_than_sixty_four_bits_and_are_kept_each_with_a_salt_of_its_own()
    {
        const string person = "asociacion.ca-con-00725";
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        var (_, paper) = await EnrolAsync(browser);
        var kept = await server.ScalarAsync<string[]>("select recovery_codes from accounts where person_id = $1", person);

        // Thirty-one letters to choose from.
        Assert.True(paper.Replace("-", "", StringComparison.Ordinal).Length * Math.Log2(31) > 64, paper);
        Assert.Equal(10, kept.Select(code => code.Split(':')[0]).Distinct().Count());
        Assert.DoesNotContain(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(paper))), kept);
        (await server.Nobody().LogInAsync(person, code: paper.ToUpperInvariant().Replace('-', ' '))).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_code_on_paper_sent_twice_at_once_opens_one_session()
    {
        const string person = "pmg.segegob";
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        var (_, paper) = await EnrolAsync(browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.Nobody().LogInAsync(person, code: paper)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(9, (await browser.GetAsync("/api/account")).Json.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task Codes_that_were_printed_before_still_open_once()
    {
        const string person = "pmg.ctci";
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        await EnrolAsync(browser);
        await server.ExecuteAsync(
            $"update accounts set recovery_codes = array[encode(sha256('abcde-fghjk'::bytea), 'hex')] where person_id = '{person}'");

        (await server.Nobody().LogInAsync(person, code: "abcde-fghjk")).MustBe(HttpStatusCode.OK);
        (await server.Nobody().LogInAsync(person, code: "abcde-fghjk")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_for_machines_cannot_make_itself_a_way_in()
    {
        var administrator = server.Nobody();
        (await administrator.LogInAsync("coordinacion")).MustBe(HttpStatusCode.OK);
        await server.ExecuteAsync(
            "insert into appointments (person_id, role, scope_code, is_substitute) values ('coordinacion', "
            + "'national.administrator', 'CL', false)");
        var (phone, _) = await EnrolAsync(administrator);
        await server.ExecuteAsync("update accounts set last_code_step = 0 where person_id = 'coordinacion'");
        var created = await administrator.PostAsync("/api/api-keys", new
        {
            name = "ajena", institutions = Array.Empty<string>(), allInstitutions = true, commands = new[] { "read", "open", "deliver" },
            code = Totp.CodeAt(phone, TimeProvider.System.GetUtcNow()),
        });
        var machine = server.Nobody(created.MustBe(HttpStatusCode.Created).Json.GetProperty("secret").GetString());

        (await machine.GetAsync("/api/account")).MustBe(HttpStatusCode.Forbidden);
        (await machine.PostAsync("/api/account/password", new { current = "demo", password = "siete volcanes nevados" }))
            .MustBe(HttpStatusCode.Forbidden);
    }

    /// <summary>Ties a phone; answers its secret and one of the codes on paper.</summary>
    internal static async Task<(byte[] Secret, string Paper)> EnrolAsync(ApiClient browser)
    {
        var begun = (await browser.PostAsync("/api/account/two-factor/begin", new { password = "demo" })).MustBe(HttpStatusCode.OK).Json;
        var secret = FromBase32(begun.GetProperty("secret").GetString()!);
        var confirmed = await browser.PostAsync("/api/account/two-factor/confirm", new
        {
            code = Totp.CodeAt(secret, TimeProvider.System.GetUtcNow())
        });
        return (secret, confirmed.MustBe(HttpStatusCode.OK).Json.GetProperty("recoveryCodes")[0].GetString()!);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(
            text.Select(
                letter =>
                    Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }
}

public class RequiredSecondFactorTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new() { Accounts = new() { RequireSecondFactor = true, PasswordCost = 1_000 } };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Whoever_decides_decides_nothing_until_their_phone_is_tied()
    {
        var browser = _server.Nobody();
        var login = await browser.LogInAsync(ApiFixture.Administrator);
        (await browser.GetAsync("/api/api-keys")).MustBe(HttpStatusCode.Forbidden);

        await OwnAccountTests.EnrolAsync(browser);

        Assert.True(login.MustBe(HttpStatusCode.OK).Json.GetProperty("needsSecondFactor").GetBoolean());
        Assert.False((await browser.GetAsync("/api/session")).Json.GetProperty("needsSecondFactor").GetBoolean());
        (await browser.GetAsync("/api/api-keys")).MustBe(HttpStatusCode.OK);
        (await browser.PostAsync("/api/account/two-factor/remove", new { password = "demo" })).MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_institution_hands_in_without_a_second_factor()
    {
        var task = await _server.OpenTaskOfAsync(await _server.OpenDeliveryAsync());

        (await (await _server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK);
    }
}
