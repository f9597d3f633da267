using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

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
    [InlineData(Lie.WithoutSignature)]
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

        Assert.Contains(
            server.Log.All, line => line.Contains("Login by cuenta institucional of an unknown account failed", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.All, line => line.Contains(_provider.Email!, StringComparison.OrdinalIgnoreCase)
            || line.Contains(IdentityProviderEmulator.ClientSecret, StringComparison.Ordinal)
                || line.Contains("code=", StringComparison.Ordinal));
    }
}
