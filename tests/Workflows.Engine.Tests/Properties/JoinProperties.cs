using FsCheck;
using FsCheck.Fluent;
using Workflows.Engine.Activities;
using Workflows.Engine.Checking;

namespace Workflows.Engine.Tests.Properties;

public class JoinProperties
{
    [Fact]
    public void A_join_is_called_impossible_exactly_when_two_of_its_ways_leave_one_decision_by_different_exits() =>
        Prop.ForAll<byte[], byte[]>((kinds, arrows) =>
        {
            var graph = RandomChart.Draw([.. kinds.Select(Choosing)], arrows).Compile();
            var told = WorkflowChecker.Check(graph).Where(problem => problem.Code == "impossibleJoin")
                .Select(problem => problem.ActivityId);

            return graph.Root.Flow.Start < 0 || told.Order().SequenceEqual(Impossible(graph.Root.Flow).Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5 * PropertyCases.Count));

    /// <summary>Mostly decisions and joins of all, some forks and lines.</summary>
    private static byte Choosing(byte kind) => (byte)((kind % 8) switch { < 3 => 2, < 6 => 7, 6 => 4, _ => 0 });

    private static IEnumerable<string> Impossible(FlowGraph graph)
    {
        var reached = Reached(graph);
        for (var node = 0; node < graph.Nodes.Count; node++)
        {
            var isJoin = reached.Contains(node)
                && graph.Nodes[node] is { Type: FlowJoin } join && join.Input("mode")!.Constant is "WaitAll";
            var ways = graph.ForwardInbound(node).Select(arrow => Way(graph, arrow)).ToList();
            if (isJoin && ways.Exists(one => ways.Exists(other =>
                one.Exists(arrow => other.Exists(met => met.Source == arrow.Source && met.Port != arrow.Port)))))
                yield return graph.Nodes[node].ActivityId;
        }
    }

    /// <summary>The choices that are certain to have been made when an arrow is followed, from it backwards.</summary>
    private static List<Arrow> Way(FlowGraph graph, Arrow arrow)
    {
        var choices = new List<Arrow>();
        for (var at = arrow; at is not null; at = graph.ForwardInbound(at.Source) is [var only] ? only : null)
        {
            if (graph.Nodes[at.Source].Type is FlowDecision)
                choices.Add(at);
        }

        return choices;
    }

    private static HashSet<int> Reached(FlowGraph graph)
    {
        var reached = new HashSet<int>();
        var pending = new Stack<int>([graph.Start]);
        while (pending.TryPop(out var node))
        {
            if (!reached.Add(node))
                continue;
            foreach (var arrow in graph.Outbound(node))
                pending.Push(arrow.Target);
        }

        return reached;
    }
}
