using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>Whoever watches the log sees who tried what and was refused, by ids, and never a secret or an address.</summary>
public class SecurityLogTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Wrong = "clave-equivocada-9131";

    [Fact]
    public async Task A_failed_login_and_the_lockout_after_five_are_written_by_id_without_address_or_password()
    {
        const string person = "jefatura.ca-con-00725";
        for (var attempt = 0; attempt < 6; attempt++)
            await server.Nobody().LogInAsync(person, Wrong);
        await server.Nobody().LogInAsync("alguien.inventado", Wrong);

        Assert.Equal(5, server.Log.With("Warning", $"of account {person} failed").Count);
        Assert.NotEmpty(server.Log.With("Warning", $"account {person} is closed"));
        Assert.NotEmpty(server.Log.With("Warning", "an unknown account failed"));
        Assert.Empty(server.Log.With(Wrong));
        Assert.Empty(server.Log.With($"{person}@example.cl"));
        Assert.Empty(server.Log.With("alguien.inventado"));
    }

    [Fact]
    public async Task Entering_leaving_and_a_new_password_are_written()
    {
        const string person = "asociacion.ca-con-00725";
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        (await browser.PostAsync("/api/account/password", new { current = "demo", password = "siete volcanes nevados" }))
            .MustBe(HttpStatusCode.OK);
        await browser.SendAsync(HttpMethod.Delete, "/api/session");

        Assert.NotEmpty(server.Log.With("Information", $"Account {person} entered"));
        Assert.NotEmpty(server.Log.With("Information", $"Account {person} has a new password"));
        Assert.NotEmpty(server.Log.With("Information", $"Account {person} left"));
        Assert.Empty(server.Log.With("siete volcanes"));
    }

    [Fact]
    public async Task A_refusal_names_the_route_and_the_person_and_never_the_address_asked_for()
    {
        await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/api-keys");
        var browser = server.Nobody();
        await browser.LogInAsync(ApiFixture.Officer);
        browser.ForgetCsrf();
        await browser.PostAsync("/api/tasks/no-existe/claim");
        await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync("/api/tasks/de-otra-institucion");
        await server.Nobody().GetAsync("/api/calendar/feed/un-secreto-inventado.ics");
        await server.Nobody("wk_inventada").GetAsync("/api/tasks");

        Assert.NotEmpty(server.Log.With("Warning", "403", "GET /api/api-keys", ApiFixture.Officer));
        Assert.NotEmpty(server.Log.With("Warning", "antiforgery", "POST /api/tasks/{id}/claim", ApiFixture.Officer));
        Assert.NotEmpty(server.Log.With("404", "GET /api/tasks/{id}", ApiFixture.OtherOfficer));
        Assert.NotEmpty(server.Log.With("404", "GET /api/calendar/feed/{token}.ics", "nobody"));
        Assert.NotEmpty(server.Log.With("401", "GET /api/tasks", "nobody"));
        Assert.Empty(server.Log.With("un-secreto-inventado"));
        Assert.Empty(server.Log.With("wk_inventada"));
    }

    [Fact]
    public async Task Somebody_who_was_deactivated_and_tries_is_written()
    {
        const string person = "auditoria.ca-con-00725";
        await server.ExecuteAsync($"update people set active = false where id = '{person}'");

        (await server.Nobody().LogInAsync(person)).MustBe(HttpStatusCode.Unauthorized);

        Assert.NotEmpty(server.Log.With("Warning", person, "not active"));
    }
}

public sealed class LimitLogTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new() { Limits = new() { LoginsPerMinute = 1 } };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_limit_that_was_reached_is_written()
    {
        await _server.Nobody().LogInAsync("nadie");
        (await _server.Nobody().LogInAsync("nadie")).MustBe(HttpStatusCode.TooManyRequests);

        Assert.NotEmpty(_server.Log.With("Warning", "429", "POST /api/session"));
    }
}
