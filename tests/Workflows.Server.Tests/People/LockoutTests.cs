using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.People;

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

    private async Task GuessAsync(string person)
    {
        for (var attempt = 0; attempt < 5; attempt++)
            (await server.Nobody().LogInAsync(person, "equivocada")).MustBe(HttpStatusCode.Unauthorized);
    }
}
