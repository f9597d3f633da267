using Hangfire;
using Hangfire.PostgreSql;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Jobs;
using Workflows.Server.Openings;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Watch;
using Workflows.Server.Web;

namespace Workflows.Server.Hosting;

/// <summary>What recurs and what takes long, on Hangfire. After the duties.</summary>
public static class JobsSetup
{
    /// <summary>Hangfire's own pages, read-only.</summary>
    public const string DashboardPath = "/administracion/hangfire";

    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var options = builder.Configuration.GetSection("Jobs").Get<JobOptions>() ?? new();
        services.AddSingleton(options);
        services.AddSingleton(provider => new JobTable(() => provider.GetRequiredService<Database>().Source));
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<Watchdog>();
        services.AddSingleton<OpeningRunner>();
        services.AddSingleton<Repaso>();
        services.AddSingleton<HangfireTables>();
        services.AddSingleton<JobStorage>(
            provider => new PostgreSqlStorage(provider.GetRequiredService<HangfireTables>(), HangfireTables.Options));
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseLogProvider(new HangfireLogs(provider.GetRequiredService<ILoggerFactory>())));
        if (options.Workers > 0)
            services.AddRunning<HangfireServer>();
    }

    /// <summary>For administrators, before the client's page for every other address.</summary>
    public static void MapHangfire(this WebApplication app) =>
        app.MapHangfireDashboard(DashboardPath, new DashboardOptions
        {
            AppPath = "/programador",
            DashboardTitle = "Hangfire",
            // Who may look is decided by the route; the list of Hangfire's own would refuse everybody from another machine.
            Authorization = [],
            IsReadOnlyFunc = _ => true,
            DisplayStorageConnectionString = false,
        }).RequireAuthorization().AllowRoles(Role.Administrator);
}
