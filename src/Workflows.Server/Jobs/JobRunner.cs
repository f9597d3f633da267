using Hangfire;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Jobs;

/// <summary>
/// Does one job: claims it, keeps the claim while its handler works, writes how far it is and how it ended. Called twice, or on two
/// nodes, one of them does it; a job whose node died begins anew on another.
/// </summary>
public sealed partial class JobRunner(
    IServiceProvider services, JobTable table, JobQueue queue, Leases leases, Changes changes, JobOptions options, TimeProvider clock,
    ILogger<JobRunner> logger)
{
    // The row says how it went; Hangfire would only try again what has ended.
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Trabajo {0}")]
    public async Task RunAsync(string id, CancellationToken ct)
    {
        if (await table.ClaimAsync(id, leases.Node, options.Lease, clock.GetUtcNow(), ct) is not { } claim)
            return;
        changes.Tell(Change.Jobs, id);
        Begun(claim.Kind, id, claim.Attempt);
        if (claim.IsCancelled)
            await EndAsync(claim, Cancelled(claim.Step));
        else if (claim.Attempt > options.MostAttempts)
            await EndAsync(
                claim,
                Failed(
                    claim.Step,
                    "El servidor se detuvo varias veces mientras lo hacía. Avisa a quien administra el sistema antes de reintentarlo."));
        else
            await WorkAsync(claim, ct);
    }

    private async Task WorkAsync(JobClaim claim, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        JobContext? job = null;
        var heard = JobBeat.GoOn;
        try
        {
            // Before the handler is made: what it works with acts as this person.
            var acting = await scope.ServiceProvider.GetRequiredService<CurrentActing>().ActAsync(claim.OwnerId, claim.Posts, work.Token)
                ?? throw new JobRefusedException("Quien lo pidió ya no tiene una cuenta activa. Pídelo otra vez.");
            var handler = scope.ServiceProvider.GetRequiredKeyedService<IJobHandler>(claim.Kind);
            job = new(claim, acting, table, clock);
            using var beating = new CancellationTokenSource();
            var beats = BeatAsync(job, beat =>
            {
                heard = beat;
                work.Cancel();
            }, beating.Token);
            JobOutcome outcome;
            try
            {
                outcome = await handler.RunAsync(job, work.Token);
            }
            finally
            {
                await beating.CancelAsync();
                await beats.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!job.HasEnded)
                await EndAsync(claim, JobEnd.Of(outcome, job.Last));
            else
                changes.Tell(Change.Jobs, claim.Id);
        }
        catch (JobRefusedException refusal)
        {
            await EndAsync(claim, Failed(StepOf(job, claim), refusal.Text));
        }
        catch (Exception error) when (error is JobLostException || heard == JobBeat.Lost)
        {
            Lost(claim.Kind, claim.Id);
        }
        catch (OperationCanceledException) when (heard == JobBeat.Cancel)
        {
            await EndAsync(claim, Cancelled(StepOf(job, claim)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await table.GiveBackAsync(claim, CancellationToken.None);
            throw;
        }
        catch (Exception error) when (Transients.IsTransient(error.InnerException ?? error))
        {
            Interrupted(claim.Kind, claim.Id, error.Message);
            await table.GiveBackAsync(claim, CancellationToken.None);
            await queue.TellAsync(claim.Id, options.Pause);
        }
        catch (Exception error)
        {
            Broke(error, claim.Kind, claim.Id);
            await EndAsync(
                claim,
                Failed(
                    StepOf(job, claim),
                    $"Falló por un error del servidor. Avisa a quien administra el sistema y dale este número: {claim.Id}."));
        }
    }

    /// <summary>Until the work ends, or somebody cancels it, or another node has it.</summary>
    private async Task BeatAsync(JobContext job, Action<JobBeat> hear, CancellationToken ct)
    {
        var (said, missed) = (job.Last, TimeSpan.Zero);
        using var timer = new PeriodicTimer(options.Beat);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var step = job.Last;
            try
            {
                var beat = await table.BeatAsync(job.Claim, step, options.Lease, ct);
                missed = TimeSpan.Zero;
                if (step != said)
                    changes.Tell(Change.Jobs, job.Id);
                said = step;
                if (beat == JobBeat.GoOn || job.HasEnded)
                    continue;
                hear(beat);
                return;
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                LateBeat(job.Id, error.Message);
                // Past its lease somebody else may have it.
                if ((missed += options.Beat) < options.Lease)
                    continue;
                hear(JobBeat.Lost);
                return;
            }
        }
    }

    private async Task EndAsync(JobClaim claim, JobEnd end)
    {
        if (await table.EndAsync(claim, end, clock.GetUtcNow(), CancellationToken.None))
            Ended(claim.Kind, claim.Id, end.State);
        else
            Lost(claim.Kind, claim.Id);
        changes.Tell(Change.Jobs, claim.Id);
    }

    private static JobStep StepOf(JobContext? job, JobClaim claim) => job?.Last ?? claim.Step;

    private static JobEnd Cancelled(JobStep step) => new(
        JobState.Cancelled, step with { Sentence = step.Done == 0 ? "Se canceló." : $"Se canceló. Alcanzó a hacer: {step.Sentence}" });

    private static JobEnd Failed(JobStep step, string why) => new(JobState.Failed, step, Error: why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Kind} {Id} begins (try {Attempt})")]
    private partial void Begun(string kind, string id, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Kind} {Id} ended: {State}")]
    private partial void Ended(string kind, string id, JobState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Kind} {Id} was lost to another node or has ended")]
    private partial void Lost(string kind, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Kind} {Id} was interrupted and begins again: {Reason}")]
    private partial void Interrupted(string kind, string id, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Id} could not keep its claim: {Reason}")]
    private partial void LateBeat(string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} {Id} failed")]
    private partial void Broke(Exception error, string kind, string id);
}
