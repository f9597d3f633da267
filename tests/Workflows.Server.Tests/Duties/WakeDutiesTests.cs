using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Scheduling.Duties;
using Workflows.Server.Tests.Mail.Outbox;

namespace Workflows.Server.Tests.Duties;

/// <summary>The clustered scheduler on a real database: it only wakes, and the catalogue decides.</summary>
public sealed class WakeDutiesTests : IAsyncLifetime
{
    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Two_nodes_on_one_database_wake_a_duty_and_it_runs_once()
    {
        var now = SantiagoTime.ToInstant(new(2026, 10, 15), new(8, 0));
        var ran = 0;
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var duty = new Duty("prueba", "Prueba", DutyDays.Working, new(8, 0), (_, _) =>
        {
            Interlocked.Increment(ref ran);
            woken.TrySetResult();
            return Task.FromResult("hecho");
        });
        await Runner(duty, "antes").RunDueAsync(now.AddMinutes(-1), default);
        await using var first = Node(duty, "nodo-1", now);
        await using var second = Node(duty, "nodo-2", now);

        var schedulers = await Task.WhenAll(StartAsync(first), StartAsync(second));
        foreach (var scheduler in schedulers) await scheduler.TriggerJob(new JobKey("duties"), cancellationToken: default);
        await woken.Task.WaitAsync(TimeSpan.FromSeconds(30));

        foreach (var scheduler in schedulers) await scheduler.Shutdown(waitForJobsToComplete: true);
        Assert.Equal(1, ran);
        Assert.Equal(1L, await CountAsync("select count(*) from qrtz_triggers where trigger_name = 'every-minute'"));
        Assert.Equal(1L, await CountAsync("select count(*) from qrtz_job_details"));
    }

    private static async Task<IScheduler> StartAsync(IServiceProvider node)
    {
        var scheduler = await node.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        return scheduler;
    }

    private ServiceProvider Node(Duty duty, string name, DateTimeOffset now)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton(_world.Source);
        services.AddSingleton<TimeProvider>(new TurnedClock(now));
        services.AddSingleton(Runner(duty, name));
        services.AddQuartz(quartz => DutiesSetup.AddScheduler(quartz, _ => _world.Source));
        return services.BuildServiceProvider();
    }

    private DutyRunner Runner(Duty duty, string node)
    {
        var snapshot = new WorldSnapshot(new([], [], [], [], [], []), WorkingCalendar.Shipped);
        return new(new([duty]), new DutyTable(() => _world.Source), () => snapshot, node, NullLogger<DutyRunner>.Instance);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _world.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
