using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>A provider that says nothing more, on a server that does not wait long for it.</summary>
public sealed class InstitutionalSilenceTests : IAsyncLifetime
{
    private readonly InstitutionFixture _server = new() { LongestAnswer = "00:00:05" };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_provider_that_falls_silent_or_goes_down_on_the_way_back_is_told_on_the_login_page()
    {
        await _server.ArriveAsync(ApiFixture.Officer);
        var (first, second) = (_server.Nobody(), _server.Nobody());
        var answer = await IdentityProviderEmulator.AnswerToAsync(await BeginAsync(second));
        _server.Provider.IsSilent = true;

        Assert.Equal("/ingresar?institucional=caido", await InstitutionFixture.GoAsync(first));
        await _server.Provider.StopAsync();
        Assert.Equal("/ingresar?institucional=caido", (await second.GetAsync(answer.PathAndQuery)).Headers.Location?.ToString());
    }

    /// <summary>
    /// The way to the provider, once its description was read: a busy machine may take longer for it than the server waits.
    /// </summary>
    private static async Task<ApiAnswer> BeginAsync(ApiClient browser)
    {
        var answer = await browser.GetAsync("/api/session/openid");
        for (var tries = 1; tries < 10 && answer.Headers.Location is { IsAbsoluteUri: false }; tries++)
            answer = await browser.GetAsync("/api/session/openid");
        return answer;
    }
}
