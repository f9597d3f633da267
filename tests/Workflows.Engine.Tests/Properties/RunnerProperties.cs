using FsCheck;
using FsCheck.Fluent;
using Workflows.Engine.Checking;
using Workflows.Engine.Hosting;
using Workflows.Engine.Json;

namespace Workflows.Engine.Tests.Properties;

public class RunnerProperties
{
    private const int MostResumptions = 10;
    private static readonly RunLimits Limits = new() { StepsWithoutWaiting = 150 };

    [Fact]
    public void Cutting_a_run_into_bursts_changes_nothing() => ForCharts(drawing =>
    {
        var graph = drawing.Compile();

        var whole = Run(graph, new InMemoryHostOptions { Limits = Limits });
        var cut = Run(graph, new InMemoryHostOptions { Limits = Limits with { StepsBeforeCut = 1 }, StoresState = true });

        return whole.Lines.SequenceEqual(cut.Lines)
            && whole.Journal.Select(Text).SequenceEqual(cut.Journal.Select(Text))
            && InstanceJson.Write(whole.Instances.Single()) == InstanceJson.Write(cut.Instances.Single());
    });

    [Fact]
    public void The_same_stimulus_twice_changes_nothing() => ForCharts(drawing =>
    {
        var graph = drawing.Compile();
        var context = new AdvanceContext { Now = Story.Start, Limits = Limits };
        var instance = Runner.Advance(graph, WorkflowInstance.Create(graph.Definition, "raiz"), new StartWorkflow(), context).Instance;
        for (var i = 0; i < MostResumptions && instance.Bookmarks.Count > 0; i++)
        {
            var bookmark = instance.Bookmarks[0];
            Stimulus stimulus = bookmark.Kind == BookmarkKind.Timer ? new TimerDue(bookmark.Id)
                : new EventReceived(bookmark.Key) { BookmarkId = bookmark.Id };
            var first = Runner.Advance(graph, instance, stimulus, context);
            var second = Runner.Advance(graph, first.Instance, stimulus, context);
            if (first.Status == AdvanceStatus.Applied
                && (second.Status != AdvanceStatus.NotExpected || !ReferenceEquals(first.Instance, second.Instance)))
                return false;
            if (first.Status != AdvanceStatus.Applied)
                break;
            instance = first.Instance;
        }

        return true;
    });

    [Fact]
    public void A_run_leaves_an_instance_in_which_everything_belongs_to_something() => ForCharts(drawing =>
    {
        var host = Run(drawing.Compile(), new InMemoryHostOptions { Limits = Limits });
        var instance = host.Instances.Single();

        var live = instance.Executions.Select(execution => execution.Id).ToHashSet();
        return instance.Incidents.All(incident => incident.Code != Burst.UnforeseenCode)
            && instance.Bookmarks.All(bookmark => live.Contains(bookmark.ExecutionId))
            && instance.Executions.All(execution => execution.ParentId is not { } parent || live.Contains(parent))
            && (instance.SubStatus == WorkflowSubStatus.Faulted || instance.Queue.Count == 0)
            && (instance.SubStatus != WorkflowSubStatus.Finished || live.Count + instance.Bookmarks.Count == 0)
            && (
                instance.SubStatus != WorkflowSubStatus.Suspended || instance.Bookmarks.Count > 0
                    || instance.Executions.Any(e => e.IsFaulted));
    });

    [Fact]
    public void The_same_run_twice_gives_the_same_ids_and_journal() => ForCharts(drawing =>
    {
        var one = Run(drawing.Compile(), new InMemoryHostOptions { Limits = Limits });
        var other = Run(drawing.Compile(), new InMemoryHostOptions { Limits = Limits });

        return one.Journal.Select(Text).SequenceEqual(other.Journal.Select(Text));
    });

    [Fact]
    public void The_state_reads_back_as_it_was_written() => ForCharts(drawing =>
    {
        var host = Run(drawing.Compile(), new InMemoryHostOptions { Limits = Limits }, resumptions: 2);
        var instance = host.Instances.Single();

        var text = InstanceJson.Write(instance);
        return InstanceJson.Write(InstanceJson.Read(text)) == text && InstanceJson.Write(instance.Clone()) == text;
    });

    [Fact]
    public void Checking_says_something_about_every_chart_and_never_throws() => ForCharts(drawing =>
    {
        var problems = WorkflowChecker.Check(drawing.Compile());

        return problems.All(problem => problem.Message.Length > 0 && problem.ToString().EndsWith('.'));
    });

    [Fact]
    public void A_chart_without_errors_never_runs_into_an_arrow_that_cannot_be_followed() => ForCharts(drawing =>
    {
        var graph = drawing.Compile();
        if (WorkflowChecker.Check(graph).Any(problem => problem.IsError))
            return true;
        var instance = Run(graph, new InMemoryHostOptions { Limits = Limits }).Instances.Single();

        return instance.Incidents.All(incident => incident.Code is not ("invalidBackward" or "unreachable" or "unknownType"));
    });

    [Fact]
    public void A_hostile_flow_ends_within_its_budgets_and_the_same_way_each_time() =>
        Prop.ForAll<byte[], byte[]>((kinds, arrows) =>
        {
            var one = RunHostile(kinds, arrows, storesState: false);
            var other = RunHostile(kinds, arrows, storesState: true);

            return !one.IsExhausted
                && one.Instances.Count() <= HostileLimits.InstancesPerFamily
                && one.Instances.All(instance => instance.Executions.Count <= HostileLimits.LiveExecutions + 1
                    && instance.Incidents.All(incident => incident.Code != Burst.UnforeseenCode))
                && one.Journal.Select(Text).SequenceEqual(other.Journal.Select(Text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyCases.Count));

    private static readonly RunLimits HostileLimits = new()
    {
        StepsWithoutWaiting = 150, LiveExecutions = 40, EffectsPerBurst = 60, JournalBytesPerBurst = 20_000, StateBytes = 12_000,
        WakeUpsWithoutTime = 8,
        InstancesPerFamily = 30,
    };

    private static InMemoryHost RunHostile(byte[] kinds, byte[] arrows, bool storesState)
    {
        var host = new InMemoryHost(
            Story.Start, [RandomChart.Draw(kinds, arrows, isHostile: true).Compile()], new InMemoryHostOptions
            {
                Limits = HostileLimits, StoresState = storesState
            });
        host.Start("flujo");
        host.RunToEnd(MostResumptions);
        return host;
    }

    private static InMemoryHost Run(WorkflowGraph graph, InMemoryHostOptions options, int resumptions = MostResumptions)
    {
        var host = new InMemoryHost(Story.Start, [graph], options);
        host.Start(graph.Definition.DefinitionId);
        host.RunToEnd(resumptions);
        return host;
    }

    private static string Text(HostedEntry hosted) =>
        $"{hosted.Entry.Kind} {hosted.Entry.ActivityId} {hosted.Entry.ExecutionId} {hosted.Entry.Visit} {Values.ToText(hosted.Entry.Data)}";

    private static void ForCharts(Func<Drawing, bool> holds) =>
        Prop.ForAll<byte[], byte[]>((kinds, arrows) => holds(RandomChart.Draw(kinds, arrows)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyCases.Count));
}

/// <summary>How many cases a property tries: few in every build, many when asked for.</summary>
internal static class PropertyCases
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WORKFLOWS_PROPERTY_CASES"), out var cases) ? cases : 400;
}
