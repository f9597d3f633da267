using Workflows.Definitions.Flows;

namespace Workflows.Server.Flows;

/// <summary>What must be there before any instance moves: the shipped flows and the world.</summary>
public sealed class FlowsStart(DefinitionStore store, WorldSource world, WorldReader readWorld, ILogger<FlowsStart> logger) : IHostedService
{
    private volatile bool _isReady;

    public bool IsReady => _isReady;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await FlowImport.ImportAsync(store, ShippedFlows.All, logger, cancellationToken);
        world.Replace(await readWorld(cancellationToken));
        _isReady = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
