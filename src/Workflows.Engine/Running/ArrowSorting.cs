namespace Workflows.Engine;

/// <summary>
/// Sorts the arrows of a chart breadth first from its start. An arrow is backward when its target already leads to its source by
/// the arrows found forward before it; every other arrow is forward. Works once, on indexes only.
/// </summary>
/// <remarks>
/// Asking «does the target lead to the source?» for every arrow by walking would cost the square of the chart. Instead the nodes
/// keep an order in which every forward arrow points onwards (Pearce and Kelly's incremental topological order): most arrows
/// are answered by comparing two places, and a walk never leaves the stretch between them.
/// </remarks>
internal sealed class ArrowSorting(int count, IReadOnlyList<Arrow>[] outbound, int start)
{
    private readonly List<int>[] _next = [.. Enumerable.Range(0, count).Select(_ => new List<int>(2))];
    private readonly List<int>[] _previous = [.. Enumerable.Range(0, count).Select(_ => new List<int>(2))];
    private readonly int[] _place = new int[count];
    private readonly int[] _at = new int[count];
    private readonly int[] _mark = new int[count];
    private readonly Stack<int> _pending = new();
    private readonly Ancestry _found = new(count);
    private int _placed;
    private int _walk;

    /// <summary>Forward arrows, in the order they were found.</summary>
    public List<Arrow> Forward { get; } = [];

    /// <summary>How many arrows were looked at.</summary>
    public long Steps { get; private set; }

    public void Run()
    {
        Array.Fill(_place, -1);
        var backward = new List<Arrow>();
        var queue = new Queue<int>([start]);
        Meet(start, start);
        while (queue.TryDequeue(out var source))
        {
            foreach (var arrow in outbound[source])
            {
                Steps++;
                var target = arrow.Target;
                if (_place[target] < 0)
                {
                    Meet(target, source);
                    queue.Enqueue(target);
                }
                else if (ClosesCycle(source, target))
                {
                    arrow.IsBackward = true;
                    backward.Add(arrow);
                    continue;
                }

                Forward.Add(arrow);
                _next[source].Add(target);
                _previous[target].Add(source);
            }
        }

        MarkValid(backward);
    }

    private void Meet(int node, int from)
    {
        _place[node] = _placed;
        _at[_placed++] = node;
        _found.Add(node, from);
    }

    private bool ClosesCycle(int source, int target)
    {
        if (source == target)
            return true;
        if (_place[source] < _place[target])
            return false;
        // What the source was found through leads to it for certain: the usual arrow back costs no walk.
        if (_found.IsAncestor(target, source))
            return true;

        var after = new List<int>();
        if (!Walk(_next, target, source, node => _place[node] <= _place[source], after))
            return Reorder(source, target, after);
        return true;
    }

    /// <summary>Moves what leads to the source before what the target leads to. The arrow is forward, so the answer is no.</summary>
    private bool Reorder(int source, int target, List<int> after)
    {
        var before = new List<int>();
        Walk(_previous, source, -1, node => _place[node] >= _place[target], before);
        before.Sort((a, b) => _place[a].CompareTo(_place[b]));
        after.Sort((a, b) => _place[a].CompareTo(_place[b]));

        int[] moved = [.. before, .. after];
        int[] places = [.. moved.Select(node => _place[node]).Order()];
        for (var i = 0; i < moved.Length; i++)
        {
            _place[moved[i]] = places[i];
            _at[places[i]] = moved[i];
        }

        return false;
    }

    /// <summary>Collects what a node leads to inside a stretch of the order. True as soon as it meets what is looked for.</summary>
    private bool Walk(List<int>[] along, int from, int lookedFor, Func<int, bool> isInside, List<int> collected)
    {
        _walk++;
        _pending.Clear();
        _pending.Push(from);
        _mark[from] = _walk;
        while (_pending.TryPop(out var node))
        {
            collected.Add(node);
            foreach (var other in along[node])
            {
                Steps++;
                if (other == lookedFor)
                    return true;
                if (_mark[other] == _walk || !isInside(other))
                    continue;
                _mark[other] = _walk;
                _pending.Push(other);
            }
        }

        return false;
    }

    /// <summary>
    /// A backward arrow is valid when its target is on every way from the start to its source: when it dominates it. The order of
    /// the nodes gives each one's nearest dominator in one pass.
    /// </summary>
    private void MarkValid(List<Arrow> backward)
    {
        if (backward.Count == 0)
            return;
        var dominators = new Ancestry(count);
        dominators.Add(start, start);
        for (var place = 1; place < _placed; place++)
        {
            var node = _at[place];
            var nearest = _previous[node][0];
            foreach (var other in _previous[node])
            {
                Steps++;
                nearest = dominators.Common(nearest, other);
            }

            dominators.Add(node, nearest);
        }

        foreach (var arrow in backward)
            arrow.IsValid = dominators.IsAncestor(arrow.Target, arrow.Source);
    }
}

/// <summary>A tree that grows leaf by leaf and answers who is above whom in a logarithm of steps, by jumping upwards.</summary>
internal sealed class Ancestry(int count)
{
    private readonly int[] _parent = new int[count];
    private readonly int[] _jump = new int[count];
    private readonly int[] _depth = new int[count];

    /// <summary>Adds a node under one already in the tree; the root is its own parent.</summary>
    public void Add(int node, int parent)
    {
        _parent[node] = parent;
        _depth[node] = node == parent ? 0 : _depth[parent] + 1;
        var above = _jump[parent];
        // Two jumps of equal length become one of double length: Myers' skew-binary jumps.
        _jump[node] = node != parent && _depth[parent] - _depth[above] == _depth[above] - _depth[_jump[above]] ? _jump[above] : parent;
    }

    /// <summary>True also for the node itself.</summary>
    public bool IsAncestor(int ancestor, int node) => Up(node, _depth[ancestor]) == ancestor;

    /// <summary>The nearest node above both.</summary>
    public int Common(int one, int other)
    {
        one = Up(one, _depth[other]);
        other = Up(other, _depth[one]);
        while (one != other)
        {
            if (_jump[one] == _jump[other])
                (one, other) = (_parent[one], _parent[other]);
            else
                (one, other) = (_jump[one], _jump[other]);
        }

        return one;
    }

    private int Up(int node, int depth)
    {
        while (_depth[node] > depth)
            node = _depth[_jump[node]] < depth ? _parent[node] : _jump[node];
        return node;
    }
}
