using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Files.Store;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Processes;

/// <summary>Writes the processes somebody follows as a file, in the background: what they may see when it is written, never more.</summary>
internal sealed class ProcessExport(
    WorkflowsDb db, Holders holders, ProcessReading reading, FileStore files, TimeProvider clock) : IJobHandler
{
    public const string Name = "process-export";

    /// <param name="Filter">As the list takes it.</param>
    public sealed record Request(ProcessFilter Filter, SheetFormat? Format = null, string? Sort = null);

    internal static async Task<Results<Accepted<JobView>, ProblemHttpResult>> StartAsync(
        Request request, Acting acting, WorkflowsDb db, JobQueue queue, IdempotentCommand command, CancellationToken ct)
    {
        if (new PageOf(null, null, request.Sort).ProblemWith(ProcessEndpoints.SortsIn(db)) is { } problem)
            return Refusal.Invalid(problem);
        return (await queue.LeaveAsync(Name, "Exportar la lista de procesos", request, acting, db, command, ct)).ToAccepted();
    }

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var asked = job.Arguments<Request>();
        var followed = ProcessEndpoints.Followed(asked.Filter, job.Acting, db, holders, clock.GetUtcNow());
        var total = await followed.CountAsync(ct);
        return await SheetFile.WriteAsync(
            job, ProcessEndpoints.SheetOf(followed, asked.Format, asked.Sort, db, reading), total, files, clock, ct);
    }
}
