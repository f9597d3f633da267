using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>The limits that a server has when nobody sets any: an office enters, whoever guesses does not.</summary>
public sealed class GuessingTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new() { Limits = null };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_office_of_three_hundred_behind_one_address_enters_in_the_same_minute()
    {
        var office = await PeopleAsync(300);

        for (var who = 0; who < office.Count; who++)
        {
            var browser = _server.Nobody();
            // One in ten mistypes.
            if (who % 10 == 0)
                (await browser.LogInByAsync(office[who], "equivocada")).MustBe(HttpStatusCode.Unauthorized);
            (await browser.LogInByAsync(office[who], "demo")).MustBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task One_password_tried_on_many_accounts_from_one_address_is_stopped_before_it_finds_one()
    {
        var people = await PeopleAsync(130);
        var regular = _server.Nobody();
        (await regular.LogInAsync(ApiFixture.Officer)).MustBe(HttpStatusCode.OK);
        await regular.SendAsync(HttpMethod.Delete, "/api/session");

        foreach (var person in people.SkipLast(1))
            await _server.Nobody().LogInByAsync(person, "equivocada");
        var found = await _server.Nobody().LogInByAsync(people[^1], "demo");

        Assert.Contains("desde tu red", found.MustBe(HttpStatusCode.TooManyRequests).Detail, StringComparison.Ordinal);
        // Whoever has entered from this browser before still enters.
        (await regular.LogInAsync(ApiFixture.Officer)).MustBe(HttpStatusCode.OK);
        await _server.TurnAsync(TimeSpan.FromMinutes(16));
        (await _server.Nobody().LogInByAsync(people[^1], "demo")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guessing_at_accounts_that_do_not_exist_stops_the_address_as_well()
    {
        for (var who = 0; who < 130; who++)
            await _server.Nobody().LogInAsync($"inventada-{who}", "equivocada");

        (await _server.Nobody().LogInAsync(ApiFixture.Officer)).MustBe(HttpStatusCode.TooManyRequests);
    }

    /// <summary>The addresses of so many people who may enter.</summary>
    private async Task<List<string>> PeopleAsync(int count)
    {
        var people = await _server.ScalarAsync<string[]>(
            """
            select array_agg(email order by email) from (
                select account.email from accounts account join people person on person.id = account.person_id
                where person.active and person.id <> $1 order by account.email limit $2) picked
            """,
            ApiFixture.Officer, count);
        return [.. people];
    }
}

public class LoginLimitTests : IAsyncLifetime
{
    private readonly ApiFixture _server = new() { Limits = new() { LoginsPerMinute = 3 } };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task One_address_may_try_only_so_often()
    {
        for (var attempt = 0; attempt < 3; attempt++)
            (await _server.Nobody().LogInAsync($"nadie-{attempt}")).MustBe(HttpStatusCode.Unauthorized);

        var answer = await _server.Nobody().LogInAsync(ApiFixture.Officer);

        Assert.Contains("Espera un minuto", answer.MustBe(HttpStatusCode.TooManyRequests).Detail, StringComparison.Ordinal);
    }
}
