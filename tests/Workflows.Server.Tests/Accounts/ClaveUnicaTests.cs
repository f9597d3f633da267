using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

public sealed class ClaveUnicaTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new();
    private ClaveUnicaEmulator _claveUnica = null!;

    public async Task InitializeAsync()
    {
        _claveUnica = await ClaveUnicaEmulator.StartAsync();
        _server.UseClaveUnica(_claveUnica);
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _claveUnica.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_has_the_proved_run_enters_as_that_person_and_goes_on_to_their_page()
    {
        await _server.GiveRunAsync(ApiFixture.Officer, "11.111.111-1");
        var browser = _server.Nobody();

        var back = await GoAsync(browser, "/api/session/claveunica?to=/tareas");

        Assert.Equal("/tareas", back.Headers.Location?.ToString());
        Assert.Equal(
            ApiFixture.Officer,
            (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.OK).Json.GetProperty("personId").GetString());
        Assert.Equal("ClaveÚnica", (await browser.GetAsync("/api/account/sessions")).Json[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_run_that_nobody_has_ends_on_a_page_that_says_so_and_opens_no_session()
    {
        (_claveUnica.Number, _claveUnica.CheckDigit) = (12_345_678, "5");
        var browser = _server.Nobody();

        var back = await GoAsync(browser, "/api/session/claveunica");

        Assert.Equal("/ingresar?claveunica=desconocido", back.Headers.Location?.ToString());
        (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_has_a_second_factor_shows_it_also_after_ClaveUnica()
    {
        await _server.GiveRunAsync("subdere", "22.222.222-2");
        (_claveUnica.Number, _claveUnica.CheckDigit) = (22_222_222, "2");
        var own = _server.Nobody();
        await own.LogInAsync("subdere");
        var (_, paper) = await OwnAccountTests.EnrolAsync(own);
        var browser = _server.Nobody();

        var back = (await GoAsync(browser, "/api/session/claveunica")).Headers.Location!.ToString();
        (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
        var secret = back["/ingresar#codigo=".Length..];
        var wrong = await browser.SendAsync(HttpMethod.Post, "/api/session/code", new { secret, code = "000000" });
        var right = await browser.SendAsync(HttpMethod.Post, "/api/session/code", new { secret, code = paper });
        var again = await _server.Nobody().SendAsync(HttpMethod.Post, "/api/session/code", new { secret, code = paper });

        wrong.MustBe(HttpStatusCode.Unauthorized);
        right.MustBe(HttpStatusCode.OK);
        again.MustBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_by_this_browser_opens_nothing()
    {
        await _server.GiveRunAsync(ApiFixture.Officer, "11.111.111-1");
        var started = await _server.Nobody().GetAsync("/api/session/claveunica");
        var answer = await ClaveUnicaEmulator.AnswerToAsync(started);
        var victim = _server.Nobody();

        var back = await victim.GetAsync(answer.PathAndQuery);

        Assert.Equal("/ingresar?claveunica=fallo", back.Headers.Location?.ToString());
        (await victim.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Entering_from_outside_ends_the_session_that_the_browser_had()
    {
        await _server.GiveRunAsync(ApiFixture.Officer, "11.111.111-1");
        var browser = _server.Nobody();
        await browser.LogInAsync(ApiFixture.OtherOfficer);
        var before = browser.Copied();

        await GoAsync(browser, "/api/session/claveunica");

        (await before.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(
            ApiFixture.Officer,
            (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.OK).Json.GetProperty("personId").GetString());
    }

    private static async Task<ApiAnswer> GoAsync(ApiClient browser, string from) =>
        (await browser.GetAsync(
            (await ClaveUnicaEmulator.AnswerToAsync((await browser.GetAsync(from)).MustBe(HttpStatusCode.Redirect))).PathAndQuery))
                .MustBe(HttpStatusCode.Redirect);
}

public class WithoutClaveUnicaTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_server_without_its_credentials_does_not_offer_it()
    {
        var options = (await server.Nobody().GetAsync("/api/session/options")).MustBe(HttpStatusCode.OK).Json;

        Assert.False(options.GetProperty("claveUnica").GetBoolean());
        (await server.Nobody().GetAsync("/api/session/claveunica")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Demo_accounts_are_listed_one_for_each_role_that_has_one()
    {
        var accounts = (await server.Nobody().GetAsync("/api/session/options")).Json.GetProperty("demoAccounts").EnumerateArray().ToList();

        Assert.Contains(accounts, account => account.GetProperty("email").GetString() == "administracion@example.cl");
        Assert.Equal(accounts.Count, accounts.Select(account => account.GetProperty("roleLabel").GetString()).Distinct().Count());
    }
}
