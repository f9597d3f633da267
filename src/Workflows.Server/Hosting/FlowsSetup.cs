using Workflows.Definitions.Activities;
using Workflows.Server.Calendar;
using Workflows.Server.Flows;
using Workflows.Server.Live;
using Workflows.Server.Loops;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Stages;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Hosting;

/// <summary>What moves instances: definitions, the dispatcher, and the loops that bring it work.</summary>
public static class FlowsSetup
{
    public static void AddFlows(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(SharedClock.For(builder));
        services.AddSingleton(DomainActivities.Catalog);
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<WorldSource>();
        services.AddSingleton(builder.Configuration.GetSection("Dispatcher").Get<DispatcherOptions>() ?? new DispatcherOptions());
        services.AddSingleton<Dispatcher>();
        services.AddSingleton(
            provider => new JournalVerifier(provider.GetRequiredService<DefinitionStore>(), provider.GetRequiredService<Database>().Key));
        services.AddRunning<FlowsStart>();
    }

    public static void AddLoops(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new LeaseOptions());
        services.AddSingleton(builder.Configuration.GetSection("Loops").Get<LoopOptions>() ?? new LoopOptions());
        services.AddSingleton<Leases>();
        services.AddSingleton<WakeUps>();
        services.AddSingleton<Changes>();
        services.AddSingleton<ITopic>(provider => provider.GetRequiredService<WakeUps>());
        services.AddSingleton<ITopic>(provider => provider.GetRequiredService<Changes>());
        services.AddRunning<Notifier>();
        services.AddSingleton(builder.Configuration.GetSection("Live").Get<LiveOptions>() ?? new LiveOptions());
        services.AddSingleton<OpenStreams>();
        services.AddSingleton(provider => new LatestChanges(provider.GetRequiredService<Changes>(), TimeProvider.System));
        services.AddSingleton<TimerTable>();
        services.AddSingleton<StimulusTable>();
        services.AddRunning<TimerLoop>();
        services.AddRunning<StimulusLoop>();
        services.AddRunning<ProposalApplier>();
    }

    public static void AddDemoStages(this IHostApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment() && builder.Configuration.GetValue<bool>(DemoStages.Setting))
            builder.Services.AddHostedService<DemoStages>();
    }
}
