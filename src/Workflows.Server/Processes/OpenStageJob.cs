using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Processes;

/// <summary>
/// Follows the opening of a stage until each of its processes is open. It opens none: the messages of the stage do, whoever follows them,
/// and a node that dies while it looks has interrupted nothing.
/// </summary>
internal sealed class OpenStageJob(WorkflowsDb db) : IJobHandler
{
    public const string Name = "open-stage";

    /// <summary>Fewer open while the page loads.</summary>
    public const int FewestProcesses = 5;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public sealed record Arguments(string InstanceId, int Processes);

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var (stage, total) = job.Arguments<Arguments>();
        using var look = new PeriodicTimer(Look);
        while (true)
        {
            var open = await db.Set<InstanceRow>().CountAsync(row => row.ParentId == stage, ct);
            job.Report(open, total, $"{open} de {total} procesos abiertos.");
            // A stage that opens very many does it in several bursts.
            if (open >= total
                && !await db.Set<StimulusRow>().AnyAsync(row => row.TargetInstanceId == stage && row.Kind == StimulusKinds.Continue, ct))
                return new($"Quedaron abiertos los {open} procesos de la etapa.");
            if (await db.Set<InstanceRow>().AnyAsync(row => row.Id == stage && row.Status == WorkflowStatus.Finished, ct))
                return new($"La etapa terminó o se canceló con {open} de {total} procesos abiertos.");
            var parked = await db.Set<StimulusRow>().CountAsync(
                row => row.Kind == StimulusKinds.StartChild && row.ParkedReason != null && row.Key.StartsWith("start:" + stage), ct);
            if (parked > 0 && open + parked >= total)
                throw new JobRefusedException(
                    $"Se abrieron {open} de {total} procesos. Los otros fallaron: revisa los mensajes detenidos en "
                    + $"Programador y reinténtalos.");
            await look.WaitForNextTickAsync(ct);
        }
    }
}
