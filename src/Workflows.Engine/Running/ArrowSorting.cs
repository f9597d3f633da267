namespace Workflows.Engine;

/// <summary>
/// Sorts the arrows of a chart breadth first from its start. An arrow is backward when its target already leads to its source by
/// the arrows found forward before it; every other arrow is forward. Works once, on indexes only.
/// </summary>
/// <remarks>
/// Asking «does the target lead to the source?» for every arrow by walking would cost the square of the chart. It is asked only
/// inside loops (nodes that all lead to each other); there the nodes keep an order in which every forward arrow points onwards
/// (Pearce and Kelly), so that most arrows are answered by comparing two places and a walk never leaves the stretch between them.
/// </remarks>
internal sealed class ArrowSorting
{
    private readonly IReadOnlyList<Arrow>[] _outbound;
    private readonly int _start;
    private readonly int[] _loop; // the loop a node belongs to; 0 for none
    private readonly List<int>?[] _next;
    private readonly List<int>?[] _previous;
    private readonly int[] _place;
    private readonly bool[] _isClosed;
    private readonly int[] _mark;
    private readonly Stack<int> _pending = new();
    private readonly Ancestry _found;
    private int _lastPlace;
    private int _walk;

    public ArrowSorting(int count, IReadOnlyList<Arrow>[] outbound, int start)
    {
        (_outbound, _start) = (outbound, start);
        _loop = new int[count];
        _next = new List<int>?[count];
        _previous = new List<int>?[count];
        _place = new int[count];
        _isClosed = new bool[count];
        _mark = new int[count];
        _found = new Ancestry(count);
    }

    /// <summary>Forward arrows, in the order they were found.</summary>
    public List<Arrow> Forward { get; } = [];

    /// <summary>How many arrows were looked at.</summary>
    public long Steps { get; private set; }

    public void Run()
    {
        FindLoops();
        var backward = new List<Arrow>();
        var queue = new Queue<int>([_start]);
        Meet(_start, _start);
        while (queue.TryDequeue(out var source))
        {
            _isClosed[source] = true;
            foreach (var arrow in _outbound[source])
            {
                Steps++;
                var target = arrow.Target;
                if (_place[target] == 0)
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
                if (_loop[source] == 0 || _loop[source] != _loop[target])
                    continue;
                (_next[source] ??= []).Add(target);
                (_previous[target] ??= []).Add(source);
            }
        }

        if (backward.Count > 0)
            Dominance.MarkValid(backward, Forward, _start, _place.Length);
    }

    private void FindLoops()
    {
        var number = 0;
        foreach (var loop in new Loops(_loop.Length, _ => true, node => _outbound[node]).Find())
        {
            number++;
            foreach (var node in loop)
                _loop[node] = number;
        }
    }

    private void Meet(int node, int from)
    {
        _place[node] = ++_lastPlace;
        _found.Add(node, from);
    }

    private bool ClosesCycle(int source, int target)
    {
        if (source == target)
            return true;
        if (_loop[source] == 0 || _loop[source] != _loop[target] || _place[source] < _place[target])
            return false;
        // What the source was found through leads to it for certain: the usual arrow back costs no walk.
        if (_found.IsAncestor(target, source))
            return true;
        if (!_isClosed[target])
        {
            // Nothing leaves it yet, so it may stand anywhere.
            _place[target] = ++_lastPlace;
            return false;
        }

        var after = new List<int>();
        if (Walk(_next, target, source, node => _place[node] <= _place[source], after))
            return true;
        Reorder(source, target, after);
        return false;
    }

    /// <summary>Moves what leads to the source before what the target leads to.</summary>
    private void Reorder(int source, int target, List<int> after)
    {
        var before = new List<int>();
        Walk(_previous, source, -1, node => _place[node] >= _place[target], before);
        before.Sort((a, b) => _place[a].CompareTo(_place[b]));
        after.Sort((a, b) => _place[a].CompareTo(_place[b]));

        int[] moved = [.. before, .. after];
        int[] places = [.. moved.Select(node => _place[node]).Order()];
        for (var i = 0; i < moved.Length; i++)
            _place[moved[i]] = places[i];
    }

    /// <summary>Collects what a node leads to inside a stretch of the order. True as soon as it meets what is looked for.</summary>
    private bool Walk(List<int>?[] along, int from, int lookedFor, Func<int, bool> isInside, List<int> collected)
    {
        _walk++;
        _pending.Clear();
        _pending.Push(from);
        _mark[from] = _walk;
        while (_pending.TryPop(out var node))
        {
            collected.Add(node);
            foreach (var other in along[node] ?? [])
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
}
