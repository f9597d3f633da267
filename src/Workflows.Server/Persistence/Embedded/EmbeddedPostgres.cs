using System.Diagnostics;
using Npgsql;

namespace Workflows.Server.Persistence.Embedded;

/// <summary>
/// The PostgreSQL that comes with the server. The first of our processes on a data folder starts it and watches over it;
/// the others attach, and the last one to leave stops it. It never listens on the network.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan TakeOverEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly EmbeddedPostgresOptions _options;
    private readonly PostgresCluster _cluster;
    private readonly DataFolderLocks _locks;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _disposing = new();
    private PostgresProcess? _process;
    private Task _watching = Task.CompletedTask;
    private bool _disposed;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, PostgresCluster cluster, DataFolderLocks locks, ILogger logger)
    {
        _options = options;
        _cluster = cluster;
        _locks = locks;
        _logger = logger;
        ConnectionString = "";
    }

    public string ConnectionString { get; private set; }

    /// <summary>Whether this process answers for the server; it may become the owner later, when the owner leaves.</summary>
    public bool IsOwner => _locks.IsOwner;

    internal int? ServerProcessId => _cluster.FindLive()?.ProcessId;

    /// <summary>What the system does when this process dies: watching stops, the locks and the pipe are let go.</summary>
    internal void CrashForTests()
    {
        _disposing.Cancel();
        _process?.LetGoOfPipe();
        _locks.Dispose();
    }

    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken ct)
    {
        var dataFolder = Path.GetFullPath(options.DataFolder);
        CreatePrivate(dataFolder);
        var locks = new DataFolderLocks(dataFolder);
        var postgres = new EmbeddedPostgres(options, new PostgresCluster(options, dataFolder), locks, logger);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.StartTimeout);
        try
        {
            await postgres.OwnOrAttachAsync(patience.Token);
            postgres.ConnectionString = postgres._cluster.ConnectionString(options.Database);
            postgres._watching = Task.Run(postgres.WatchAsync, CancellationToken.None);
            return postgres;
        }
        catch (Exception error)
        {
            await postgres.DisposeAsync();
            if (error is OperationCanceledException && !ct.IsCancellationRequested)
                throw new EmbeddedPostgresException(
                    $"La base de datos incluida no respondió en {options.StartTimeout.TotalSeconds:0} segundos. Revisa los "
                    + $"registros en {dataFolder}.", error);
            throw;
        }
    }

    /// <summary>Waits until the server answers, for instance after it has been restarted.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        while (!await _cluster.AnswersAsync(_options.Database, ct))
            await Task.Delay(FirstPause, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;

        await _disposing.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await LeaveAsync();
        _process?.Dispose();
        _locks.Dispose();
        _disposing.Dispose();
    }

    private async Task OwnOrAttachAsync(CancellationToken ct)
    {
        while (true)
        {
            if (_locks.TryUse())
            {
                if (_locks.TryOwn())
                {
                    await EnsureRunningAsync(ct);
                    return;
                }

                if (_cluster.FindLive() is { } live && await _cluster.AnswersAsync(_options.Database, ct))
                {
                    _logger.LogInformation("Attached to the embedded PostgreSQL with process {ProcessId}", live.ProcessId);
                    return;
                }
            }

            await Task.Delay(FirstPause, ct);
        }
    }

    private async Task EnsureRunningAsync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await _cluster.EnsureExistsAsync(ct);
        var adopted = _cluster.FindLive() is { } live ? PostgresProcess.Adopt(live.ProcessId) : null;
        _process?.Dispose();
        _process = adopted ?? await _cluster.LaunchAsync(ct);
        await _cluster.WaitUntilReadyAsync(_process, ct);
        await _cluster.EnsureDatabaseAsync(ct);
        _logger.LogInformation(
            "Embedded PostgreSQL {How} with process {ProcessId} in {Elapsed} ms",
            adopted is null ? "started" : "found running", _process.Id, clock.ElapsedMilliseconds);
    }

    /// <summary>The owner restarts a server that ended by itself; the others wait to inherit from the owner.</summary>
    private async Task WatchAsync()
    {
        var ct = _disposing.Token;
        var pause = FirstPause;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!_locks.TryOwn())
                {
                    await Task.Delay(TakeOverEvery, ct);
                    continue;
                }

                if (_process is null || _process.HasExited)
                {
                    await EnsureRunningAsync(ct);
                    // Connections of before the fall are broken; each would cost somebody an error.
                    NpgsqlConnection.ClearAllPools();
                }

                var uptime = Stopwatch.StartNew();
                await _process!.WaitForExitAsync(ct);
                if (uptime.Elapsed > LongestPause)
                    pause = FirstPause;
                _logger.LogError("The embedded PostgreSQL ended by itself; starting it again in {Pause}", pause);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                _logger.LogError(error, "The embedded PostgreSQL did not start; trying again in {Pause}", pause);
            }

            await Task.Delay(pause, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>
    /// Stops the server unless another process of ours uses it. It looks a second time after giving up ownership: one who left
    /// meanwhile could not have taken over, and the server would be left running for nobody.
    /// </summary>
    private async Task LeaveAsync()
    {
        _locks.LeaveUse();
        for (var look = 0; look < 2 && _locks.TryOwn(); look++)
        {
            using var door = _locks.TryShutTheDoor();
            if (door is not null || _options.StopWithParent)
            {
                await StopServerAsync();
                _locks.LeaveOwnership();
                return;
            }

            _locks.LeaveOwnership();
        }
    }

    private async Task StopServerAsync()
    {
        var running = _process is { HasExited: false }
            ? _process
            : _cluster.FindLive() is { } live ? PostgresProcess.Adopt(live.ProcessId) : null;
        if (running is not null)
        {
            await _cluster.StopAsync(running);
            NpgsqlConnection.ClearAllPools();
            _logger.LogInformation("Embedded PostgreSQL stopped");
            if (running != _process)
                running.Dispose();
        }

        _cluster.RemoveSocketFolder();
    }

    // Only on creation: an administrator may have opened it to a backup account.
    private static void CreatePrivate(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
