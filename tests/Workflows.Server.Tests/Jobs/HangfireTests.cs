using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Scheduling.Duties;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Jobs;

/// <summary>Hangfire itself, on one database for two nodes.</summary>
public sealed class HangfireTests : IAsyncLifetime
{
    private readonly Node _first = new(), _second = new();

    public async Task InitializeAsync()
    {
        await _first.InitializeAsync();
        _second.Share(_first);
        await _second.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task Nodes_that_start_at_once_make_its_tables_and_each_job_that_is_left_to_them_is_done_once()
    {
        await AreReadyAsync();
        var ids = new List<string>();
        for (var count = 0; count < 10; count++)
            ids.Add(await _first.LeaveAsync());

        foreach (var id in ids)
        {
            await _first.Services.GetRequiredService<JobQueue>().TellAsync(id);
            await _second.Services.GetRequiredService<JobQueue>().TellAsync(id);
        }

        await UntilAsync(async () => await _first.CountAsync("select count(*) from jobs where state = 'Done'") == ids.Count);
        Assert.Equal(ids.Count, _first.Ran + _second.Ran);
        Assert.Equal(ids.Count, await _first.CountAsync("select sum(attempts)::bigint from jobs"));
    }

    [Fact]
    public async Task Every_duty_recurs_at_its_hour_of_Santiago_and_the_look_at_what_was_missed_every_five_minutes()
    {
        await AreReadyAsync();

        var duties = _first.Services.GetRequiredService<DutyCatalog>().All;
        Assert.Equal(
            duties.Count + 1, await _first.CountAsync("select count(*) from hangfire.hash where key like 'recurring-job:%' and field = 'TimeZoneId' and value = 'America/Santiago'"));
        Assert.Equal("0 8 * * *", await _first.ScalarAsync<string>(
            "select value from hangfire.hash where key = 'recurring-job:resumen-diario' and field = 'Cron'"));
        Assert.Equal("*/5 * * * *", await _first.ScalarAsync<string>("select value from hangfire.hash where key = 'recurring-job:repaso' and field = 'Cron'"));
    }

    [Fact]
    public async Task Tables_of_Hangfire_that_disappear_are_made_again_while_the_server_runs_and_no_job_is_lost()
    {
        await AreReadyAsync();
        await _first.ExecuteAsync("drop schema hangfire cascade");
        var id = await _first.LeaveAsync();
        await _first.Services.GetRequiredService<JobQueue>().TellAsync(id);

        await AreReadyAsync();
        await _first.ExecuteAsync($"update jobs set queued_at = queued_at - interval '1 hour' where id = '{id}'");
        await _first.Services.GetRequiredService<Repaso>().RunAsync(default);

        await UntilAsync(async () => await _first.CountAsync("select count(*) from jobs where state = 'Done'") == 1);
    }

    /// <summary>A server answers before Hangfire runs.</summary>
    private Task AreReadyAsync() => UntilAsync(async () =>
        await _first.CountAsync("select count(*) from pg_tables where schemaname = 'hangfire' and tablename = 'hash'") == 1
        && await _first.CountAsync("select count(*) from hangfire.hash where key = 'recurring-job:repaso' and field = 'Cron'") == 1
        && await _first.CountAsync("select count(*) from hangfire.server") >= 2);

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isSo())
            await look.WaitForNextTickAsync(patience.Token);
    }

    private sealed class Node : ServerFixture
    {
        private Node? _other;
        private int _ran;

        public Node() => Settings["Jobs:Workers"] = "1";

        public int Ran => _ran;

        public void Share(Node other) => _other = other;

        public async Task<string> LeaveAsync()
        {
            await using var db = new WorkflowsDb(Database.Options(Source));
            var job = new JobRow
            {
                Id = Guid.NewGuid().ToString("n"), Kind = "prueba", Title = "Trabajo de prueba", OwnerId = "coordinacion", OwnerName = "x", Posts = [], Arguments = "{}",
                State = JobState.Waiting, CreatedAt = Clock.GetUtcNow(),
            };
            db.Add(job);
            await db.SaveChangesAsync();
            return job.Id;
        }

        protected override Task<string> CreateDatabaseAsync() => _other is null ? base.CreateDatabaseAsync() : Task.FromResult(_other.ConnectionString);

        protected override void Configure(IServiceCollection services)
        {
            services.AddSingleton(new JobOptions { Workers = 1, Look = TimeSpan.FromMilliseconds(200) });
            services.AddKeyedScoped<IJobHandler>("prueba", (_, _) => new Counting(this));
        }

        private sealed class Counting(Node node) : IJobHandler
        {
            public Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
            {
                Interlocked.Increment(ref node._ran);
                return Task.FromResult(new JobOutcome("hecho"));
            }
        }
    }
}
