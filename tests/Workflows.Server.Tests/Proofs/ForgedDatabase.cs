using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Proofs;

/// <summary>
/// A world in which every table that is proof has rows, and whose server has stopped: each forgery is tried on a copy of its own.
/// </summary>
public sealed class ForgedWorld : IAsyncLifetime
{
    private readonly ApiFixture _server = new();
    private readonly Dictionary<string, string> _rows = [];
    private DatabaseOptions _options = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await new ProvenWorld(_server).BuildAsync();
        _options = _server.Services.GetRequiredService<DatabaseOptions>() with { MakesProofKey = false };
        foreach (var target in ProvenWorld.Targets)
        {
            var key = string.Join(", ", target.Key.Select(name => $"t.\"{name}\""));
            _rows[target.Table] = await _server.ScalarAsync<string>(
                $"select to_jsonb(t)::text from {target.Table} t order by {key} limit 1");
        }

        // PostgreSQL copies a database only while nobody is connected to it.
        await _server.StopServerAsync();
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    /// <summary>The row whose key comes first, as JSON: the same one every time, and one of a process where there is one.</summary>
    public string FirstOf(Target target) => _rows[target.Table];

    public async Task<ForgedDatabase> CopyAsync()
    {
        var postgres = await PostgresTestServer.GetAsync();
        var copy = await postgres.CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(_server.ConnectionString).Database);
        return await ForgedDatabase.OpenAsync(copy, _options with { ConnectionString = copy.ConnectionString });
    }
}

/// <summary>A copy of the world with somebody in it who changes what they like, and the verification of the program with its key.</summary>
public sealed class ForgedDatabase : IAsyncDisposable
{
    private readonly TestDatabase _copy;
    private readonly Database _database;
    private readonly NpgsqlConnection _intruder;

    private ForgedDatabase(TestDatabase copy, Database database)
    {
        (_copy, _database) = (copy, database);
        var outside = new NpgsqlConnectionStringBuilder(copy.ConnectionString) { ApplicationName = "psql", Pooling = false };
        _intruder = new(outside.ConnectionString);
    }

    /// <summary>As the program itself connects, with its key.</summary>
    public NpgsqlDataSource Source => _database.Source;

    internal static async Task<ForgedDatabase> OpenAsync(TestDatabase copy, DatabaseOptions options)
    {
        var database = new Database(options, NullLoggerFactory.Instance);
        await database.StartAsync(CancellationToken.None);
        Assert.NotNull(database.Key);
        var forged = new ForgedDatabase(copy, database);
        await forged._intruder.OpenAsync();
        return forged;
    }

    /// <summary>As an <see cref="Intruder"/> does, in one session for the many forgeries of a round.</summary>
    /// <returns>How many rows changed.</returns>
    public async Task<int> ForgeAsync(string sql, bool quietly, params object[] parameters)
    {
        await using (var guards = new NpgsqlCommand($"set session_replication_role = {(quietly ? "replica" : "origin")}", _intruder))
            await guards.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, _intruder);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<JournalFault>> FaultsAsync()
    {
        var faults = new List<JournalFault>();
        var verifier = new JournalVerifier(new DefinitionStore(_database, DomainActivities.Catalog, TimeProvider.System), _database.Key);
        await foreach (var fault in verifier.VerifyAsync(null, CancellationToken.None))
            faults.Add(fault);
        return faults;
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _intruder.DisposeAsync();
        await _database.DisposeAsync();
        await _copy.DisposeAsync();
    }
}
