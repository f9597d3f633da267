using Microsoft.Extensions.Options;
using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Server.Alerts;
using Workflows.Server.Commitments;
using Workflows.Server.Duties;
using Workflows.Server.Files.Store;
using Workflows.Server.Flows;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Privacy;
using Workflows.Server.World;

namespace Workflows.Server.Hosting;

public static class DutiesSetup
{
    /// <summary>What the server does by itself on certain days. After the outbox.</summary>
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
            new WeeklyNotice(Source, domain, wakeUps).Duty,
            new DailyJournalRoot(provider.GetRequiredService<JournalRootTable>(), options.JournalRootTo, domain, wakeUps).Duty,
            new Cleanup(Source, provider.GetRequiredService<FileStore>(), provider.GetRequiredService<OutboxTable>()).Duty,
            Retention.DutyOf(Source),
            new RequestReminders(Source, domain, wakeUps).Duty,
            new CriticalCommitments(Source, provider.GetRequiredService<Dispatcher>()).Duty,
        ]);
    }
}
