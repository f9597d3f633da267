using Workflows.Definitions.Flows;

namespace Workflows.Server.Flows;

/// <summary>What must be there before any instance moves: the flows that ship with the program.</summary>
public sealed class FlowsStart(DefinitionStore store, ILogger<FlowsStart> logger) : IHostedService
{
    private volatile bool _isReady;

    public bool IsReady => _isReady;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await FlowImport.ImportAsync(store, ShippedFlows.All, logger, cancellationToken);
        _isReady = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
