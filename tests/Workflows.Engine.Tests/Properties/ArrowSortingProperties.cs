using FsCheck;
using FsCheck.Fluent;
using Workflows.Engine.Checking;

namespace Workflows.Engine.Tests.Properties;

public class ArrowSortingProperties
{
    [Fact]
    public void Arrows_are_sorted_as_by_asking_every_time_whether_the_target_leads_to_the_source() =>
        Prop.ForAll<byte, byte[]>((size, bytes) =>
        {
            var count = (size % 12) + 1;
            var arrows = Arrows(count, bytes);
            var outbound = Outbound(count, arrows);
            new ArrowSorting(count, outbound, 0).Run();

            return arrows.Select(arrow => (arrow.IsBackward, arrow.IsValid)).SequenceEqual(Naive(count, arrows));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5 * PropertyCases.Count));

    [Theory]
    [InlineData("long chain with many ways back", 10)]
    [InlineData("ladder", 10)]
    [InlineData("random forward", 10)]
    [InlineData("random", 1_000)] // one knot in which nearly every arrow is wrong: bounded, if not linear
    public void Sorting_five_thousand_activities_looks_at_each_arrow_a_few_times(string shape, int mostPerArrow)
    {
        const int activities = 5_000;
        const int arrows = 20_000;
        var drawn = Draw(shape, activities, arrows);

        var sorting = new ArrowSorting(activities, Outbound(activities, drawn), 0);
        sorting.Run();

        Assert.True(sorting.Steps < (long)mostPerArrow * arrows, $"{shape}: {sorting.Steps} steps for {arrows} arrows.");
    }

    [Fact]
    public void A_chart_as_large_as_the_reader_accepts_compiles_and_is_checked()
    {
        var drawing = new Drawing();
        for (var i = 0; i < 4_998; i++)
            drawing.With($"n{i}", "WriteLine", ("text", "x"));
        var random = new Random(7);
        for (var i = 0; i < 4_997; i++)
            drawing.Arrows($"n{i}->n{i + 1}");
        for (var i = 0; i < 15_000; i++)
        {
            var from = random.Next(4_998);
            drawing.Arrows($"n{from}->n{random.Next(from + 1)}");
        }

        var graph = drawing.Compile();

        Assert.NotEmpty(WorkflowChecker.Check(graph));
        Assert.True(graph.Root.Flow.Steps < 10L * 20_000, $"{graph.Root.Flow.Steps} steps");
    }

    private static List<Arrow> Draw(string shape, int activities, int arrows)
    {
        var random = new Random(20260918);
        var drawn = new List<Arrow>();
        for (var i = 0; i + 1 < activities; i++)
            Add(shape == "random" ? random.Next(i + 1) : i, i + 1);
        while (drawn.Count < arrows)
        {
            var (one, other) = (random.Next(activities), random.Next(activities));
            var (low, high) = (Math.Min(one, other), Math.Max(one, other));
            switch (shape)
            {
                case "long chain with many ways back":
                    Add(high, low);
                    break;
                case "ladder":
                    Add(low, Math.Min(low + 1 + random.Next(8), activities - 1));
                    break;
                case "random forward":
                    Add(low, high);
                    break;
                default:
                    Add(one, other);
                    break;
            }
        }

        return drawn;

        void Add(int source, int target) => drawn.Add(new Arrow(drawn.Count, source, "Done", target));
    }

    private static List<Arrow> Arrows(int count, byte[] bytes)
    {
        var arrows = new List<Arrow>();
        for (var i = 0; i + 1 < bytes.Length; i += 2)
            arrows.Add(new Arrow(arrows.Count, bytes[i] % count, "Done", bytes[i + 1] % count));
        return arrows;
    }

    private static List<Arrow>[] Outbound(int count, List<Arrow> arrows)
    {
        var outbound = Enumerable.Range(0, count).Select(_ => new List<Arrow>()).ToArray();
        foreach (var arrow in arrows)
            outbound[arrow.Source].Add(arrow);
        return outbound;
    }

    /// <summary>The definition of forward, backward and valid, without any cleverness.</summary>
    private static List<(bool IsBackward, bool IsValid)> Naive(int count, List<Arrow> arrows)
    {
        var outbound = Outbound(count, arrows);
        var forward = new List<Arrow>();
        var backward = new HashSet<Arrow>(ReferenceEqualityComparer.Instance);
        var met = new HashSet<int> { 0 };
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var source))
        {
            foreach (var arrow in outbound[source])
            {
                if (Leads(arrow.Target, source, without: -1))
                {
                    backward.Add(arrow);
                    continue;
                }

                forward.Add(arrow);
                if (met.Add(arrow.Target))
                    queue.Enqueue(arrow.Target);
            }
        }

        return [.. arrows.Select(arrow => (backward.Contains(arrow), backward.Contains(arrow)
            && (arrow.Target == arrow.Source || arrow.Target == 0 || !Leads(0, arrow.Source, without: arrow.Target))))];

        bool Leads(int from, int to, int without)
        {
            var seen = new HashSet<int>();
            var stack = new Stack<int>([from]);
            while (stack.TryPop(out var node))
            {
                if (node == to)
                    return true;
                if (node == without || !seen.Add(node))
                    continue;
                foreach (var arrow in forward.Where(arrow => arrow.Source == node))
                    stack.Push(arrow.Target);
            }

            return false;
        }
    }
}
