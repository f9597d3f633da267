using Workflows.Engine.Hosting;
using Workflows.Engine.Json;

namespace Workflows.Engine.Tests.Samples;

public class SampleTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 17, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Names => [.. Sample.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_writes_what_is_expected_of_it(string name)
    {
        var sample = Sample.Load(name);

        var (host, instance) = Run(sample, new InMemoryHostOptions());

        Assert.Equal(sample.Lines, host.Lines);
        Assert.Equal(sample.Expected["status"]!.GetValue<string>(), instance.Status.ToString());
        Assert.Equal(sample.Expected["subStatus"]!.GetValue<string>(), instance.SubStatus.ToString());
        Assert.False(host.IsExhausted);
        Assert.DoesNotContain(host.Instances.SelectMany(one => one.Incidents), incident => incident.Code == Burst.UnforeseenCode);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_cut_after_every_step_and_stored_in_between_does_the_same(string name)
    {
        var sample = Sample.Load(name);

        var (whole, one) = Run(sample, new InMemoryHostOptions());
        var (cut, other) = Run(sample, new InMemoryHostOptions { StoresState = true, Limits = new RunLimits { StepsBeforeCut = 1 } });

        Assert.Equal(whole.Lines, cut.Lines);
        Assert.Equal(whole.Journal.Select(Text), cut.Journal.Select(Text));
        Assert.Equal(InstanceJson.Write(one), InstanceJson.Write(other));
    }

    [Fact]
    public void There_is_a_sample_for_every_core_activity()
    {
        var used = Sample.Names.SelectMany(name => Sample.Load(name).All).SelectMany(graph => graph.Nodes).Select(node => node.Source.Type);

        Assert.Empty(Activities.CoreActivities.All.Select(type => type.Type).Except(used));
    }

    private static (InMemoryHost, WorkflowInstance) Run(Sample sample, InMemoryHostOptions options)
    {
        var host = new InMemoryHost(Start, sample.All, options);
        var id = host.Start(sample.Graph.Definition.DefinitionId, sample.Input);
        host.RunToEnd();
        return (host, host.Instance(id));
    }

    private static string Text(HostedEntry hosted) =>
        $"{hosted.InstanceId} {hosted.Entry.Kind} {hosted.Entry.ActivityId} {hosted.Entry.ExecutionId} {hosted.Entry.Visit} "
        + $"{Values.ToText(hosted.Entry.Data)}";
}
