using Workflows.Engine.Activities;

namespace Workflows.Engine.Checking;

/// <summary>Finds the loops of a chart that never wait for the world, and whether the chart can end at all.</summary>
internal sealed class LoopCheck(FlowGraph graph, bool[] reached, List<string>[] openPorts)
{
    private readonly bool[] _waits = [.. graph.Nodes.Select(Waits)];
    private readonly bool[] _opens = [.. graph.Nodes.Select(Opens)];
    private bool[]? _leadsToOpening;

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
    public IEnumerable<(int Node, Finding Finding)> Find()
    {
        var loops = new Loops(reached.Length, node => reached[node] && !_waits[node], graph.Outbound);
        foreach (var loop in loops.Find())
        {
            var inside = loop.ToHashSet();
            if (loop.FindIndex(node => graph.Nodes[node].Type is Delay) is var shortWait and >= 0)
            {
                yield return (loop[shortWait], new(Severity.Error,
                    "espera cero, o menos de un segundo, dentro de un bucle en el que nada más espera. Di cuánto esperar en cada vuelta.",
                    "zeroWait", Fix.SetInput("Esperar un día en cada vuelta", "timeSpan", "1.00:00:00")));
            }

            if (loop.FindIndex(node => Floods(node, inside)) is var flooding and >= 0)
            {
                yield return (loop[flooding], new(Severity.Error,
                    "aquí hay un bucle que no espera nada y que llega a lo que abre procesos, temporizadores u otras esperas. "
                    + "Agrégale una espera, o sepáralo de ellos.", "floodingLoop"));
                continue;
            }

            var exits = loop.Where(node => IsEnd(node) || graph.Outbound(node).Any(arrow => !inside.Contains(arrow.Target))).ToList();
            if (exits.Count == 0)
            {
                yield return (loop[0], new(Severity.Error,
                    "aquí empieza un bucle que no espera nada y del que no se puede salir. Agrégale una espera o una salida.",
                    "endlessLoop"));
            }
            else if (!exits.Exists(Chooses))
            {
                yield return (loop[0], new(Severity.Warning,
                    "aquí empieza un bucle que no espera nada y en el que ninguna decisión permite salir. Agrégale una decisión que lo "
                    + "termine.", "busyLoop"));
            }
        }
    }

    /// <summary>
    /// True when the same step goes on with the loop and leaves it towards something that opens what waits: both happen, turn after
    /// turn. A decision that does either one or the other is no flood.
    /// </summary>
    private bool Floods(int node, HashSet<int> inside)
    {
        if (graph.Nodes[node].Type is not { } type)
            return false;
        var staying = graph.Outbound(node).Where(arrow => inside.Contains(arrow.Target)).Select(arrow => arrow.Port)
            .ToHashSet(StringComparer.Ordinal);
        return graph.Outbound(node).Any(arrow => !inside.Contains(arrow.Target) && LeadsToOpening(arrow.Target)
            && (type.LeavesThroughAll || staying.Contains(arrow.Port)));
    }

    private bool LeadsToOpening(int node) => (_leadsToOpening ??= FindWhatLeadsToOpening())[node];

    /// <summary>Backwards from what opens, once for the whole chart. A wait ends the burst, so nothing is asked beyond it.</summary>
    private bool[] FindWhatLeadsToOpening()
    {
        var inbound = graph.Arrows.ToLookup(arrow => arrow.Target, arrow => arrow.Source);
        var leads = new bool[_opens.Length];
        var pending = new Stack<int>(Enumerable.Range(0, _opens.Length).Where(node => _opens[node]));
        while (pending.TryPop(out var node))
        {
            if (leads[node])
                continue;
            leads[node] = true;
            foreach (var source in inbound[node])
            {
                if (!_waits[source])
                    pending.Push(source);
            }
        }

        return leads;
    }

    private bool IsEnd(int node) =>
        graph.Nodes[node].Type is not { } type || type.IsTerminal || openPorts[node].Count > 0 || type.Ports(graph.Nodes[node]).Count == 0;

    /// <summary>It leaves by one of several ways, or by failing on purpose.</summary>
    private bool Chooses(int node) =>
        graph.Nodes[node].Type is { LeavesThroughAll: false } type && (type.IsTerminal || type.Ports(graph.Nodes[node]).Count != 1);

    private static bool Waits(CompiledNode node) =>
        node.Type is not { } type || type.Waits(node) || node.Children.Any(Waits)
            || (type is not BulkDispatchWorkflows && node.Embedded.Values.Any(Waits));

    private static bool Opens(CompiledNode node) =>
        node.Type is { MayWait: true } || node.Children.Any(Opens) || node.Embedded.Values.Any(Opens);
}
