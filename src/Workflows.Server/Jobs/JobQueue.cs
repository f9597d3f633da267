using System.Text.Json;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Jobs;

/// <summary>
/// Where commands leave long work. The row belongs to their transaction; after the commit its id goes to Hangfire, which may fail: a job
/// that nobody was told of is found by the look every five minutes.
/// </summary>
public sealed partial class JobQueue(IServiceProvider services, Changes changes, TimeProvider clock, ILogger<JobQueue> logger)
{
    /// <summary>The row of a job for somebody: whoever asks adds it to what their command commits.</summary>
    /// <param name="title">In Spanish.</param>
    public JobRow Create(string kind, string title, object arguments, Acting acting, int? total = null) => new()
    {
        Id = Guid.CreateVersion7().ToString("n"),
        Kind = kind,
        Title = title,
        OwnerId = acting.PersonId,
        OwnerName = acting.Name,
        Posts = [.. acting.Appointments.Select(Acting.CodeOf)],
        Arguments = JsonSerializer.Serialize(arguments, arguments.GetType(), JsonSerializerOptions.Web),
        State = JobState.Waiting,
        Total = total,
        CreatedAt = clock.GetUtcNow(),
    };

    /// <summary>For a command that does nothing else: the row is committed with its answer, and told.</summary>
    public async Task<JobView> LeaveAsync(
        string kind, string title, object arguments, Acting acting, WorkflowsDb db, IdempotentCommand command, CancellationToken ct)
    {
        var job = Create(kind, title, arguments, acting);
        db.Add(job);
        var view = command.Remember(JobView.Of(job), StatusCodes.Status202Accepted);
        await db.SaveChangesAsync(ct);
        await TellAsync(job.Id);
        return view;
    }

    /// <summary>After the commit. It never fails.</summary>
    public async Task TellAsync(string id, TimeSpan? after = null)
    {
        changes.Tell(Change.Jobs, id);
        try
        {
            var job = Job.FromExpression<JobRunner>(runner => runner.RunAsync(id, CancellationToken.None));
            IState state = after is { } pause ? new ScheduledState(pause) : new EnqueuedState();
            // Asked for here because what Hangfire needs wants the database, and its client is not asynchronous.
            await Task.Run(() => services.GetRequiredService<IBackgroundJobClient>().Create(job, state));
        }
        catch (Exception error)
        {
            NotTold(id, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Id} could not be enqueued now and will be found later: {Reason}")]
    private partial void NotTold(string id, string reason);
}
