using Npgsql;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Embedded;

public class PostgresTestServerTests
{
    [Fact]
    public async Task Each_copy_of_a_template_is_fresh()
    {
        var server = await PostgresTestServer.GetAsync();
        await server.EnsureTemplateAsync("template_with_a_table", database => ExecuteAsync(database, "create table agreement (text text)"));
        await using var first = await server.CreateDatabaseAsync("template_with_a_table");
        await using var second = await server.CreateDatabaseAsync("template_with_a_table");

        await ExecuteAsync(first.ConnectionString, "insert into agreement values ('Acuerdo 1')");

        Assert.Equal(1, await ExecuteAsync(first.ConnectionString, "delete from agreement"));
        Assert.Equal(0, await ExecuteAsync(second.ConnectionString, "delete from agreement"));
    }

    [Fact]
    public async Task A_database_is_gone_when_its_test_ends()
    {
        var server = await PostgresTestServer.GetAsync();
        var database = await server.CreateDatabaseAsync();

        await ExecuteAsync(database.ConnectionString, "create table agreement (text text)");
        await database.DisposeAsync();

        var gone = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database.ConnectionString, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, gone.SqlState);
    }

    private static async Task<int> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
