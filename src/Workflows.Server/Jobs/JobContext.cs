using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Jobs;

/// <summary>
/// A job as its handler sees it: what was asked, who asked, and where to say how far it is. Saying it costs nothing; it is written now and
/// then.
/// </summary>
public sealed class JobContext
{
    private readonly JobTable _table;
    private readonly TimeProvider _clock;

    internal JobContext(JobClaim claim, Acting acting, JobTable table, TimeProvider clock)
    {
        (Claim, Acting, _table, _clock) = (claim, acting, table, clock);
        Last = claim.Step;
    }

    public string Id => Claim.Id;

    /// <summary>Who asked, with what is left today of the posts they asked by.</summary>
    public Acting Acting { get; }

    internal JobClaim Claim { get; }

    /// <summary>What was said last.</summary>
    internal JobStep Last { get; private set; }

    /// <summary>Ended in a transaction of the handler's own.</summary>
    internal bool HasEnded { get; private set; }

    public T Arguments<T>() => JsonSerializer.Deserialize<T>(Claim.Arguments, JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"The job {Id} has no arguments.");

    /// <param name="sentence">What it is at, in Spanish.</param>
    public void Report(int done, int? total, string sentence) => Last = new(done, total, sentence);

    /// <summary>
    /// Ends the job in the transaction of the change it makes, so that a change that must not happen twice cannot. Throws when the claim
    /// was lost; the transaction must then be given up.
    /// </summary>
    public async Task EndInAsync(WorkflowsDb db, JobOutcome outcome, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() as Npgsql.NpgsqlTransaction
            ?? throw new InvalidOperationException("A job ends in the transaction of its change; there is none.");
        if (!await _table.EndAsync(transaction, Claim, JobEnd.Of(outcome, Last), _clock.GetUtcNow(), ct))
            throw new JobLostException();
        HasEnded = true;
    }
}
