namespace Workflows.Server.Web;

/// <summary>Registers what runs as long as the host does.</summary>
public static class RunningServices
{
    /// <summary>One object that others may ask for and that runs with the host.</summary>
    public static void AddRunning<T>(this IServiceCollection services) where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
