using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Workflows.Server.Hosting;

/// <summary>Sends traces and measures to a collector when the standard variable names one; otherwise nothing is even collected.</summary>
public static class TelemetrySetup
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            builder.Services.AddRunning<TelemetryExport>();
    }

    /// <summary>Lives as long as the host, so that what happens while it stops is still sent.</summary>
    private sealed class TelemetryExport : IHostedService, IDisposable
    {
        private readonly TracerProvider _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("workflows"))
            .AddSource("Microsoft.AspNetCore", "Quartz", "Npgsql", Telemetry.Name)
            .AddOtlpExporter()
            .Build();

        private readonly MeterProvider _measures = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("workflows"))
            .AddMeter("Microsoft.AspNetCore.Hosting", "Quartz", "Npgsql", Telemetry.Name)
            .AddOtlpExporter()
            .Build();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            _traces.Dispose();
            _measures.Dispose();
        }
    }
}
