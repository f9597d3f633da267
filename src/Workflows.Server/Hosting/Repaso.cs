using Hangfire;
using Workflows.Server.Duties;
using Workflows.Server.Jobs;
using Workflows.Server.Openings;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Watch;

namespace Workflows.Server.Hosting;

/// <summary>
/// What Hangfire wakes: a duty's hour, and every five minutes whatever was missed. It may be called at any moment and as often as one
/// likes; what is due is decided by the rows and the clock of this program, never by Hangfire.
/// </summary>
public sealed partial class Repaso(
    DutyRunner duties, JobTable jobs, JobQueue queue, OpeningRunner openings, Watchdog watchdog, JobOptions options, TimeProvider clock,
    ILogger<Repaso> logger)
{
    public const string Name = "repaso";

    /// <summary>The hour of a duty has come.</summary>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0}")]
    public Task WakeAsync(string duty, CancellationToken ct) => duties.RunDueAsync(clock.GetUtcNow(), ct);

    /// <summary>
    /// Duties that passed while nobody ran, processes that calendars open, jobs that nobody has, and what should have gone out and did not.
    /// </summary>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Repaso de lo pendiente")]
    public async Task RunAsync(CancellationToken ct)
    {
        await TryAsync("duties", () => duties.RunDueAsync(clock.GetUtcNow(), ct), ct);
        await TryAsync("openings", () => openings.OpenDueAsync(clock.GetUtcNow(), ct), ct);
        await TryAsync("jobs", () => TellOrphansAsync(ct), ct);
        await TryAsync("watchdog", () => watchdog.LookAsync(ct), ct);
    }

    private async Task TellOrphansAsync(CancellationToken ct)
    {
        foreach (var id in await jobs.OrphansAsync(options.Orphaned, ct))
        {
            Found(id);
            await queue.TellAsync(id);
        }
    }

    /// <summary>What fails in one part is looked at again in five minutes, and does not keep the others.</summary>
    private async Task TryAsync(string part, Func<Task> run, CancellationToken ct)
    {
        try
        {
            await run();
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Failed(error, part);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Id} was without a node; it is told again")]
    private partial void Found(string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The look at {Part} failed; the next one comes in five minutes")]
    private partial void Failed(Exception error, string part);
}
