using BenchmarkDotNet.Attributes;
using Workflows.Engine;
using Workflows.Engine.Activities;
using Workflows.Engine.Json;

namespace Workflows.Benchmarks;

/// <summary>The engine alone: one instance of a chart of ten activities from its start to its end, in memory.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private static readonly AdvanceContext Context = new() { Now = new(2026, 9, 17, 12, 0, 0, TimeSpan.Zero) };

    private readonly WorkflowGraph _straight = Charts.Straight(steps: 10);
    private readonly WorkflowGraph _waiting = Charts.Waiting(steps: 10, waitsAfter: 5);

    /// <summary>Ten activities in one burst. Operations per second are flows per second; allocated is bytes per flow.</summary>
    [Benchmark(Baseline = true)]
    public Advanced TenSteps() => Finished(Runner.Advance(_straight, Charts.NewInstance(_straight), new StartWorkflow(), Context));

    /// <summary>The same with one wait in the middle: two bursts, and the state written and read between them as the server does.</summary>
    [Benchmark]
    public Advanced TenStepsSavedOnce()
    {
        var first = Runner.Advance(_waiting, Charts.NewInstance(_waiting), new StartWorkflow(), Context);
        var stored = InstanceJson.Read(InstanceJson.Write(first.Instance));
        return Finished(Runner.Advance(_waiting, stored, new EventReceived(Charts.EventName), Context));
    }

    private static Advanced Finished(Advanced advanced) =>
        advanced.Instance.SubStatus == WorkflowSubStatus.Finished
            ? advanced
            : throw new InvalidOperationException($"The chart ended in {advanced.Instance.SubStatus}: there is nothing to measure.");
}
