using Quartz;

namespace Workflows.Server.Scheduling.Duties;

/// <summary>All that Quartz does: once a minute, on one node of all, it asks whether a duty is due.</summary>
[DisallowConcurrentExecution]
internal sealed class WakeDuties(DutyRunner runner, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await runner.RunDueAsync(clock.GetUtcNow(), cancellationToken);
}
