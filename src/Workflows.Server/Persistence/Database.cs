using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Server.Persistence.Embedded;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Persistence;

/// <summary>
/// The one PostgreSQL of this process: the one a connection string names, or else the embedded one in the data folder. It is up
/// to date before anything else starts and stops after everything else has stopped.
/// </summary>
public sealed class Database(DatabaseOptions options, ILoggerFactory loggers) : IHostedLifecycleService, IAsyncDisposable
{
    /// <summary>Every node that starts asks for this lock, so one of them migrates and the others wait.</summary>
    private const long MigrationLock = 7_706_102_026;
    private static readonly TimeSpan LongestMigration = TimeSpan.FromHours(6);

    private const int KeepAliveSeconds = 15;

    private const string ServerOptions =
        "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=30000 -c "
        + "idle_in_transaction_session_timeout=300000";

    private readonly ILogger _logger = loggers.CreateLogger<Database>();
    private EmbeddedPostgres? _embedded;
    private NpgsqlDataSource? _source;

    /// <summary>Connections, pooled and with statements prepared by use.</summary>
    public NpgsqlDataSource Source =>
        _source ?? throw new DatabaseNotStartedException();

    /// <summary>Signs what this process changes; known when the database has started.</summary>
    public ProofKey? Key { get; private set; }

    /// <summary>Connects, starting the embedded server when there is no connection string, and brings the tables up to date.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_source is not null)
            return;
        var connectionString = options.ConnectionString;
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            _embedded = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataFolder = options.PostgresFolder }, _logger, cancellationToken);
            connectionString = _embedded.ConnectionString;
        }

        Key = options.MakesProofKey ? ProofKey.FindOrCreate(options.DataFolder) : ProofKey.Find(options.DataFolder);
        _source = Connect(connectionString, loggers, Key);
        await MigrateAsync(_source, cancellationToken);
    }

    /// <summary>The data source as this program wants it, for a connection string somebody else wrote.</summary>
    /// <param name="key">Signs what this session changes; without one the verification will say that it was not this program.</param>
    public static NpgsqlDataSource Connect(string connectionString, ILoggerFactory? loggers = null, ProofKey? key = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        // What somebody wrote stays. Npgsql's own ContainsKey is true of every keyword it knows, so the plain builder is asked.
        var written = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!written.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = 200;
        if (!written.ContainsKey("Auto Prepare Min Usages"))
            settings.AutoPrepareMinUsages = 2;
        if (!written.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = 64;
        // Nobody leaves settings, temporary tables or locks behind in a session, and seven statements at each opening cost a tenth of a
        // burst.
        if (!written.ContainsKey("No Reset On Close"))
            settings.NoResetOnClose = true;
        // A connection that was cut without a word looks alive to whoever waits on it. The kernel asks the other side, and PostgreSQL
        // lets go of what a vanished server had locked.
        // A socket in a folder has no TCP to keep alive.
        if (!written.ContainsKey("Tcp Keepalive") && settings.Host is { } host && !host.StartsWith('/'))
            (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (
                true, KeepAliveSeconds, KeepAliveSeconds / 3);
        if (!written.ContainsKey("Options"))
            settings.Options = ServerOptions;
        if (!written.ContainsKey("Application Name"))
            settings.ApplicationName = "workflows";
        if (key is not null)
            settings.Options = $"{settings.Options} {key.SessionOptions}".Trim();
        if (loggers is not null)
            builder.UseLoggerFactory(loggers);
        return builder.Build();
    }

    /// <summary>Applies the migrations this database lacks, one process at a time.</summary>
    public static Task MigrateAsync(NpgsqlDataSource source, CancellationToken ct) => OneAtATimeAsync(
        source,
        async () =>
        {
            await using var db = new WorkflowsDb(Options(source));
            await TableVersion.AdoptAsync(source, [.. db.Database.GetMigrations()], ct);
            // On a large table one step may take longer than any other command.
            db.Database.SetCommandTimeout(LongestMigration);
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
                await db.Database.MigrateAsync(ct);
            await using var connection = await source.OpenConnectionAsync(ct);
            await ProofGuards.InstallAsync(connection, ct);
            await UndersecretaryPosts.PlaceAsync(connection, ct);
        },
        ct);

    /// <summary>
    /// Changes the shape of the database while no other process does. It waits for the other one however long that takes.
    /// </summary>
    public static async Task OneAtATimeAsync(NpgsqlDataSource source, Func<Task> change, CancellationToken ct)
    {
        await using var guard = await source.OpenConnectionAsync(ct);
        // Asked again and again: one command that waits would be given up after its time, and the server would not start.
        await using (var take = new NpgsqlCommand($"select pg_try_advisory_lock({MigrationLock})", guard))
        {
            while (await take.ExecuteScalarAsync(ct) is not true)
                await Task.Delay(OneNodeAtATime.Look, ct);
        }

        try
        {
            await change();
        }
        finally
        {
            await using var release = new NpgsqlCommand($"select pg_advisory_unlock({MigrationLock})", guard);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>How many rows a table of ours has.</summary>
    public static async Task<long> CountAsync(NpgsqlDataSource source, string table, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public static DbContextOptions<WorkflowsDb> Options(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql(source).Options;

    public Task StartingAsync(CancellationToken cancellationToken) => StartAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        var (source, embedded) = (_source, _embedded);
        (_source, _embedded) = (null, null);
        if (source is not null)
            await source.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }
}

/// <summary>Somebody asked for the database before the host started or after it stopped.</summary>
public sealed class DatabaseNotStartedException() : InvalidOperationException(
    "The database is not there: nothing may ask for it before the host starts or after it stops.");

/// <summary>Which database, and where this server keeps its files.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Of a PostgreSQL of one's own; without it the embedded one is started.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Database, files and pickup mail of this server are inside.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Of the embedded server.</summary>
    public string PostgresFolder => Path.Combine(DataFolder, "postgres");

    public string FilesFolder => Path.Combine(DataFolder, "files");

    /// <summary>False for a command that only looks: the key it would make could sign nothing that is there.</summary>
    public bool MakesProofKey { get; init; } = true;
}
