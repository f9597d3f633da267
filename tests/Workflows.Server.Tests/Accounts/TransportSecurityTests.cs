using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>In production a browser that came once by https never comes by http again; on a developer's machine it may.</summary>
public sealed class TransportSecurityTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new();

    public Task InitializeAsync()
    {
        _server.Settings["ForwardedHeaders_Enabled"] = "true";
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task In_production_every_answer_over_https_asks_for_https_for_a_year_and_for_every_name_below()
    {
        _server.Settings["environment"] = "Production";
        await _server.InitializeAsync();

        var secure = await AskAsync("https");
        var plain = await AskAsync("http");

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task In_development_no_answer_does()
    {
        await _server.InitializeAsync();

        Assert.False((await AskAsync("https")).Headers.Contains("Strict-Transport-Security"));
    }

    private Task<ApiAnswer> AskAsync(string scheme) => _server.Nobody().SendAsync(
        HttpMethod.Get, "/api/session/options",
        headers: new Dictionary<string, string> { ["X-Forwarded-Proto"] = scheme, ["Host"] = "flujos.example.cl" });
}
