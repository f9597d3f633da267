namespace Workflows.Server.Hosting;

/// <summary>How this process meets the network, and how it leaves.</summary>
public static class WebSetup
{
    /// <summary>Bursts that run may finish; then claims are given back and the database stops.</summary>
    private static readonly TimeSpan GracefulStop = TimeSpan.FromSeconds(30);

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls("http://localhost:5080");
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = GracefulStop);
        builder.Services.AddProblemDetails();
    }
}
