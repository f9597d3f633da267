using Npgsql;

namespace Workflows.Server.Tests.Hosting;

/// <summary>
/// Somebody with a password of the database and <c>psql</c>: no key of the office, and whatever rights the database gives.
/// </summary>
public sealed class Intruder(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "psql", Pooling = false }.ConnectionString);

    /// <param name="quietly">With every trigger off, as an owner of the database can.</param>
    /// <returns>How many rows changed.</returns>
    public async Task<int> ExecuteAsync(string sql, bool quietly = false, params object[] parameters)
    {
        await using var connection = await _source.OpenConnectionAsync();
        if (quietly)
        {
            await using var off = new NpgsqlCommand("set session_replication_role = replica", connection);
            await off.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<string?> TextAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
