using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Server.Duties;
using Workflows.Server.Hosting;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
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
            duties.Count + 1,
            await _first.CountAsync(
                "select count(*) from hangfire.hash where key like 'recurring-job:%' and field = 'TimeZoneId' and "
                + "value = 'America/Santiago'"));
        Assert.Equal("0 8 * * *", await _first.ScalarAsync<string>(
            "select value from hangfire.hash where key = 'recurring-job:resumen-diario' and field = 'Cron'"));
        Assert.Equal(
            "*/5 * * * *",
            await _first.ScalarAsync<string>("select value from hangfire.hash where key = 'recurring-job:repaso' and field = 'Cron'"));
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

    [Fact]
    public async Task Tables_of_an_older_Hangfire_are_raised_when_the_servers_start_and_jobs_go_on()
    {
        await AreReadyAsync();
        var newest = await _first.ScalarAsync<int>("select max(version) from hangfire.schema");
        await Task.WhenAll(_first.StopServerAsync(), _second.StopServerAsync());
        await using (var source = NpgsqlDataSource.Create(_first.ConnectionString))
        {
            await MakeTablesOfAsync(source, version: 12);
            // Before the server starts: it raises them at once.
            await using var version = source.CreateCommand("select max(version) from hangfire.schema");
            Assert.Equal(12, await version.ExecuteScalarAsync());
        }

        _first.StartServer();
        _second.StartServer();
        await AreReadyAsync();
        var id = await _first.LeaveAsync();
        await _second.Services.GetRequiredService<JobQueue>().TellAsync(id);

        await UntilAsync(async () => await _first.CountAsync("select count(*) from jobs where state = 'Done'") == 1);
        Assert.Equal(newest, await _first.ScalarAsync<int>("select max(version) from hangfire.schema"));
    }

    [Fact]
    public async Task While_every_server_of_Hangfire_is_stopped_work_is_taken_in_and_waits_and_it_is_done_once_when_one_starts()
    {
        await AreReadyAsync();
        await Task.WhenAll(_first.StopServerAsync(), _second.StopServerAsync());
        await using var without = new Node(workers: 0);
        without.Share(_first);
        await without.InitializeAsync();

        var id = await without.LeaveAsync();
        await without.Services.GetRequiredService<JobQueue>().TellAsync(id);
        Assert.Equal(1, await without.CountAsync("select count(*) from jobs where state = 'Waiting'"));
        // An hour passes before somebody starts one again.
        await without.ExecuteAsync($"update jobs set queued_at = queued_at - interval '1 hour' where id = '{id}'");
        _first.StartServer();
        _second.StartServer();

        await UntilAsync(async () => await without.CountAsync("select count(*) from jobs where state = 'Done'") == 1);
        Assert.Equal((0, 1), (without.Ran, _first.Ran + _second.Ran));
    }

    /// <summary>As an earlier version of Hangfire.PostgreSql left them: its own scripts, up to that version.</summary>
    private static async Task MakeTablesOfAsync(NpgsqlDataSource source, int version)
    {
        await using (var drop = source.CreateCommand("drop schema hangfire cascade"))
            await drop.ExecuteNonQueryAsync();
        for (var number = 3; number <= version; number++)
        {
            await using var script = typeof(PostgreSqlObjectsInstaller)
                .Assembly.GetManifestResourceStream($"Hangfire.PostgreSql.Scripts.Install.v{number}.sql")!;
            using var reader = new StreamReader(script);
            await using var install = source.CreateCommand(
                $"{await reader.ReadToEndAsync()}; update hangfire.schema set version = {number}");
            await install.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A server answers before Hangfire runs.</summary>
    private Task AreReadyAsync() => UntilAsync(async () =>
        await _first.CountAsync("select count(*) from pg_tables where schemaname = 'hangfire' and tablename = 'hash'") == 1
        && await _first.CountAsync("select count(*) from hangfire.hash where key = 'recurring-job:repaso' and field = 'Cron'") == 1
        && await _first.CountAsync("select count(*) from hangfire.server") >= 2);

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        // A server of Hangfire whose tables went tries again at growing intervals.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await isSo())
            await look.WaitForNextTickAsync(patience.Token);
    }

    private sealed class Node : ServerFixture, IAsyncDisposable
    {
        private readonly int _workers;
        private Node? _other;
        private int _ran;

        public Node(int workers = 1)
        {
            _workers = workers;
            Settings["Jobs:Workers"] = workers.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

        public int Ran => _ran;

        public void Share(Node other) => _other = other;

        public async Task<string> LeaveAsync()
        {
            await using var db = new WorkflowsDb(Database.Options(Source));
            var job = new JobRow
            {
                Id = Guid.NewGuid().ToString("n"), Kind = "prueba", Title = "Trabajo de prueba", OwnerId = "coordinacion", OwnerName = "x",
                Posts = [], Arguments = "{}",
                State = JobState.Waiting, CreatedAt = Clock.GetUtcNow(),
            };
            db.Add(job);
            await db.SaveChangesAsync();
            return job.Id;
        }

        protected override Task<string> CreateDatabaseAsync() =>
            _other is null ? base.CreateDatabaseAsync() : Task.FromResult(_other.ConnectionString);

        protected override void Configure(IServiceCollection services)
        {
            services.AddSingleton(new JobOptions { Workers = _workers, Look = TimeSpan.FromMilliseconds(200) });
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
