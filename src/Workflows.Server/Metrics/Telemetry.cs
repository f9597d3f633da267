using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workflows.Server.Metrics;

/// <summary>What this program tells about itself: one source of traces and one of measures, both called <c>Workflows</c>.</summary>
public static class Telemetry
{
    public const string Name = "Workflows";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    public static Counter<long> Bursts { get; } = Meter.CreateCounter<long>("workflows.bursts", description: "Bursts committed");

    public static Histogram<double> TimerLateness { get; } =
        Meter.CreateHistogram<double>("workflows.timer.lateness", "s", "From the instant a timer was due to its commit");

    public static Activity? StartBurst(string instanceId, string stimulus)
    {
        var activity = Source.StartActivity("burst");
        activity?.SetTag("workflows.instance", instanceId);
        activity?.SetTag("workflows.stimulus", stimulus);
        return activity;
    }
}
