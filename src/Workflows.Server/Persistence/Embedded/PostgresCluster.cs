using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Workflows.Server.Persistence.Embedded;

/// <summary>
/// One cluster on disk: makes it once, starts its server, says whether it answers, stops it. Only the process that
/// holds the ownership lock (<see cref="EmbeddedPostgres"/>) may start or stop.
/// </summary>
internal sealed class PostgresCluster
{
    public const string User = "workflows";
    private const string MajorVersion = "18";
    private const int SocketNumber = 5432; // only part of the socket's name

    private readonly EmbeddedPostgresOptions _options;
    private readonly string _dataFolder;
    private readonly UnixAccount? _account;
    private readonly PostgresBinaries _binaries;
    private readonly string? _socketFolder;
    private int _port = SocketNumber;

    public PostgresCluster(EmbeddedPostgresOptions options, string dataFolder)
    {
        _options = options;
        _dataFolder = dataFolder;
        _account = UnixAccount.ToStepDownTo();
        _binaries = PostgresBinaries.Install(options, forOtherAccount: _account is not null);
        _socketFolder = OperatingSystem.IsWindows() ? null : SocketFolder.PathFor(dataFolder, _account);
    }

    public string Folder => Path.Combine(_dataFolder, "cluster");

    private string StartupLog => Path.Combine(_dataFolder, "startup.log");

    private string PasswordFile => Path.Combine(_dataFolder, "password");

    // The account may not be allowed to walk the path to the cluster (a closed home). It is started inside it, and PostgreSQL
    // works with relative paths from there on.
    private string FolderAsSeenByPostgres => _account is null ? Folder : "/proc/self/cwd";

    private IEnumerable<string> StepDown => _account?.StepDown ?? [];

    public string ConnectionString(string database)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = _socketFolder ?? IPAddress.Loopback.ToString(),
            Port = _port,
            Username = User,
            Database = database,
            ApplicationName = "workflows",
        };
        if (_socketFolder is null)
            builder.Password = File.ReadAllText(PasswordFile).Trim();

        return builder.ConnectionString;
    }

    /// <summary>The live server of this cluster, with its port noted; null when there is none.</summary>
    public Postmaster? FindLive()
    {
        var live = Postmaster.Find(Folder);
        if (live is not null && OperatingSystem.IsWindows())
            _port = live.Port;

        return live;
    }

    /// <summary>Makes the cluster when it is missing: aside, and renamed when it is complete.</summary>
    public async Task EnsureExistsAsync(CancellationToken ct)
    {
        var version = Path.Combine(Folder, "PG_VERSION");
        if (File.Exists(version))
        {
            var found = (await File.ReadAllTextAsync(version, ct)).Trim();
            if (found != MajorVersion)
                throw new EmbeddedPostgresException(
                    $"Los datos de {Folder} son de PostgreSQL {found} y este servidor trae el {MajorVersion}. "
                    + "Respáldalos con la versión anterior del servidor y restaura ese respaldo en una carpeta nueva.");
            return;
        }

        var aside = Path.Combine(_dataFolder, "cluster.new");
        if (Directory.Exists(aside))
            Directory.Delete(aside, recursive: true);
        Directory.CreateDirectory(aside);
        _account?.Own(aside);

        var failure = await PostgresProcess.RunAsync([.. StepDown, .. InitdbCommand(aside)], aside, readOutput: true, ct);
        if (failure is not null)
            throw new EmbeddedPostgresException($"No pude crear la base de datos en {_dataFolder}: {failure}");

        Directory.Move(aside, Folder);
    }

    public async Task<PostgresProcess> LaunchAsync(CancellationToken ct)
    {
        Postmaster.ForgetTheDead(Folder);
        _account?.Own(Folder); // a restored backup, or files made while running with another account
        File.Delete(StartupLog);

        if (!OperatingSystem.IsWindows())
        {
            SocketFolder.Create(_socketFolder!, _account);
            return PostgresProcess.Start(
                [.. StepDown, _binaries.Postgres, "-D", FolderAsSeenByPostgres, .. Settings()
                    .SelectMany(setting => (string[])["-c", setting])],
                Folder, StartupLog, _options.StopWithParent);
        }

        // pg_ctl gives up administrator rights, which PostgreSQL refuses. A restart keeps the port others already know.
        if (_port == SocketNumber)
            _port = FreePort();
        var settings = string.Join(' ', Settings().Select(setting => $"-c \"{setting}\""));
        var failure = await PostgresProcess.RunAsync(
            [_binaries.PgCtl, "start", "-w", "-D", Folder, "-l", StartupLog, "-o", settings], Folder, readOutput: false, ct);

        return (failure is null && FindLive() is { } live ? PostgresProcess.Adopt(live.ProcessId) : null)
            ?? throw DidNotStart();
    }

    /// <summary>Waits until the server answers to a query; fails at once when its process ends before.</summary>
    public async Task WaitUntilReadyAsync(PostgresProcess process, CancellationToken ct)
    {
        while (!await AnswersAsync("postgres", ct))
        {
            if (process.HasExited)
                throw DidNotStart();
            await Task.Delay(TimeSpan.FromMilliseconds(40), ct);
        }
    }

    public async Task EnsureDatabaseAsync(CancellationToken ct)
    {
        if (await AnswersAsync(_options.Database, ct))
            return;

        await using var connection = new NpgsqlConnection(Unpooled("postgres"));
        await connection.OpenAsync(ct);
        await using var create = new NpgsqlCommand(
            $"create database \"{_options.Database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    public async Task<bool> AnswersAsync(string database, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Unpooled(database));
            await connection.OpenAsync(ct);
            return true;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or IOException)
        {
            return false;
        }
    }

    public async Task StopAsync(PostgresProcess process)
    {
        using var patience = new CancellationTokenSource(_options.StopTimeout);
        try
        {
            if (OperatingSystem.IsWindows())
                await PostgresProcess.RunAsync(
                    [_binaries.PgCtl, "stop", "-m", "fast", "-D", Folder], Folder, readOutput: false, patience.Token);
            else
                process.AskToStop();
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.AskToStopAtOnce();
            using var lastPatience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await process.WaitForExitAsync(lastPatience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void RemoveSocketFolder()
    {
        if (_socketFolder is not null && Directory.Exists(_socketFolder) && FindLive() is null)
            Directory.Delete(_socketFolder, recursive: true);
    }

    private IEnumerable<string> InitdbCommand(string folder)
    {
        string[] command =
        [
            _binaries.Initdb, "-D", _account is null ? folder : FolderAsSeenByPostgres, "--username", User, "--encoding", "UTF8",
            // Words sort and fold as in Chile on every machine, whatever its own locales.
            "--locale", "C", "--locale-provider", "icu", "--icu-locale", "es-CL", "--no-instructions",
        ];
        if (_socketFolder is not null)
            return [.. command, "--auth", "trust"]; // the socket's folder is the lock on this door

        File.WriteAllText(PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        return [.. command, "--auth", "scram-sha-256", "--pwfile", PasswordFile];
    }

    private IEnumerable<string> Settings()
    {
        var settings = _options.EffectiveSettings().Select(setting => $"{setting.Key}={setting.Value}");
        return _socketFolder is not null
            ? [.. settings, "listen_addresses=", $"unix_socket_directories={_socketFolder}", $"port={SocketNumber}"]
            : [.. settings, "listen_addresses=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"port={_port}")];
    }

    private string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false, Timeout = 5 }.ConnectionString;

    private EmbeddedPostgresException DidNotStart()
    {
        var last = File.Exists(StartupLog) ? string.Join(' ', File.ReadLines(StartupLog).TakeLast(5)) : "";
        return new($"La base de datos incluida no partió. Revisa {StartupLog} y {Path.Combine(Folder, "log")}. {last}".Trim());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
