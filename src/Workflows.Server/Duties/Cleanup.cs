using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Uploads;

namespace Workflows.Server.Duties;

/// <summary>
/// Takes away what nobody needs any more: files nobody refers to, claims of nodes that died. What is kept for a term goes by the retention.
/// </summary>
public sealed class Cleanup(Func<NpgsqlDataSource> source, FileStore files, OutboxTable outbox)
{
    public const string Name = "limpieza";

    private static readonly TimeSpan JobsAreKept = TimeSpan.FromDays(30);

    /// <summary>An upload whose row is not committed yet is younger than this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public Duty Duty => new(Name, "Limpieza de datos que ya no se usan", DutyDays.Every, new(3, 30), RunAsync);

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(source()));
        var referenced = await db.Set<FileRow>().Select(file => file.Hash).Union(db.Set<FileUseRow>().Select(use => use.Hash))
            .Union(db.Set<JobRow>().Where(job => job.FileHash != null).Select(job => job.FileHash!)).ToListAsync(ct);
        var gone = await files.DeleteUnreferencedAsync(referenced.ToHashSet(StringComparer.Ordinal), Grace, ct);
        // What a failed job was asked may hold a whole list of people.
        var oldJob = context.Now - JobsAreKept;
        await db.Set<JobRow>().Where(job => job.EndedAt < oldJob).ExecuteDeleteAsync(ct);
        var claims = await outbox.ExpireOfDeadNodesAsync(ct);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Archivos sin uso: {gone}. Correos de servidores caídos: {claims}.");
    }
}
