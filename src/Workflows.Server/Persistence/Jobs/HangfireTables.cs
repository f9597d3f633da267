using Hangfire.PostgreSql;
using Npgsql;
using Workflows.Server.Persistence;

namespace Workflows.Server.Persistence.Jobs;

/// <summary>Hangfire's own tables: in the same database, in a schema of their own, so that they are never part of a backup.</summary>
public sealed class HangfireTables(Database database) : IConnectionFactory
{
    public const string Schema = "hangfire";

    /// <summary>How many tables the last installation left.</summary>
    private long _tables = -1;

    internal static PostgreSqlStorageOptions Options => new()
    {
        SchemaName = Schema,
        // Installed by us, one node at a time and after the server answers.
        PrepareSchemaIfNecessary = false,
        // A job is taken again a minute after its node died, and never while its node works.
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromMinutes(1),
        EnableLongPolling = true,
        QueuePollInterval = TimeSpan.FromSeconds(15),
    };

    /// <summary>Asked for when it is needed: the database starts after everything is registered.</summary>
    public NpgsqlConnection GetOrCreateConnection() => database.Source.CreateConnection();

    /// <summary>Installs what is missing or older. True when there was something to do, or this is the first look.</summary>
    public async Task<bool> EnsureAsync(CancellationToken ct)
    {
        if (_tables > 0 && await CountAsync(ct) == _tables)
            return false;
        await Database.OneAtATimeAsync(database.Source, () => Task.Run(Install, ct), ct);
        _tables = await CountAsync(ct);
        return true;
    }

    private void Install()
    {
        using var connection = database.Source.OpenConnection();
        PostgreSqlObjectsInstaller.Install(connection, Schema);
    }

    private async Task<long> CountAsync(CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("select count(*) from pg_tables where schemaname = $1");
        command.Parameters.Add(new() { Value = Schema });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
