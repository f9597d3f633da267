using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Embedded;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.CommandLine;

/// <summary>
/// The database a command works on: the one the connection string names, or the embedded one of the data folder, attached to when a
/// server has it running and started when none has. It never changes the tables unless it is asked for what needs them current.
/// </summary>
internal sealed class CommandDatabase : IAsyncDisposable
{
    private readonly DatabaseOptions _options;
    private readonly EmbeddedPostgres? _embedded;
    private readonly List<Database> _lent = [];

    private CommandDatabase(DatabaseOptions options, EmbeddedPostgres? embedded, bool create)
    {
        _options = options with { MakesProofKey = create };
        _embedded = embedded;
        Key = create ? ProofKey.FindOrCreate(options.DataFolder) : ProofKey.Find(options.DataFolder);
        Source = Database.Connect(options.ConnectionString!, key: Key);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Null when the data folder has none: what this command changes is not signed.</summary>
    public ProofKey? Key { get; }

    /// <summary>True when another process of ours answers for the embedded server: somebody is working on this data.</summary>
    public bool IsAttached => _embedded is { IsOwner: false };

    /// <param name="create">Whether a data folder without a database gets an empty one.</param>
    public static async Task<CommandDatabase> OpenAsync(DatabaseOptions options, bool create, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
            return new(options, null, create);

        var folder = options.PostgresFolder;
        if (!create && !Directory.Exists(folder))
            throw new CommandRefusedException($"No hay datos en {options.DataFolder}. Indica la carpeta del servidor con --data.");
        var embedded = await EmbeddedPostgres.StartAsync(new() { DataFolder = folder }, NullLogger.Instance, ct);
        return new(options with { ConnectionString = embedded.ConnectionString }, embedded, create);
    }

    /// <summary>Ends the command when the tables are not those of this program.</summary>
    public async Task RequireCurrentTablesAsync(CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(Source));
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Count == 0)
            throw new CommandRefusedException("La base de datos está vacía: todavía no la ha usado ningún servidor.");
        if (TableVersion.ProblemWith(applied[^1], known) is { } problem)
            throw new CommandRefusedException($"No se puede trabajar con estos datos. {problem}");
        if (known.Except(applied).Any())
            throw new CommandRefusedException(
                "Las tablas son de una versión anterior de este programa. Inicia el servidor una vez para actualizarlas.");
    }

    /// <summary>The definitions stored here. The tables are brought up to date first.</summary>
    public async Task<DefinitionStore> DefinitionsAsync(CancellationToken ct)
    {
        var database = new Database(_options, NullLoggerFactory.Instance);
        _lent.Add(database);
        await database.StartAsync(ct);
        return new DefinitionStore(database, DomainActivities.Catalog, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _lent)
            await database.DisposeAsync();
        await Source.DisposeAsync();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }
}
