using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Embedded;

namespace Workflows.Load;

/// <summary>
/// Where a measurement writes: a fresh database of a PostgreSQL of its own, with its guarantees on, that disappears with the command;
/// or the empty one a connection string names. It never writes where somebody's processes are.
/// </summary>
internal sealed class LoadDatabases : IAsyncDisposable
{
    private readonly string? _given;
    private EmbeddedPostgres? _embedded;

    private LoadDatabases(string? given, string folder) => (_given, DataFolder) = (given, folder);

    /// <summary>The data folder of the servers that are measured.</summary>
    public string DataFolder { get; }

    /// <summary>The PostgreSQL is ours, and a server that starts on the folder starts it too.</summary>
    public bool IsOwn => _given is null;

    public static async Task<LoadDatabases> OpenAsync(string? connectionString, CancellationToken ct)
    {
        var databases = new LoadDatabases(
            string.IsNullOrWhiteSpace(connectionString) ? null : connectionString,
            Directory.CreateTempSubdirectory("workflows-load-").FullName);
        try
        {
            if (databases._given is { } given)
                await RefuseUsedAsync(given, ct);
            await databases.StartAsync(ct);
            return databases;
        }
        catch
        {
            await databases.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync(CancellationToken ct)
    {
        if (IsOwn)
            _embedded ??= await EmbeddedPostgres.StartAsync(
                new() { DataFolder = Path.Combine(DataFolder, "postgres") }, NullLogger.Instance, ct);
    }

    /// <summary>Lets go of our PostgreSQL, so that whoever comes next has to start it.</summary>
    public async Task StopAsync()
    {
        if (_embedded is { } embedded)
            await embedded.DisposeAsync();
        _embedded = null;
    }

    /// <summary>The database a server on this folder uses.</summary>
    public string Main => _given ?? _embedded!.ConnectionString;

    /// <summary>An empty database; the given one, when one was given.</summary>
    public async Task<string> FreshAsync(string name, CancellationToken ct)
    {
        if (!IsOwn)
            return Main;
        await using var connection = new NpgsqlConnection(Main);
        await connection.OpenAsync(ct);
        await using var create = new NpgsqlCommand($"create database \"load_{name}\"", connection);
        await create.ExecuteNonQueryAsync(ct);
        return new NpgsqlConnectionStringBuilder(Main) { Database = $"load_{name}" }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearAllPools();
        try
        {
            Directory.Delete(DataFolder, recursive: true);
        }
        catch (IOException)
        {
            // A server that was being measured may still be closing its files; the system empties its temporary folder.
        }
    }

    private static async Task RefuseUsedAsync(string connectionString, CancellationToken ct)
    {
        await using var source = Database.Connect(connectionString);
        await Database.MigrateAsync(source, ct);
        await using var look = source.CreateCommand("select exists (select 1 from instances)");
        if (await look.ExecuteScalarAsync(ct) is true)
            throw new CommandRefusedException(
                "Esa base de datos ya tiene procesos, y la prueba de carga abre miles. Usa una vacía, o ninguna.");
    }
}
