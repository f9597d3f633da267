using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Stages;

/// <summary>Sends the reminders that a coordinator has read: exactly those, all in the transaction that ends the job, or none.</summary>
internal sealed class ReminderJob(
    WorkflowsDb db, Holders holders, DefinitionStore definitions, MailTemplates templates, MailRenderer renderer, DispatcherOptions options,
    WakeUps wakeUps, Changes changes, TimeProvider clock) : IJobHandler
{
    public const string Name = "reminders";

    public sealed record Arguments(string DefinitionId, int Year, BulkReminder.SendRequest Asked);

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var (definitionId, year, asked) = job.Arguments<Arguments>();
        job.Report(0, asked.InstanceIds.Count, "Escribiendo los avisos.");
        var (drafts, _) = await BulkReminder.WriteAsync(
            definitionId, year, asked.InstanceIds, asked.Message, job.Acting, db, holders, definitions, templates, renderer, ct);
        if (drafts.Count == 0 || BulkReminder.FingerprintOf(drafts) != asked.Fingerprint)
            throw new JobRefusedException(
                "No salió ningún aviso: desde que los revisaste cambió a quién van o qué dicen. Revísalos otra vez y confirma.");

        job.Report(0, drafts.Count, $"Dejando {drafts.Count} avisos en la cola de salida.");
        var now = clock.GetUtcNow();
        var rows = drafts.Select(
            (draft, index) =>
                BulkReminder.RowOf(draft, $"recordatorio-{job.Id}-{index}", asked.Reason, job.Acting, options.MailDomain, now)).ToList();
        var outcome = new JobOutcome(
            rows.Count == 1 ? "Salió un aviso." : $"Salieron {rows.Count} avisos.", new BulkReminder.SendResponse(rows.Count));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.AddRange(rows);
        await db.SaveChangesAsync(ct);
        await job.EndInAsync(db, outcome, ct);
        await transaction.CommitAsync(ct);
        wakeUps.Tell(WakeUp.Mails, now);
        changes.Tell(Change.Mails, rows[0].Id);
        return outcome;
    }
}
