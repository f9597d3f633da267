using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.World;

/// <summary>
/// Keeps the world that bursts ask equal to what is stored: read before anything moves, and again whenever a node says it changed. A
/// world that cannot be read leaves the last good one in place.
/// </summary>
public sealed class WorldKeeper(IServiceProvider services, WorldSource world, WakeUps wakeUps, ILogger<WorldKeeper> logger)
    : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        wakeUps.Told += OnTold;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        wakeUps.Told -= OnTold;
        return Task.CompletedTask;
    }

    /// <summary>After a change committed here: this node sees it when this returns, the others a moment later.</summary>
    public async Task ChangedAsync(CancellationToken ct)
    {
        await ReloadAsync(ct);
        wakeUps.Tell(WakeUp.World);
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Reads what is stored now; when this returns, bursts of this node ask it.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
            var organisation = await db.ReadOrganisationAsync(ct);
            var calendar = await db.ReadCalendarAsync(ct);
            var snapshot = new WorldSnapshot(organisation, calendar);
            if (world.Current.Version != snapshot.Version)
                world.Replace(snapshot);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private void OnTold(WakeUp kind, DateTimeOffset? due)
    {
        if (kind == WakeUp.World)
            _ = ReloadOrLogAsync();
    }

    private async Task ReloadOrLogAsync()
    {
        try
        {
            await ReloadAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            logger.LogError(error, "The organisation could not be read again; bursts go on with the one read before");
        }
    }
}
