using BenchmarkDotNet.Attributes;
using Workflows.Engine;

namespace Workflows.Benchmarks;

/// <summary>Telling forward from backward arrows in the largest chart that is accepted: 5 000 activities and 20 000 arrows.</summary>
public class ArrowBenchmarks
{
    private const int Activities = 5_000;
    private const int ArrowCount = 20_000;

    private List<Arrow>[] _outbound = [];

    /// <summary>A usual drawing, one full of ways back, and a knot nobody would draw.</summary>
    [Params("forward", "ways back", "knot")]
    public string Shape { get; set; } = "";

    // Sorting marks the arrows, so each iteration needs its own.
    [IterationSetup]
    public void Draw()
    {
        var random = new Random(20260918);
        var outbound = new List<Arrow>[Activities];
        for (var i = 0; i < Activities; i++)
            outbound[i] = [];
        var drawn = 0;
        for (var i = 0; i + 1 < Activities; i++)
            Add(Shape == "knot" ? random.Next(i + 1) : i, i + 1);
        while (drawn < ArrowCount)
        {
            var (one, other) = (random.Next(Activities), random.Next(Activities));
            var (low, high) = (Math.Min(one, other), Math.Max(one, other));
            switch (Shape)
            {
                case "forward": Add(low, high); break;
                case "ways back": Add(high, low); break;
                default: Add(one, other); break;
            }
        }

        _outbound = outbound;

        void Add(int source, int target) => outbound[source].Add(new Arrow(drawn++, source, "Done", target));
    }

    [Benchmark]
    public long Sort()
    {
        var sorting = new ArrowSorting(Activities, _outbound, 0);
        sorting.Run();
        return sorting.Steps;
    }
}
