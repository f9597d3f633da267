using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;
using Workflows.Definitions.Activities;
using Workflows.Server.Files.Store;
using Workflows.Server.Flows;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Scheduling.Duties;

public static class DutiesSetup
{
    private const string EveryMinute = "0 * * * * ?";
    private const string SchedulerName = "workflows";

    /// <summary>What the server does by itself on certain days, and the clustered scheduler that wakes it. After the outbox.</summary>
    public static void AddDuties(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new DutyTable(() => provider.GetRequiredService<Database>().Source));
        services.AddSingleton(provider => new JournalRootTable(() => provider.GetRequiredService<Database>().Source));
        services.AddSingleton(DailyJournalRoot.Shipped);
        services.AddSingleton(CatalogOf);
        services.AddSingleton(provider => new DutyRunner(
            provider.GetRequiredService<DutyCatalog>(),
            provider.GetRequiredService<DutyTable>(),
            () => provider.GetRequiredService<WorldSource>().Current.World is SnapshotWorld world
                ? world.Snapshot
                : throw new InvalidOperationException("The organisation has not been read yet: duties wait."),
            provider.GetRequiredService<Leases>().Node,
            provider.GetRequiredService<ILogger<DutyRunner>>()));
        services.AddHostedService<DutiesStart>();
        // Under a name, its clock is its own: without one it would become the clock of the whole server.
        services.AddQuartz(SchedulerName, quartz => AddScheduler(quartz, provider => provider.GetRequiredService<Database>().Source));
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    private static DutyCatalog CatalogOf(IServiceProvider provider)
    {
        NpgsqlDataSource Source() => provider.GetRequiredService<Database>().Source;
        var domain = provider.GetRequiredService<DispatcherOptions>().MailDomain;
        var wakeUps = provider.GetRequiredService<WakeUps>();
        var options = provider.GetRequiredService<IOptions<OutboxOptions>>().Value;
        return new(
        [
            new DailyDigest(Source, domain, wakeUps).Duty,
            new DailyJournalRoot(provider.GetRequiredService<JournalRootTable>(), options.JournalRootTo, domain, wakeUps).Duty,
            new Cleanup(Source, provider.GetRequiredService<FileStore>(), provider.GetRequiredService<OutboxTable>()).Duty,
        ]);
    }

    // Quartz only wakes; the catalogue decides. A minute that was missed needs no making up: the next one finds what is due.
    internal static void AddScheduler(IQuartzBuilder quartz, Func<IServiceProvider, NpgsqlDataSource> sourceOf)
    {
        quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "workflows");
        // The wall's clock, also where tests turn another one: a scheduler that jumps would fire every minute in between.
        quartz.UseTimeProvider(TimeProvider.System);
        quartz.UseDefaultThreadPool(2);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(source => source.DataSourceFactory = sourceOf);
            store.UseSystemTextJsonSerializer();
            store.UseClustering();
            store.ProvisionSchema();
        });
        quartz.AddJob<WakeDuties>(job => job.WithIdentity("duties").StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob("duties").WithIdentity("every-minute")
            .WithCronSchedule(EveryMinute, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
    }
}
