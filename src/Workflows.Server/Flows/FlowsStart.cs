namespace Workflows.Server.Flows;

/// <summary>What must be there before any instance moves: the shipped flows and the world.</summary>
public sealed class FlowsStart(DefinitionStore store, ILogger<FlowsStart> logger) : IHostedService
{
    private volatile bool _isReady;

    public bool IsReady => _isReady;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ShippedFlows.ImportAsync(store, ShippedFlows.OfDefinitions(), logger, cancellationToken);
        _isReady = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
