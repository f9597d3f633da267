using System.Net;
using Microsoft.Extensions.Configuration;
using Workflows.Server.People.Institutional;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.People;

/// <summary>A provider that is down, silent or lying opens nothing, and whoever tried is told so.</summary>
public class InstitutionalProviderTests(InstitutionFixture server) : IClassFixture<InstitutionFixture>, IAsyncLifetime
{
    private readonly IdentityProviderEmulator _provider = server.Provider;

    public async Task InitializeAsync()
    {
        await server.ArriveAsync(ApiFixture.Officer);
        await server.BindAsync(ApiFixture.Officer);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Lie.WrongIssuer)]
    [InlineData(Lie.WrongAudience)]
    [InlineData(Lie.WrongNonce)]
    [InlineData(Lie.NoNonce)]
    [InlineData(Lie.Unsigned)]
    [InlineData(Lie.UnknownKey)]
    [InlineData(Lie.SignedWithTheSecret)]
    [InlineData(Lie.Expired)]
    [InlineData(Lie.TokenRefused)]
    [InlineData(Lie.NoToken)]
    [InlineData(Lie.NotJson)]
    public async Task A_provider_that_lies_opens_nothing(Lie lie)
    {
        _provider.Lie = lie;
        var browser = server.Nobody();

        Assert.Equal("/ingresar?institucional=fallo", await InstitutionFixture.GoAsync(browser));

        (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
        _provider.Lie = Lie.None;
        Assert.Equal("/", await InstitutionFixture.GoAsync(server.Nobody()));
    }

    [Fact]
    public async Task Whoever_says_no_at_the_provider_comes_back_to_the_login_page()
    {
        var browser = server.Nobody();
        var answer = await IdentityProviderEmulator.AnswerToAsync(await browser.GetAsync("/api/session/openid"));
        var state = System.Web.HttpUtility.ParseQueryString(answer.Query)["state"]!;

        var back = await browser.GetAsync($"{answer.AbsolutePath}?error=access_denied&state={Uri.EscapeDataString(state)}");

        Assert.Equal("/ingresar?institucional=fallo", back.MustBe(HttpStatusCode.Redirect).Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_opens_nothing()
    {
        var answer = await IdentityProviderEmulator.AnswerToAsync(await server.Nobody().GetAsync("/api/session/openid"));
        var victim = server.Nobody();

        Assert.Equal("/ingresar?institucional=fallo", (await victim.GetAsync(answer.PathAndQuery)).Headers.Location?.ToString());
        (await victim.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_answer_opens_once_and_its_copy_opens_nothing()
    {
        var browser = server.Nobody();
        var answer = await IdentityProviderEmulator.AnswerToAsync(await browser.GetAsync("/api/session/openid"));
        var thief = browser.Copied();

        Assert.Equal("/", (await browser.GetAsync(answer.PathAndQuery)).Headers.Location?.ToString());

        Assert.Equal("/ingresar?institucional=fallo", (await browser.GetAsync(answer.PathAndQuery)).Headers.Location?.ToString());
        Assert.Equal("/ingresar?institucional=fallo", (await thief.GetAsync(answer.PathAndQuery)).Headers.Location?.ToString());
        (await thief.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_went_wrong_is_in_the_log_without_address_code_or_secret()
    {
        _provider.Lie = Lie.UnknownKey;
        await InstitutionFixture.GoAsync(server.Nobody());

        Assert.Contains(server.Log.All, line => line.Contains("Login by cuenta institucional of an unknown account failed", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.All, line => line.Contains(_provider.Email!, StringComparison.OrdinalIgnoreCase)
            || line.Contains(IdentityProviderEmulator.ClientSecret, StringComparison.Ordinal) || line.Contains("code=", StringComparison.Ordinal));
    }
}

/// <summary>What leaves a server without its provider, or with a wrong description of it.</summary>
public sealed class InstitutionalTroubleTests : IAsyncLifetime
{
    private readonly InstitutionFixture _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_provider_that_calls_itself_another_in_its_description_too_opens_nothing()
    {
        await _server.ArriveAsync(ApiFixture.Officer);
        await _server.BindAsync(ApiFixture.Officer);
        _server.Provider.Lie = Lie.CallsItselfAnother;
        var browser = _server.Nobody();

        Assert.Equal("/ingresar?institucional=fallo", await InstitutionFixture.GoAsync(browser));
        (await browser.GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_told_on_the_login_page_and_the_password_still_opens()
    {
        await _server.Provider.StopAsync();

        var answer = (await _server.Nobody().GetAsync("/api/session/openid")).MustBe(HttpStatusCode.Redirect);

        Assert.Equal("/ingresar?institucional=caido", answer.Headers.Location?.ToString());
        (await _server.Nobody().LogInAsync(ApiFixture.Officer)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_provider_that_falls_silent_or_goes_down_on_the_way_back_is_told_on_the_login_page()
    {
        await _server.ArriveAsync(ApiFixture.Officer);
        var (first, second) = (_server.Nobody(), _server.Nobody());
        var answer = await IdentityProviderEmulator.AnswerToAsync(await second.GetAsync("/api/session/openid"));
        _server.Provider.IsSilent = true;

        Assert.Equal("/ingresar?institucional=caido", await InstitutionFixture.GoAsync(first));
        await _server.Provider.StopAsync();
        Assert.Equal("/ingresar?institucional=caido", (await second.GetAsync(answer.PathAndQuery)).Headers.Location?.ToString());
    }
}

/// <summary>Settings that would believe the wrong ones stop the start.</summary>
public class InstitutionalOptionsTests
{
    [Theory]
    [InlineData("http://acceso.example.cl", "flujos", "secreto", "https")]
    [InlineData("acceso.example.cl", "flujos", "secreto", "https")]
    [InlineData("https://acceso.example.cl", "", "secreto", "go together")]
    [InlineData("https://acceso.example.cl", "flujos", "", "go together")]
    [InlineData("", "flujos", "secreto", "go together")]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "flujos", "secreto", "your organisation")]
    [InlineData("https://login.microsoftonline.com/Organizations/v2.0", "flujos", "secreto", "your organisation")]
    [InlineData("https://login.microsoftonline.com/consumers/v2.0", "flujos", "secreto", "your organisation")]
    public void A_setting_that_is_half_there_or_believes_everybody_stops_the_start(string authority, string client, string secret, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidOperationException>(() => Read(authority, client, secret)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://login.microsoftonline.com/8f0b4b5e-0000-4000-8000-000000000000/v2.0")]
    [InlineData("https://acceso.example.cl/realms/oficina")]
    [InlineData("http://localhost:8080/realms/oficina/")]
    public void An_organisation_of_ones_own_is_believed(string authority) => Assert.True(Read(authority, "flujos", "secreto").IsOn);

    [Fact]
    public void Without_settings_it_is_off() => Assert.False(Read("", "", "").IsOn);

    private static InstitutionalOptions Read(string authority, string client, string secret) => InstitutionalOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["OpenId:Authority"] = authority, ["OpenId:ClientId"] = client, ["OpenId:ClientSecret"] = secret }).Build());
}
