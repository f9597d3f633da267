using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Storage;
using Workflows.Server.Duties;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Hosting;

/// <summary>
/// Starts Hangfire after the server answers, and keeps its tables and its recurring jobs as this program wants them: tables that are
/// missing, older or gone are made again while it runs. Without a database it waits for one.
/// </summary>
public sealed partial class HangfireServer(
    JobStorage storage, HangfireTables tables, DutyCatalog duties, Repaso repaso, Leases leases, JobOptions options,
    IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<HangfireServer> logger) : BackgroundService
{
    private const string EveryFiveMinutes = "*/5 * * * *";
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private static readonly RecurringJobOptions Santiago = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago") };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await HasStartedAsync(stoppingToken))
            return;
        BackgroundJobServer? server = null;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = options.Look;
                try
                {
                    if (await tables.EnsureAsync(stoppingToken))
                        await Task.Run(RegisterRecurring, stoppingToken);
                    if (server is null)
                    {
                        server = new(ServerOptions(), storage);
                        // What was missed while no server ran is not left for the next five minutes.
                        await repaso.RunAsync(stoppingToken);
                    }
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    NotReady(error.Message);
                    pause = Retry;
                }

                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            server?.SendStop();
            if (server is not null)
                await server.WaitForShutdownAsync(CancellationToken.None);
            server?.Dispose();
        }
    }

    private async Task<bool> HasStartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var onStop = stopping.Register(() => started.TrySetCanceled(stopping));
        await started.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    private BackgroundJobServerOptions ServerOptions() => new()
    {
        ServerName = leases.Node,
        WorkerCount = options.Workers,
        Activator = new AspNetCoreJobActivator(scopes),
        CancellationCheckInterval = TimeSpan.FromSeconds(5),
        ShutdownTimeout = TimeSpan.FromSeconds(15),
    };

    private void RegisterRecurring()
    {
        var manager = new RecurringJobManager(storage);
        manager.AddOrUpdate<Repaso>(Repaso.Name, look => look.RunAsync(CancellationToken.None), EveryFiveMinutes, Santiago);
        foreach (var duty in duties.All)
        {
            // Every day: on which days it has something to do is the duty's own knowledge.
            manager.AddOrUpdate<Repaso>(
                duty.Name, look => look.WakeAsync(duty.Title, CancellationToken.None), Cron.Daily(duty.At.Hour, duty.At.Minute), Santiago);
        }

        using var connection = storage.GetConnection();
        foreach (var gone in connection.GetRecurringJobs()
            .Where(job => job.Id != Repaso.Name && duties.All.All(duty => duty.Name != job.Id)))
            manager.RemoveIfExists(gone.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hangfire is not ready yet: {Reason}")]
    private partial void NotReady(string reason);
}
