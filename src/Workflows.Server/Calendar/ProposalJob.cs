using Microsoft.EntityFrameworkCore;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Calendar;

/// <summary>
/// Moves the deadlines of an approved proposal and says how many have moved. Each moves in its own transaction with its row, so a node
/// that dies leaves the rest for the next.
/// </summary>
internal sealed class ProposalJob(WorkflowsDb db, ProposalApplier applier) : IJobHandler
{
    public const string Name = "proposal";

    public sealed record Arguments(string ProposalId);

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var impacts = db.Set<ImpactRow>().AsNoTracking().Where(row => row.ProposalId == job.Arguments<Arguments>().ProposalId);
        var total = await impacts.CountAsync(ct);
        await applier.ApplyAsync(ct, async () =>
        {
            var left = await impacts.CountAsync(row => row.State == ImpactState.Pending, ct);
            job.Report(total - left, total, $"{total - left} de {total} plazos movidos.");
        });

        var pending = await impacts.CountAsync(row => row.State == ImpactState.Pending, ct);
        job.Report(total - pending, total, "");
        return new(pending == 0
            ? $"Se movieron los plazos de la propuesta: {total}."
            : $"Se movieron {total - pending} de {total} plazos. Los otros esperan que se decida una falla de su proceso, y "
                + $"se mueven solos después.");
    }
}
