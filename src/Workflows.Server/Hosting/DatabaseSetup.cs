using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Hosting;

/// <summary>The database of this server: <c>ConnectionStrings:Workflows</c>, or the embedded one under <c>--data</c>.</summary>
public static class DatabaseSetup
{
    /// <summary>Registered before everything that runs, so that it is ready first and stops last.</summary>
    public static void AddDatabase(this IHostApplicationBuilder builder)
    {
        var options = new DatabaseOptions
        {
            ConnectionString = builder.Configuration.GetConnectionString("Workflows"),
            DataFolder = Path.GetFullPath(builder.Configuration["data"] ?? "data"),
        };
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<DatabaseProbe>();
        builder.Services.AddSingleton(builder.Configuration.GetSection("Health").Get<HealthOptions>() ?? new HealthOptions());
        builder.Services.AddHostedService(services => services.GetRequiredService<Database>());
        builder.Services.AddSingleton(services => services.GetRequiredService<Database>().Source);
        builder.Services.AddScoped<CommandActor>();
        builder.Services.AddDbContext<WorkflowsDb>((services, db) => db.UseNpgsql(services.GetRequiredService<Database>().Source)
            .AddInterceptors(new CommandActorInterceptor(services.GetRequiredService<CommandActor>())));
    }
}
