using Workflows.Engine.Activities;

namespace Workflows.Engine.Checking;

/// <summary>Finds the loops of a chart that never wait for the world, and whether the chart can end at all.</summary>
internal sealed class LoopCheck(FlowGraph graph, bool[] reached, List<string>[] openPorts)
{
    private readonly bool[] _waits = [.. graph.Nodes.Select(MayWait)];

    /// <summary>True when something reached ends the chart, or leads nowhere, which ends it too.</summary>
    public bool HasEnd()
    {
        for (var node = 0; node < reached.Length; node++)
        {
            if (reached[node] && IsEnd(node))
                return true;
        }

        return false;
    }

    /// <summary>A loop that cannot be left is an error; one that nothing chooses to leave is a warning.</summary>
    public IEnumerable<(int Node, Severity Severity, string Message, string Code)> Find()
    {
        var loops = new Loops(reached.Length, node => reached[node] && !_waits[node], graph.Outbound);
        foreach (var loop in loops.Find())
        {
            var inside = loop.ToHashSet();
            var exits = loop.Where(node => IsEnd(node) || graph.Outbound(node).Any(arrow => !inside.Contains(arrow.Target))).ToList();
            if (exits.Count == 0)
            {
                yield return (loop[0], Severity.Error,
                    "aquí empieza un bucle que no espera nada y del que no se puede salir.", "endlessLoop");
            }
            else if (!exits.Exists(Chooses))
            {
                yield return (loop[0], Severity.Warning,
                    "aquí empieza un bucle que no espera nada y en el que ninguna decisión permite salir.", "busyLoop");
            }
        }
    }

    private bool IsEnd(int node) =>
        graph.Nodes[node].Type is not { } type || type.IsTerminal || openPorts[node].Count > 0 || type.Ports(graph.Nodes[node]).Count == 0;

    /// <summary>It leaves by one of several ways, or by failing on purpose.</summary>
    private bool Chooses(int node) =>
        graph.Nodes[node].Type is { LeavesThroughAll: false } type && (type.IsTerminal || type.Ports(graph.Nodes[node]).Count != 1);

    private static bool MayWait(CompiledNode node) =>
        node.Type is not { } type || type.MayWait || node.Children.Any(MayWait) || node.Embedded.Values.Any(MayWait);
}
