using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Accounts;

public class LockoutTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task After_five_wrong_passwords_from_one_place_the_right_one_does_not_open_for_a_quarter_of_an_hour()
    {
        const string person = "auditoria.pe-agn-00597";
        await GuessAsync(person);

        (await server.Nobody().LogInAsync(person)).MustBe(HttpStatusCode.Unauthorized);

        await server.TurnAsync(TimeSpan.FromMinutes(16));
        (await server.Nobody().LogInAsync(person)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_guesses_does_not_lock_out_the_browser_that_its_owner_used_before()
    {
        const string person = "auditoria.ca-con-00725";
        var own = server.Nobody();
        (await own.LogInAsync(person)).MustBe(HttpStatusCode.OK);
        await own.SendAsync(HttpMethod.Delete, "/api/session");

        for (var times = 0; times < 11; times++)
            await GuessAsync(person);

        (await server.Nobody().LogInAsync(person)).MustBe(HttpStatusCode.Unauthorized);
        (await own.LogInAsync(person)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_browser_known_for_one_person_is_a_stranger_for_another()
    {
        const string person = "asociacion.ca-con-00725";
        var stranger = server.Nobody();
        (await stranger.LogInAsync(ApiFixture.Officer)).MustBe(HttpStatusCode.OK);
        for (var attempt = 0; attempt < 5; attempt++)
            (await stranger.LogInAsync(person, "equivocada")).MustBe(HttpStatusCode.Unauthorized);

        (await stranger.LogInAsync(person)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Guesses_made_on_one_node_close_the_account_on_every_other()
    {
        var person = await server.ScalarAsync<string>(
            "select person_id from accounts where person_id like 'auditoria.%' and person_id not in ('auditoria.pe-agn-00597', "
            + "'auditoria.ca-con-00725') limit 1");
        await GuessAsync(person);
        var node = new OtherNode(server.ConnectionString);
        await node.InitializeAsync();

        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = node.Address };
        var there = await new ApiClient(browser).LogInAsync(person);

        await node.DisposeAsync();
        there.MustBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>A second server over the same database.</summary>
    private sealed class OtherNode(string database) : ServerFixture
    {
        public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        protected override Task<string> CreateDatabaseAsync() => Task.FromResult(database);
    }

    private async Task GuessAsync(string person)
    {
        for (var attempt = 0; attempt < 5; attempt++)
            (await server.Nobody().LogInAsync(person, "equivocada")).MustBe(HttpStatusCode.Unauthorized);
    }
}
