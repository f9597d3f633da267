using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Imports;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Commitments;

/// <summary>
/// A list of commitments comes from a spreadsheet (CSV or XLSX): all of it or nothing. What the file does not name stays as it is. A
/// preview changes nothing; the import itself is a job.
/// </summary>
internal static class ImportCommitments
{
    private const int ExamplesShown = 20;

    /// <param name="Examples">Some of the codes that come or change, to look at before importing.</param>
    public sealed record CommitmentImportResponse(bool IsPreview, int Added, int Changed, int Unchanged, IReadOnlyList<string> Examples);

    public static async Task<Results<Ok<CommitmentImportResponse>, Accepted<JobView>, ProblemHttpResult>> HandleAsync(
        bool? preview, WorkflowsDb db, WorldSource world, Acting acting, JobQueue queue, IdempotentCommand command, HttpRequest request,
        CancellationToken ct)
    {
        try
        {
            var text = await UploadedTable.ReadAsync(CommitmentFile.Name, request, ct);
            var changes = await CompareAsync(db, text, world, ct);
            if (preview is true)
                return TypedResults.Ok(changes.ToResponse(isPreview: true));
            var job = queue.Create(CommitmentImportJob.Name, "Importar compromisos", new CommitmentImportJob.Arguments(text), acting);
            db.Add(job);
            var view = command.Remember(JobView.Of(job), StatusCodes.Status202Accepted);
            await db.SaveChangesAsync(ct);
            await queue.TellAsync(job.Id);
            return view.ToAccepted();
        }
        catch (Exception error) when (ImportOrganisation.ReasonOf(error) is { } why)
        {
            return Refusal.Fields(new Dictionary<string, string[]> { ["file"] = [.. why.Details] }, why.Reason);
        }
    }

    /// <summary>What the list would change, with the rows to change it in; tracked by the context.</summary>
    internal static async Task<Changes> CompareAsync(WorkflowsDb db, string text, WorldSource world, CancellationToken ct)
    {
        var stored = await db.Set<CommitmentRow>().AsTracking().ToDictionaryAsync(row => row.Code, StringComparer.Ordinal, ct);
        var known = stored.Values.Select(row => row.ToCommitment()).ToList();
        var changes = new Changes();
        foreach (var commitment in CommitmentFile.Read(text, new KnownPlaces(world.Organisation), known))
        {
            if (!stored.TryGetValue(commitment.Code, out var row))
                changes.Added.Add(commitment);
            else if (Same(row, commitment))
                changes.Unchanged++;
            else
                changes.Changed.Add((row, commitment));
        }

        return changes;
    }

    private static bool Same(CommitmentRow row, Commitment commitment)
    {
        var before = row.ToCommitment();
        // Records compare lists by who they are: those are compared by what they hold.
        return before with { Milestones = [], Requires = [] } == commitment with { Milestones = [], Requires = [] }
            && before.Milestones.SequenceEqual(commitment.Milestones) && before.Requires.SequenceEqual(commitment.Requires);
    }

    internal sealed class Changes
    {
        public List<Commitment> Added { get; } = [];

        public List<(CommitmentRow Row, Commitment Now)> Changed { get; } = [];

        public int Unchanged { get; set; }

        public CommitmentImportResponse ToResponse(bool isPreview) => new(
            isPreview, Added.Count, Changed.Count, Unchanged,
            [.. Added.Select(one => one.Code).Concat(Changed.Select(one => one.Now.Code)).Order(StringComparer.Ordinal)
                .Take(ExamplesShown)]);
    }

    private sealed class KnownPlaces(OrganisationSnapshot organisation) : IPlaces
    {
        private readonly HashSet<string> _regions = organisation.Regions.Select(region => region.Code).ToHashSet(StringComparer.Ordinal);

        public bool HasMinistry(string code) => organisation.FindMinistry(code) is not null;

        public bool HasRegion(string code) => _regions.Contains(code);

        public bool HasInstitution(string code) => organisation.FindInstitution(code) is not null;
    }
}

/// <summary>
/// Imports a list of commitments that somebody has read the preview of. List, changes and end of the job are one transaction.
/// </summary>
internal sealed class CommitmentImportJob(WorkflowsDb db, WorldSource world, TimeProvider clock) : IJobHandler
{
    public const string Name = "import-commitments";

    private const string Origin = "Importación";
    private const int Together = 100;

    /// <param name="Text">The list as CSV text.</param>
    public sealed record Arguments(string Text);

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var changes = await ImportCommitments.CompareAsync(db, job.Arguments<Arguments>().Text, world, ct);
            List<(CommitmentRow? Stored, Commitment Now)> all =
                [.. changes.Added.Select(now => ((CommitmentRow?)null, now)), .. changes.Changed.Select(one => (one.Row, one.Now))];
            var done = 0;
            foreach (var (stored, now) in all)
            {
                var row = stored
                    ?? db.Add(new CommitmentRow { Code = now.Code, Name = now.Name, Tier = now.Tier, Source = now.Source }).Entity;
                row.Take(now);
                // A list says what was committed; of what is new in it nobody has reported yet.
                row.KnownOn = stored is null ? null : job.Acting.Today;
                db.Add(CommitmentChangeRow.Of(job.Acting, now.Code, clock.GetUtcNow(), Origin, now));
                if (++done % Together == 0)
                    job.Report(done, all.Count, $"{done} de {all.Count} compromisos.");
            }

            var counts = changes.ToResponse(isPreview: false);
            var outcome = new JobOutcome(
                $"Compromisos agregados: {counts.Added}. Cambiados: {counts.Changed}. Iguales: {counts.Unchanged}.", counts);
            await db.SaveChangesAsync(ct);
            await job.EndInAsync(db, outcome, ct);
            await transaction.CommitAsync(ct);
            return outcome;
        }
        catch (CsvException wrong)
        {
            throw new JobRefusedException("No se importó nada. Corrige las filas indicadas y vuelve a subir el archivo.", wrong.Problems);
        }
    }
}
