using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Organisation.Naming;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.World;

namespace Workflows.Server.Imports;

/// <summary>
/// Imports a list that somebody has read the preview of. List and end of the job are one transaction: twice is once, and half is never.
/// </summary>
internal sealed class ImportJob(
    WorkflowsDb db, WorldKeeper world, NamingGuard naming, PeopleImport people, WakeUps wakeUps, TimeProvider clock) : IJobHandler
{
    public const string Name = "import";

    /// <param name="Text">The list as CSV text.</param>
    public sealed record Arguments(string List, string Text, bool Invite);

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var asked = job.Arguments<Arguments>();
        job.Report(0, null, "Revisando que la organización quede completa.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        JobOutcome outcome;
        try
        {
            var counts = await ImportOrganisation.ApplyAsync(asked.List, asked.Text, asked.Invite, db, naming, people, ct);
            outcome = new(SummaryOf(counts), counts.ToResponse(isPreview: false));
            db.Add(OrganisationChangeRow.Of(job.Acting, $"Se importó la lista «{asked.List}». {SummaryOf(counts)}", clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
        }
        catch (Exception error) when (ImportOrganisation.ReasonOf(error) is { } why)
        {
            throw new JobRefusedException(why.Reason, why.Details);
        }

        await job.EndInAsync(db, outcome, ct);
        await transaction.CommitAsync(ct);
        await world.ChangedAsync(CancellationToken.None);
        wakeUps.Tell(WakeUp.Mails);
        return outcome;
    }

    private static string SummaryOf(ImportOrganisation.Counts counts)
    {
        var done = counts.ToResponse(isPreview: false);
        var rows = $"Filas agregadas: {done.Added}. Cambiadas: {done.Changed}. Iguales: {done.Unchanged}.";
        return done.Invited > 0 ? $"{rows} Personas invitadas: {done.Invited}." : rows;
    }
}
