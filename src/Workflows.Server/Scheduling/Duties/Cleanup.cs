using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Server.Audit;
using Workflows.Server.Files;
using Workflows.Server.Files.Store;
using Workflows.Server.Jobs;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Scheduling.Duties;

/// <summary>Takes away what nobody needs any more: old answers to commands, files nobody refers to, claims of nodes that died.</summary>
public sealed class Cleanup(Func<NpgsqlDataSource> source, FileStore files, OutboxTable outbox)
{
    public const string Name = "limpieza";

    private static readonly TimeSpan AnswersAreKept = TimeSpan.FromDays(30);

    private static readonly TimeSpan SessionsAreKept = TimeSpan.FromDays(90);
    private static readonly TimeSpan LinksAreKept = TimeSpan.FromDays(30);

    /// <summary>The database keeps each of these for two years, whoever asks.</summary>
    private static readonly TimeSpan ReadingsAreKept = TimeSpan.FromDays(2 * 366);

    /// <summary>An upload whose row is not committed yet is younger than this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public Duty Duty => new(Name, "Limpieza de datos que ya no se usan", DutyDays.Every, new(3, 30), RunAsync);

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(source()));
        var before = context.Now - AnswersAreKept;
        var answers = await db.Set<IdempotencyRow>().Where(row => row.CreatedAt < before).ExecuteDeleteAsync(ct);
        var referenced = await db.Set<FileRow>().Select(file => file.Hash).Union(db.Set<FileUseRow>().Select(use => use.Hash))
            .Union(db.Set<JobRow>().Where(job => job.FileHash != null).Select(job => job.FileHash!)).ToListAsync(ct);
        var gone = await files.DeleteUnreferencedAsync(referenced.ToHashSet(StringComparer.Ordinal), Grace, ct);
        var entries = await ForgetOldEntriesAsync(db, context.Now, ct);
        var claims = await outbox.ExpireOfDeadNodesAsync(ct);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Respuestas de más de 30 días: {answers}. Archivos sin uso: {gone}. Correos de servidores caídos: {claims}. Sesiones, enlaces e intentos viejos: {entries}.");
    }

    /// <summary>How people entered is personal data: kept as long as its owner, or an audit, has a use for it.</summary>
    private static async Task<int> ForgetOldEntriesAsync(WorkflowsDb db, DateTimeOffset now, CancellationToken ct)
    {
        // What a failed job was asked may hold a whole list of people.
        await db.Set<JobRow>().Where(job => job.EndedAt < now - LinksAreKept).ExecuteDeleteAsync(ct);
        var (oldSession, oldLink, oldFailure, oldReading) = (now - SessionsAreKept, now - LinksAreKept, now - LoginGuard.Window, now - ReadingsAreKept);
        return await db.Set<Session>().Where(session => session.SeenAt < oldSession).ExecuteDeleteAsync(ct)
            + await db.Set<AccountLink>().Where(link => link.ExpiresAt < oldLink).ExecuteDeleteAsync(ct)
            + await db.Set<LoginFailures>().Where(row => row.Since < oldFailure).ExecuteDeleteAsync(ct)
            + await db.Set<ReadingRow>().Where(row => row.At < oldReading).ExecuteDeleteAsync(ct);
    }
}
