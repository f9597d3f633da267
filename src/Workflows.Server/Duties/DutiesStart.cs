namespace Workflows.Server.Duties;

/// <summary>A server shows its duties as soon as it answers; Hangfire begins to wake them a moment later. It runs none of them.</summary>
internal sealed class DutiesStart(DutyRunner runner, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => runner.DescribeAsync(clock.GetUtcNow(), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
