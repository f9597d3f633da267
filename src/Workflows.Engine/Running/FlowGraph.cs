namespace Workflows.Engine;

/// <summary>
/// The arrows of one flowchart, sorted from its start: forward, or backward when an arrow closes a cycle. A backward arrow is
/// valid when everything that leads to its source passes its target, so that going back repeats a whole passage.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<Arrow>[] _outbound;
    private readonly List<Arrow>[] _forwardInbound;
    private readonly int[]?[] _ancestors;

    private readonly CompiledNode _chart;

    public FlowGraph(CompiledNode chart, int? start = null)
    {
        _chart = chart;
        Nodes = chart.Children;
        for (var i = 0; i < Nodes.Count; i++)
            _index[Nodes[i].ActivityId] = i;

        _outbound = [.. Nodes.Select(_ => new List<Arrow>())];
        _forwardInbound = [.. Nodes.Select(_ => new List<Arrow>())];
        _ancestors = new int[]?[Nodes.Count];
        Arrows = [.. chart.Source.Connections.Select((c, i) => new Arrow(i, _index[c.SourceId], c.Port, _index[c.TargetId]))];
        foreach (var arrow in Arrows)
            _outbound[arrow.Source].Add(arrow);

        Start = start ?? FindStart(chart);
        if (Start >= 0)
            Sort();
    }

    public IReadOnlyList<CompiledNode> Nodes { get; }
    public IReadOnlyList<Arrow> Arrows { get; }

    /// <summary>Index of the activity the chart starts with; -1 when the chart is empty.</summary>
    public int Start { get; }

    /// <summary>The same arrows sorted from another activity, for an instance that a trigger started; null when it has none such.</summary>
    public FlowGraph? StartingAt(string activityId) =>
        _index.TryGetValue(activityId, out var start) ? new FlowGraph(_chart, start) : null;

    public int IndexOf(CompiledNode node) => _index[node.ActivityId];

    public IReadOnlyList<Arrow> Outbound(int node) => _outbound[node];

    public IReadOnlyList<Arrow> ForwardInbound(int node) => _forwardInbound[node];

    public bool IsReachable(int node) => node == Start || _forwardInbound[node].Count > 0;

    /// <summary>Everything that leads to the node by forward arrows.</summary>
    public IReadOnlyList<int> Ancestors(int node)
    {
        if (_ancestors[node] is { } known)
            return known;

        var seen = new bool[Nodes.Count];
        var found = new List<int>();
        var queue = new Queue<int>([node]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var arrow in _forwardInbound[current])
            {
                if (seen[arrow.Source])
                    continue;
                seen[arrow.Source] = true;
                found.Add(arrow.Source);
                queue.Enqueue(arrow.Source);
            }
        }

        return _ancestors[node] = [.. found];
    }

    /// <summary>Elsa's order: the first Start, else what can start a workflow, else what nothing leads to, else the first.</summary>
    private int FindStart(CompiledNode chart)
    {
        if (Nodes.Count == 0)
            return -1;
        if (Json.DocumentShape.Text(chart.Source.Property("start")) is { } named && _index.TryGetValue(named, out var start))
            return start;

        var targets = Arrows.Select(arrow => arrow.Target).ToHashSet();
        return First(i => Nodes[i].Source.Type == "Elsa.Start")
            ?? First(i => Nodes[i].Source.CanStartWorkflow)
            ?? First(i => !targets.Contains(i))
            ?? 0;

        int? First(Func<int, bool> condition)
        {
            for (var i = 0; i < Nodes.Count; i++)
            {
                if (condition(i))
                    return i;
            }

            return null;
        }
    }

    /// <summary>
    /// Breadth first from the start. An arrow is backward when its target already leads to its source by forward arrows; every
    /// other arrow is forward. To stay near linear, the question is asked only where the target was met before.
    /// </summary>
    private void Sort()
    {
        var met = new bool[Nodes.Count];
        var queue = new Queue<int>([Start]);
        var forwardOut = Nodes.Select(_ => new List<int>()).ToArray();
        met[Start] = true;
        while (queue.TryDequeue(out var source))
        {
            foreach (var arrow in _outbound[source])
            {
                if (met[arrow.Target] && Leads(forwardOut, arrow.Target, source))
                {
                    arrow.IsBackward = true;
                    continue;
                }

                forwardOut[source].Add(arrow.Target);
                _forwardInbound[arrow.Target].Add(arrow);
                if (!met[arrow.Target])
                {
                    met[arrow.Target] = true;
                    queue.Enqueue(arrow.Target);
                }
            }
        }

        foreach (var arrow in Arrows.Where(arrow => arrow.IsBackward))
            arrow.IsValid = PassesAlways(arrow.Target, arrow.Source);
    }

    private bool Leads(List<int>[] forwardOut, int from, int to)
    {
        if (from == to)
            return true;
        var seen = new bool[Nodes.Count];
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var current))
        {
            if (current == to)
                return true;
            if (seen[current])
                continue;
            seen[current] = true;
            foreach (var next in forwardOut[current])
                stack.Push(next);
        }

        return false;
    }

    /// <summary>True when no forward path from the start reaches <paramref name="end"/> without <paramref name="gate"/>.</summary>
    private bool PassesAlways(int gate, int end)
    {
        if (gate == end || gate == Start)
            return true;
        var seen = new bool[Nodes.Count];
        var stack = new Stack<int>([end]);
        while (stack.TryPop(out var current))
        {
            if (current == Start)
                return false;
            if (seen[current] || current == gate)
                continue;
            seen[current] = true;
            foreach (var arrow in _forwardInbound[current])
                stack.Push(arrow.Source);
        }

        return true;
    }
}

/// <summary>An arrow by the indexes of its ends.</summary>
internal sealed record Arrow(int Index, int Source, string Port, int Target)
{
    public bool IsBackward { get; set; }
    public bool IsValid { get; set; }
}

/// <summary>How often a chart's activities and arrows were visited, and whether each arrow was followed the last time.</summary>
internal sealed class FlowState
{
    public Dictionary<int, int> Visits { get; init; } = [];
    public Dictionary<int, int> ArrowVisits { get; init; } = [];
    public HashSet<int> Followed { get; init; } = [];

    public void Visit(int node) => Visits[node] = Visits.GetValueOrDefault(node) + 1;

    public void Visit(Arrow arrow, bool followed)
    {
        ArrowVisits[arrow.Index] = ArrowVisits.GetValueOrDefault(arrow.Index) + 1;
        if (followed)
            Followed.Add(arrow.Index);
        else
            Followed.Remove(arrow.Index);
    }

    public FlowState Clone() => new() { Visits = new(Visits), ArrowVisits = new(ArrowVisits), Followed = [.. Followed] };
}
