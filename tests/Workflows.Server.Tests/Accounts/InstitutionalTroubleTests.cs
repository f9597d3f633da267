using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

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
}
