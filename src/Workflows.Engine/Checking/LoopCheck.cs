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
        var loops = new Loops(reached.Length, node => reached[node] && !_waits[node], node => graph.Outbound(node).Select(arrow => arrow.Target));
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

/// <summary>Sets of nodes that all lead to each other (Tarjan), without recursion: a chart may be one long loop.</summary>
internal sealed class Loops(int count, Func<int, bool> isIncluded, Func<int, IEnumerable<int>> next)
{
    private readonly int[] _order = new int[count];
    private readonly int[] _lowest = new int[count];
    private readonly bool[] _isOpen = new bool[count];
    private readonly Stack<int> _open = new();
    private int _met;

    /// <summary>Each loop with its nodes in the order of the drawing.</summary>
    public List<List<int>> Find()
    {
        var loops = new List<List<int>>();
        for (var node = 0; node < count; node++)
        {
            if (_order[node] == 0 && isIncluded(node))
                Explore(node, loops);
        }

        return loops;
    }

    private void Explore(int root, List<List<int>> loops)
    {
        var path = new Stack<(int Node, IEnumerator<int> Next)>();
        Enter(root);
        while (path.TryPeek(out var current))
        {
            if (current.Next.MoveNext())
            {
                var other = current.Next.Current;
                if (!isIncluded(other))
                    continue;
                if (_order[other] == 0)
                    Enter(other);
                else if (_isOpen[other])
                    _lowest[current.Node] = Math.Min(_lowest[current.Node], _order[other]);
                continue;
            }

            path.Pop();
            if (path.TryPeek(out var before))
                _lowest[before.Node] = Math.Min(_lowest[before.Node], _lowest[current.Node]);
            if (_lowest[current.Node] == _order[current.Node])
                Close(current.Node, loops);
        }

        void Enter(int node)
        {
            _order[node] = _lowest[node] = ++_met;
            _isOpen[node] = true;
            _open.Push(node);
            path.Push((node, next(node).GetEnumerator()));
        }
    }

    private void Close(int first, List<List<int>> loops)
    {
        var loop = new List<int>();
        int node;
        do
        {
            node = _open.Pop();
            _isOpen[node] = false;
            loop.Add(node);
        }
        while (node != first);

        if (loop.Count == 1 && !next(first).Contains(first))
            return;
        loop.Sort();
        loops.Add(loop);
    }
}
