using Workflows.Engine.Activities;

namespace Workflows.Engine.Checking;

/// <summary>
/// Finds joins that wait for all their arrows although two of them come from different choices of one activity: such a join never
/// runs. Only what is certain is reported.
/// </summary>
internal static class JoinCheck
{
    /// <summary>Arrows looked at for one join; beyond it nothing is claimed.</summary>
    private const int MaxSteps = 10_000;

    public static void Check(FlowGraph graph, bool[] reached, Action<int, Severity, string, string> add)
    {
        for (var node = 0; node < reached.Length; node++)
        {
            if (!reached[node] || !WaitsForAll(graph, node) || NeverTogether(graph, node) is not { } decision)
                continue;
            add(node, Severity.Error,
                $"la unión espera todas sus flechas, pero «{graph.Nodes[decision].Label}» nunca sigue todas a la vez: no se cumplirá.",
                "impossibleJoin");
        }
    }

    private static bool WaitsForAll(FlowGraph graph, int node) =>
        graph.Nodes[node].Type is FlowJoin
        && Values.ToText(graph.Nodes[node].Input("mode")?.Constant) is "WaitAll" or "WaitAllInbound" or "1";

    /// <summary>The activity that chooses between two arrows of the join; null when none is certain to.</summary>
    private static int? NeverTogether(FlowGraph graph, int join)
    {
        var choices = new Dictionary<int, string>();
        var steps = 0;
        foreach (var inbound in graph.ForwardInbound(join))
        {
            var choicesOfThis = new Dictionary<int, string>();
            // Backwards while there is only one way: everything on it is certain to have happened.
            for (var arrow = inbound; arrow is not null && steps < MaxSteps; steps++)
            {
                if (ChoosesOne(graph.Nodes[arrow.Source]))
                    choicesOfThis.TryAdd(arrow.Source, arrow.Port);
                arrow = graph.ForwardInbound(arrow.Source) is [var only] ? only : null;
            }

            foreach (var (decision, port) in choicesOfThis)
            {
                if (!choices.TryAdd(decision, port) && choices[decision] != port)
                    return decision;
            }
        }

        return null;
    }

    private static bool ChoosesOne(CompiledNode node) =>
        node.Type is FlowDecision
        || (node.Type is FlowSwitch && node.Input("mode") is (null or { IsConstant: true, Constant: null or "MatchFirst" }));
}
