using System.Net;
using Npgsql;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>Nobody learns by an answer, or by how long it takes, whether an address has an account: the work is the same.</summary>
public class UnknownAccountTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Recovery_is_answered_before_anybody_looks_whether_the_account_exists()
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(
            "lock table accounts, account_links, mails in access exclusive mode", connection, transaction))
            await command.ExecuteNonQueryAsync();

        var known = await AskAsync("pmg.ctci@example.cl").WaitAsync(TimeSpan.FromSeconds(20));
        var unknown = await AskAsync("nadie@example.cl").WaitAsync(TimeSpan.FromSeconds(20));
        await transaction.RollbackAsync();

        Assert.Equal(known.MustBe(HttpStatusCode.Accepted).Text, unknown.MustBe(HttpStatusCode.Accepted).Text);
        await server.Mails.SecretForAsync("pmg.ctci@example.cl");
    }

    [Fact]
    public async Task An_address_without_an_account_is_counted_and_closed_like_one_that_has_one()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await server.Nobody().LogInAsync("nadie.nunca", "equivocada");
            await server.Nobody().LogInAsync("jefatura.pe-agn-00597", "equivocada");
        }

        var counts = await server.ScalarAsync<long[]>(
            "select array_agg(count::bigint order by count) from login_failures where origin like 'red %' and count = 5 group by origin");
        Assert.Equal([5, 5], counts);
        Assert.Equal(0, await server.CountAsync("select count(*) from login_failures where person_id ilike '%nadie%'"));
    }

    private Task<ApiAnswer> AskAsync(string email) => server.Nobody().SendAsync(HttpMethod.Post, "/api/account-links", new { email });
}
