using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>
/// The office's identity provider as one more way in: an account is matched by address, and bound once its owner has confirmed it.
/// </summary>
public class InstitutionalLoginTests(InstitutionFixture server) : IClassFixture<InstitutionFixture>, IAsyncLifetime
{
    private const string Confirm = "/api/session/openid/confirm";

    private readonly IdentityProviderEmulator _provider = server.Provider;

    public Task InitializeAsync() => server.ArriveAsync(ApiFixture.Officer);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Whoever_confirmed_it_once_with_their_password_enters_with_it_from_then_on()
    {
        var first = server.Nobody();
        Assert.Equal(
            $"/ingresar?volver=%2Ftareas#confirmar={Uri.EscapeDataString(_provider.Email!)}",
            await InstitutionFixture.GoAsync(first, "/api/session/openid?to=/tareas"));
        (await first.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(0, await server.BoundAsync());

        var confirmed = (await ConfirmAsync(first, "demo")).MustBe(HttpStatusCode.OK);
        var later = server.Nobody();

        Assert.Equal(ApiFixture.Officer, confirmed.Json.GetProperty("personId").GetString());
        (await first.GetAsync("/api/session")).MustBe(HttpStatusCode.OK);
        Assert.Equal("/tareas", await InstitutionFixture.GoAsync(later, "/api/session/openid?to=/tareas"));
        Assert.Equal(
            ApiFixture.Officer, (await later.GetAsync("/api/session")).MustBe(HttpStatusCode.OK).Json.GetProperty("personId").GetString());
        foreach (var browser in new[] { first, later })
        {
            var own = (await browser.GetAsync("/api/account/sessions")).Json.EnumerateArray()
                .Single(session => session.GetProperty("isThis").GetBoolean());
            Assert.Equal("cuenta institucional", own.GetProperty("by").GetString());
        }
    }

    [Fact]
    public async Task A_wrong_password_binds_nothing_and_counts_like_one_at_the_login_page()
    {
        var browser = server.Nobody();
        await InstitutionFixture.GoAsync(browser);

        for (var times = 0; times < 5; times++)
            Assert.Contains(
                "no coinciden", (await ConfirmAsync(browser, "otra")).MustBe(HttpStatusCode.Unauthorized).Detail, StringComparison.Ordinal);

        (await ConfirmAsync(browser, "demo")).MustBe(HttpStatusCode.Unauthorized);
        (await server.Nobody().LogInAsync(ApiFixture.Officer)).MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(0, await server.BoundAsync());
    }

    [Fact]
    public async Task Whoever_has_a_second_factor_shows_it_to_confirm_and_each_time_they_enter()
    {
        await server.ArriveAsync("subdere");
        var own = server.Nobody();
        await own.LogInAsync("subdere");
        var (_, paper) = await OwnAccountTests.EnrolAsync(own);
        var codes = (await own.PostAsync("/api/account/two-factor/recovery-codes", new { password = "demo", code = paper }))
            .MustBe(HttpStatusCode.OK)
            .Json.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToList();
        var browser = server.Nobody();
        await InstitutionFixture.GoAsync(browser);

        var without = (await ConfirmAsync(browser, "demo")).MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(0, await server.BoundAsync());
        (await ConfirmAsync(browser, "demo", codes[0])).MustBe(HttpStatusCode.OK);
        var later = server.Nobody();
        var back = await InstitutionFixture.GoAsync(later);

        Assert.Equal("code", without.Json.GetProperty("next").GetString());
        Assert.StartsWith("/ingresar#codigo=", back, StringComparison.Ordinal);
        (await later.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
        (await later.SendAsync(HttpMethod.Post, "/api/session/code", new { secret = back!["/ingresar#codigo=".Length..], code = codes[1] }))
            .MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_proof_waits_only_in_the_browser_that_brought_it_and_only_ten_minutes()
    {
        var browser = server.Nobody();
        await InstitutionFixture.GoAsync(browser);

        (await ConfirmAsync(server.Nobody(), "demo")).MustBe(HttpStatusCode.Gone);
        await server.TurnAsync(TimeSpan.FromMinutes(11));
        Assert.Contains(
            "Empieza de nuevo", (await ConfirmAsync(browser, "demo")).MustBe(HttpStatusCode.Gone).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.BoundAsync());
    }

    [Fact]
    public async Task A_password_of_somebody_else_does_not_bind_their_account_to_the_proof()
    {
        var browser = server.Nobody();
        await browser.LogInAsync(ApiFixture.OtherOfficer);
        await InstitutionFixture.GoAsync(browser);

        (await ConfirmAsync(browser, "no-es-la-suya")).MustBe(HttpStatusCode.Unauthorized);

        Assert.Equal(0, await server.BoundAsync());
        Assert.Equal(ApiFixture.OtherOfficer, (await browser.GetAsync("/api/session")).Json.GetProperty("personId").GetString());
    }

    [Fact]
    public async Task A_confirmation_that_another_page_sends_from_the_browser_of_somebody_logged_in_is_refused()
    {
        var browser = server.Nobody();
        await browser.LogInAsync(ApiFixture.Officer);
        await InstitutionFixture.GoAsync(browser);
        browser.ForgetCsrf();

        (await ConfirmAsync(browser, "demo")).MustBe(HttpStatusCode.BadRequest);

        Assert.Equal(0, await server.BoundAsync());
    }

    [Fact]
    public async Task Once_bound_what_counts_is_the_providers_own_name_for_the_person_and_not_the_address()
    {
        await BindAsync();
        _provider.Email = $"{ApiFixture.OtherOfficer}@example.cl";

        var browser = server.Nobody();
        await InstitutionFixture.GoAsync(browser);

        Assert.Equal(
            ApiFixture.Officer,
            (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.OK).Json.GetProperty("personId").GetString());
    }

    [Fact]
    public async Task Somebody_else_who_got_the_address_later_does_not_enter_with_it()
    {
        await BindAsync();
        _provider.Subject = "otra-persona";

        var browser = server.Nobody();

        Assert.Equal("/ingresar?institucional=otra", await InstitutionFixture.GoAsync(browser));
        (await ConfirmAsync(browser, "demo")).MustBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Two_that_confirm_the_same_at_once_end_with_one_and_a_copy_of_the_proof_binds_nothing_more()
    {
        var browser = server.Nobody();
        await InstitutionFixture.GoAsync(browser);
        var copy = browser.Copied();

        (await ConfirmAsync(browser, "demo")).MustBe(HttpStatusCode.OK);

        (await ConfirmAsync(copy, "demo")).MustBe(HttpStatusCode.Conflict);
        Assert.Equal(1, await server.BoundAsync());
    }

    [Fact]
    public async Task An_address_changed_by_an_administrator_has_to_be_confirmed_anew()
    {
        await server.ArriveAsync(ApiFixture.SectorOfficer);
        await BindAsync(ApiFixture.SectorOfficer);
        var name = await server.ScalarAsync<string>("select name from people where id = $1", ApiFixture.SectorOfficer);
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        (await administrator.PostAsync($"/api/organisation/people/{ApiFixture.SectorOfficer}/change",
            new { name, email = "otra-direccion@example.cl" })).MustBe(HttpStatusCode.OK);

        Assert.Equal("/ingresar?institucional=desconocido", await InstitutionFixture.GoAsync(server.Nobody()));
        Assert.Equal(0, await server.BoundAsync());
    }

    [Fact]
    public async Task Its_owner_separates_it_and_it_opens_nothing_until_it_is_confirmed_again()
    {
        var browser = await BindAsync();
        Assert.True((await browser.GetAsync("/api/account")).Json.GetProperty("hasInstitutionalAccount").GetBoolean());

        (await browser.PostAsync("/api/account/institution/remove")).MustBe(HttpStatusCode.OK);

        Assert.False((await browser.GetAsync("/api/account")).Json.GetProperty("hasInstitutionalAccount").GetBoolean());
        Assert.Contains("#confirmar=", await InstitutionFixture.GoAsync(server.Nobody()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_no_longer_active_does_not_enter_with_it()
    {
        await server.ArriveAsync(ApiFixture.OtherSectorOfficer);
        await BindAsync(ApiFixture.OtherSectorOfficer);
        (await (await server.AsAsync(ApiFixture.Administrator))
            .PostAsync($"/api/organisation/people/{ApiFixture.OtherSectorOfficer}/deactivate")).MustBe(HttpStatusCode.OK);

        var browser = server.Nobody();

        Assert.Equal("/ingresar?institucional=desconocido", await InstitutionFixture.GoAsync(browser));
        (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_never_chose_a_password_is_told_to_do_that_first()
    {
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync(
            "/api/organisation/people", new { name = "Persona nueva", email = "persona.nueva@example.cl" })).MustBe(HttpStatusCode.OK);
        _provider.Email = "Persona.Nueva@example.cl";

        Assert.Equal("/ingresar?institucional=sin-clave", await InstitutionFixture.GoAsync(server.Nobody()));
    }

    [Fact]
    public async Task A_session_by_it_ends_like_any_other()
    {
        await BindAsync();
        var browser = server.Nobody();
        await InstitutionFixture.GoAsync(browser);

        await server.ExecuteAsync("update sessions set started_at = started_at - interval '13 hours' where by = 'cuenta institucional'");

        (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_identity_of_the_institution_is_not_taken_for_a_RUN()
    {
        await BindAsync();

        var person = (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync($"/api/organisation/people/{ApiFixture.Officer}"))
            .MustBe(HttpStatusCode.OK).Json;

        Assert.DoesNotContain("\"hasRun\":true", person.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "institucional=sin-correo")]
    [InlineData("no", "institucional=sin-correo")]
    [InlineData("true", "#confirmar=")]
    [InlineData(true, "#confirmar=")]
    public async Task Only_an_address_that_the_provider_vouches_for_finds_somebody(object verified, string words)
    {
        _provider.EmailVerified = verified;

        Assert.Contains(words, await InstitutionFixture.GoAsync(server.Nobody()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_addresses_in_one_answer_none_counts()
    {
        _provider.OtherEmail = $"{ApiFixture.Administrator}@example.cl";

        Assert.Equal("/ingresar?institucional=sin-correo", await InstitutionFixture.GoAsync(server.Nobody()));
    }

    [Fact]
    public async Task An_address_that_nobody_has_here_makes_nobody_up()
    {
        _provider.Email = "nadie@otra.example.cl";
        var before = await server.CountAsync("select count(*) from people");

        Assert.Equal("/ingresar?institucional=desconocido", await InstitutionFixture.GoAsync(server.Nobody()));
        Assert.Equal(before, await server.CountAsync("select count(*) from people"));
    }

    [Theory]
    [InlineData("https://otro.example.cl/")]
    [InlineData("//otro.example.cl")]
    [InlineData("/\\otro.example.cl")]
    [InlineData("/.//otro.example.cl")]
    [InlineData("/api/session/openid")]
    public async Task Nobody_is_sent_on_to_another_site_after_entering_or_confirming(string to)
    {
        var first = server.Nobody();
        Assert.StartsWith(
            "/ingresar?volver=%2F#confirmar=",
            await InstitutionFixture.GoAsync(first, $"/api/session/openid?to={Uri.EscapeDataString(to)}"), StringComparison.Ordinal);
        await ConfirmAsync(first, "demo");

        Assert.Equal("/", await InstitutionFixture.GoAsync(server.Nobody(), $"/api/session/openid?to={Uri.EscapeDataString(to)}"));
    }

    private async Task<ApiClient> BindAsync(string person = ApiFixture.Officer)
    {
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        await InstitutionFixture.GoAsync(browser);
        var session = (await ConfirmAsync(browser, "demo")).MustBe(HttpStatusCode.OK).Json;
        browser.UseCsrf(session.GetProperty("csrfToken").GetString()!);
        return browser;
    }

    private static Task<ApiAnswer> ConfirmAsync(ApiClient browser, string password, string? code = null) =>
        browser.SendAsync(HttpMethod.Post, Confirm, new { password, code });
}

public class WithoutInstitutionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Aserver_without_a_provider_does_not_offer_it()
    {
        Assert.Equal(
            JsonValueKind.Null, (await server.Nobody().GetAsync("/api/session/options")).Json.GetProperty("institution").ValueKind);
        (await server.Nobody().GetAsync("/api/session/openid")).MustBe(HttpStatusCode.NotFound);
        (await server.Nobody().GetAsync("/api/session/openid/return?code=a&state=b")).MustBe(HttpStatusCode.NotFound);
        (await server.Nobody().SendAsync(HttpMethod.Post, "/api/session/openid/confirm", new { password = "demo" }))
            .MustBe(HttpStatusCode.Gone);
    }
}
