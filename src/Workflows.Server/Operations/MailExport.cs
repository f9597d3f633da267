using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Files.Store;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Operations;

/// <summary>Writes the mails somebody may see as a file, in the background: what they may see when it is written, never more.</summary>
internal sealed class MailExport(WorkflowsDb db, FileStore files, TimeProvider clock) : IJobHandler
{
    public const string Name = "mail-export";

    /// <param name="Filter">As the list takes it.</param>
    public sealed record Request(MailFilter Filter, SheetFormat? Format = null);

    internal static async Task<Accepted<JobView>> StartAsync(
        Request request, Acting acting, WorkflowsDb db, JobQueue queue, IdempotentCommand command, CancellationToken ct) =>
        (await queue.LeaveAsync(Name, "Exportar la lista de correos", request, acting, db, command, ct)).ToAccepted();

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var asked = job.Arguments<Request>();
        var found = MailEndpoints.Found(asked.Filter, job.Acting, db);
        var total = await found.CountAsync(ct);
        return await SheetFile.WriteAsync(job, MailEndpoints.SheetOf(found, asked.Format), total, files, clock, ct);
    }
}
