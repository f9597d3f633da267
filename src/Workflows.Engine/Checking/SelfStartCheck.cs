using Workflows.Engine.Activities;

namespace Workflows.Engine.Checking;

/// <summary>
/// Finds where a workflow starts itself before anything waits: every instance would start more of them at once. What comes after a
/// wait is left alone, for a flow may start its next year.
/// </summary>
internal static class SelfStartCheck
{
    public static IEnumerable<Problem> Check(WorkflowGraph graph)
    {
        var found = new List<(CompiledNode Node, bool ByChoice)>();
        Walk(graph.Root, byChoice: false, found, graph.Definition.DefinitionId);
        return found.Select(one => WorkflowChecker.On(
            one.Node, one.ByChoice ? Severity.Warning : Severity.Error,
            one.ByChoice
                ? "el flujo puede iniciarse a sí mismo sin esperar nada: asegúrate de que la decisión que lleva hasta aquí lo detenga."
                : "el flujo se inicia a sí mismo sin esperar nada: cada proceso abriría otros sin fin.",
            "startsItself"));
    }

    /// <summary>What is reached before anything waits. True when the burst can go on after the node.</summary>
    private static bool Walk(CompiledNode node, bool byChoice, List<(CompiledNode, bool)> found, string definitionId)
    {
        if (node.Type is Flowchart)
            return WalkChart(node, byChoice, found, definitionId);
        if (node.Type is Sequence)
            return node.Children.All(child => Walk(child, byChoice, found, definitionId));
        if (node.Type?.Starts(node) == definitionId)
            found.Add((node, byChoice));
        return node.Type is { } type && !type.Waits(node);
    }

    private static bool WalkChart(CompiledNode chart, bool byChoice, List<(CompiledNode, bool)> found, string definitionId)
    {
        var graph = chart.Flow;
        if (graph.Start < 0)
            return true;
        var goesOn = false;
        // Certain ways first: what they reach is reached for certain, whatever a choice also leads to.
        var met = new bool[graph.Nodes.Count];
        var certain = new Stack<int>([graph.Start]);
        var chosen = new Stack<int>();
        while (certain.Count > 0 || chosen.Count > 0)
        {
            var isChosen = certain.Count == 0;
            var index = isChosen ? chosen.Pop() : certain.Pop();
            if (met[index])
                continue;
            met[index] = true;
            var node = graph.Nodes[index];
            if (!Walk(node, byChoice || isChosen, found, definitionId))
                continue;
            var outbound = graph.Outbound(index);
            goesOn |= outbound.Length == 0 || node.Type!.IsTerminal;
            var next = isChosen || (!node.Type!.LeavesThroughAll && node.Type.Ports(node).Count > 1) ? chosen : certain;
            foreach (var arrow in outbound)
                next.Push(arrow.Target);
        }

        return goesOn;
    }
}
