namespace Workflows.Engine;

/// <summary>Sets of nodes that all lead to each other (Tarjan), without recursion: a chart may be one long loop.</summary>
internal sealed class Loops(int count, Func<int, bool> isIncluded, Func<int, IReadOnlyList<Arrow>> outbound)
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
        var path = new Stack<(int Node, int NextArrow)>();
        Enter(root);
        while (path.TryPop(out var current))
        {
            var arrows = outbound(current.Node);
            if (current.NextArrow < arrows.Count)
            {
                path.Push((current.Node, current.NextArrow + 1));
                var other = arrows[current.NextArrow].Target;
                if (!isIncluded(other))
                    continue;
                if (_order[other] == 0)
                    Enter(other);
                else if (_isOpen[other])
                    _lowest[current.Node] = Math.Min(_lowest[current.Node], _order[other]);
                continue;
            }

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
            path.Push((node, 0));
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

        if (loop.Count == 1 && !outbound(first).Any(arrow => arrow.Target == first))
            return;
        loop.Sort();
        loops.Add(loop);
    }
}
