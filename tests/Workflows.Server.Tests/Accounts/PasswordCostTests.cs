using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>What a password costs whoever steals the database is configuration; what is stored follows as people log in.</summary>
public sealed class PasswordCostTests : IAsyncLifetime
{
    private const string Person = "indicadores.pe-agn-00597";

    private readonly ApiFixture _server = new() { Accounts = new() { RequireSecondFactor = false, PasswordCost = 3_000 } };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_cheaper_hash_verifies_and_is_made_anew_when_its_owner_logs_in()
    {
        await StoreAsync(1_000);
        (await _server.Nobody().LogInAsync(Person, "equivocada")).MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(1_000, await CostAsync());

        (await _server.Nobody().LogInAsync(Person)).MustBe(HttpStatusCode.OK);

        Assert.Equal(3_000, await CostAsync());
        (await _server.Nobody().LogInAsync(Person)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_hash_of_the_framework_s_own_cost_verifies_and_is_never_made_cheaper()
    {
        await StoreAsync(100_000);

        (await _server.Nobody().LogInAsync(Person)).MustBe(HttpStatusCode.OK);

        Assert.Equal(100_000, await CostAsync());
    }

    [Fact]
    public void Nobody_sets_less_than_what_is_asked_for_today_where_people_are_real()
    {
        Assert.True(new AccountOptions().PasswordCost >= 220_000);
        _server.Settings["Accounts:PasswordCost"] = "1000";
        _server.Settings["environment"] = "Production";
        var production = new ApiFixture();
        foreach (var (name, value) in _server.Settings)
            production.Settings[name] = value;

        var refusal = Assert.ThrowsAny<Exception>(production.StartServer);

        Assert.Contains("Accounts:PasswordCost", refusal.ToString(), StringComparison.Ordinal);
    }

    private async Task StoreAsync(int cost)
    {
        var hash = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = cost }))
            .HashPassword(new(), "demo");
        await _server.ExecuteAsync($"update accounts set password_hash = '{hash}' where person_id = '{Person}'");
    }

    private async Task<int?> CostAsync() =>
        Passwords.CostOf(await _server.ScalarAsync<string>("select password_hash from accounts where person_id = $1", Person));
}
