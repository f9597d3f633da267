using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Workflows.Server.Metrics;

namespace Workflows.Server.Hosting;

/// <summary>Sends traces and measures to a collector when the standard variable names one; otherwise nothing is even collected.</summary>
public static class TelemetrySetup
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("workflows"))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation()
                .AddSource("Npgsql", Telemetry.Name)
                .AddOtlpExporter())
            .WithMetrics(measures => measures
                .AddAspNetCoreInstrumentation()
                .AddMeter("Npgsql", Telemetry.Name)
                .AddOtlpExporter());
    }
}
