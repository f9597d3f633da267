using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Hosting;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Jobs;

/// <summary>A server with one kind of long work more, that does what a test says.</summary>
public sealed class JobFixture : ServerFixture
{
    /// <summary>What the work does next; each test says its own.</summary>
    internal Func<JobContext, CancellationToken, Task<JobOutcome>> Work { get; set; } = (_, _) => Task.FromResult(new JobOutcome("hecho"));

    internal JobTable Table => Services.GetRequiredService<JobTable>();

    internal JobRunner Runner => Services.GetRequiredService<JobRunner>();

    internal Repaso Repaso => Services.GetRequiredService<Repaso>();

    /// <summary>A job that a command of this person left, without Hangfire having heard of it.</summary>
    internal async Task<string> LeaveAsync(string person = "coordinacion")
    {
        await using var db = new WorkflowsDb(Database.Options(Source));
        var job = new JobRow
        {
            Id = Guid.NewGuid().ToString("n"), Kind = TestWork.Name, Title = "Trabajo de prueba", OwnerId = person, OwnerName = person,
            Posts = [], Arguments = "{}",
            State = JobState.Waiting, CreatedAt = Clock.GetUtcNow(),
        };
        db.Add(job);
        await db.SaveChangesAsync();
        return job.Id;
    }

    internal async Task<JobRow> ReadAsync(string id)
    {
        await using var db = new WorkflowsDb(Database.Options(Source));
        return (await db.FindAsync<JobRow>(id))!;
    }

    /// <summary>Leases go by the database's clock, which no test turns: their instants are moved instead.</summary>
    internal Task PassAsync(string id) => ExecuteAsync(
        $"update jobs set lease_until = lease_until - interval '1 hour', queued_at = queued_at - interval '1 hour', moved_at = moved_at - "
        + $"interval '1 hour' where id = '{id}'");

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton(new JobOptions { Workers = 0, Beat = TimeSpan.FromMilliseconds(50) });
        services.AddKeyedScoped<IJobHandler>(TestWork.Name, (_, _) => new TestWork(this));
    }

    private sealed class TestWork(JobFixture fixture) : IJobHandler
    {
        public const string Name = "prueba";

        public Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct) => fixture.Work(job, ct);
    }
}
