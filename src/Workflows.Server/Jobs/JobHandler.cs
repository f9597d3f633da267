using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Jobs;

/// <summary>
/// What a subject does in the background for one kind of job, under whose name it is registered. It may be called again for a job whose
/// node died, so it changes nothing the second time, or ends the job in the transaction of its change (<see
/// cref="JobContext.EndInAsync"/>).
/// </summary>
public interface IJobHandler
{
    /// <exception cref="JobRefusedException">What was asked cannot be done, for a reason that the person can mend.</exception>
    Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct);
}

/// <summary>An expected «no» of a job: Spanish sentences that say what to do next. Nothing was changed.</summary>
public sealed class JobRefusedException(string reason, IEnumerable<string>? details = null) : Exception(reason)
{
    public string Text { get; } = string.Join('\n', (string[])[reason, .. details ?? []]);
}

/// <summary>Another node has the job, or it has ended: whatever this one did in its transaction is undone.</summary>
public sealed class JobLostException() : Exception("The claim of the job was lost; another node has it, or it has ended.");
