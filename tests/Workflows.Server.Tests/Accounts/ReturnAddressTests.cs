using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>Whoever enters from outside goes on to a page of this server, whatever the address they came with says.</summary>
public sealed class ReturnAddressTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new();
    private ClaveUnicaEmulator _claveUnica = null!;

    public async Task InitializeAsync()
    {
        _claveUnica = await ClaveUnicaEmulator.StartAsync();
        _server.UseClaveUnica(_claveUnica);
        await _server.InitializeAsync();
        await _server.GiveRunAsync(ApiFixture.Officer, "11.111.111-1");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _claveUnica.DisposeAsync();
    }

    [Fact]
    public async Task No_address_leads_to_another_site()
    {
        string[] attempts =
        [
            "//otro.example", "%2F%2Fotro.example", "///otro.example", "/%2Fotro.example", "/%2F%2Fotro.example",
            "/%09/otro.example", "/%09%2Fotro.example", "%09//otro.example", "/%0A/otro.example", "/%0D%0A/otro.example",
            "/%5Cotro.example", "%5C%5Cotro.example", "/%5C/otro.example", "%5C/otro.example", "/%09%5Cotro.example",
            "https%3A%2F%2Fotro.example", "https:otro.example", "https:/otro.example", "javascript:alert(1)", "data:text/html,x",
            "%20//otro.example", "~//otro.example", "~/otro", "otro.example", "@otro.example", "/.//otro.example",
            "/tareas/..//otro.example", "/%2e%2f/otro.example", "/api/session/claveunica", "/API/session",
        ];

        foreach (var attempt in attempts)
            Assert.Equal("/", await GoAsync(attempt));
    }

    [Fact]
    public async Task An_address_that_could_not_even_be_written_down_is_refused_at_the_door() =>
        (await _server.Nobody().GetAsync("/api/session/claveunica?to=/%00/otro.example")).MustBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_page_of_ours_is_reached_with_its_filters_and_letters()
    {
        Assert.Equal("/tareas/7?vista=plazo", await GoAsync("/tareas/7%3Fvista=plazo"));
        Assert.Equal("/procesos?busca=%C3%91u%C3%B1oa", await GoAsync("/procesos%3Fbusca=%C3%91u%C3%B1oa"));
        Assert.Equal("/tareas", await GoAsync("/tareas"));
    }

    private async Task<string?> GoAsync(string to)
    {
        var browser = _server.Nobody();
        var start = (await browser.GetAsync($"/api/session/claveunica?to={to}")).MustBe(HttpStatusCode.Redirect);
        var back = await browser.GetAsync((await ClaveUnicaEmulator.AnswerToAsync(start)).PathAndQuery);
        return back.MustBe(HttpStatusCode.Redirect).Headers.Location?.OriginalString;
    }
}
