using System.Collections;
using System.Collections.Concurrent;
using Workflows.Engine.Activities;

namespace Workflows.Engine;

/// <summary>
/// The arrows of one flowchart, sorted from its start: forward, or backward when an arrow closes a cycle. A backward arrow is
/// valid when everything that leads to its source passes its target, so that going back repeats a whole passage.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, FlowGraph> _fromElsewhere = new();
    private readonly Arrow[][] _outbound;
    private readonly Arrow[][] _forwardInbound;
    private readonly BitArray?[] _ancestors;
    private readonly int[] _modes; // 0 is not known yet: a whole word, so that two threads never see half of one
    private readonly CompiledNode _chart;

    public FlowGraph(CompiledNode chart, int? start = null)
    {
        _chart = chart;
        Nodes = chart.Children;
        for (var i = 0; i < Nodes.Count; i++)
            _index[Nodes[i].ActivityId] = i;

        _ancestors = new BitArray?[Nodes.Count];
        _modes = new int[Nodes.Count];
        // The same arrow drawn twice is one arrow, as in Elsa: it must not run its target twice.
        Arrows = [.. chart.Source.Connections.Distinct().Select((c, i) => new Arrow(i, _index[c.SourceId], c.Port, _index[c.TargetId]))];
        _outbound = Grouped(Arrows, arrow => arrow.Source);
        _forwardInbound = Grouped([], arrow => arrow.Target);

        Start = start ?? FindStart(chart);
        if (Start < 0)
            return;
        var sorting = new ArrowSorting(Nodes.Count, _outbound, Start);
        sorting.Run();
        Steps = sorting.Steps;
        _forwardInbound = Grouped(sorting.Forward, arrow => arrow.Target);
    }

    public IReadOnlyList<CompiledNode> Nodes { get; }
    public IReadOnlyList<Arrow> Arrows { get; }

    /// <summary>Index of the activity the chart starts with; -1 when the chart is empty.</summary>
    public int Start { get; }

    /// <summary>How many arrows were looked at to sort them: stays near the number of arrows.</summary>
    public long Steps { get; }

    /// <summary>The same arrows sorted from another activity, for an instance that a trigger started; null when it has none such.</summary>
    public FlowGraph? StartingAt(string activityId) =>
        !_index.TryGetValue(activityId, out var start) ? null
        : start == Start ? this
        : _fromElsewhere.GetOrAdd(start, static (start, chart) => new FlowGraph(chart, start), _chart);

    public int IndexOf(CompiledNode node) => _index[node.ActivityId];

    public Arrow[] Outbound(int node) => _outbound[node];

    public Arrow[] ForwardInbound(int node) => _forwardInbound[node];

    public bool IsReachable(int node) => node == Start || _forwardInbound[node].Length > 0;

    /// <summary>How the arrows into a node become one.</summary>
    /// <exception cref="ActivityFaultException">The join has a mode that does not exist.</exception>
    public JoinMode ModeOf(int node)
    {
        if (_modes[node] == 0)
            _modes[node] = 1 + (int)FlowJoin.ModeOf(Nodes[node]);
        return (JoinMode)(_modes[node] - 1);
    }

    /// <summary>
    /// As somebody who never goes back passes them: each after everything that leads to it, and what nothing leads to at the end.
    /// </summary>
    public IReadOnlyList<CompiledNode> InOrder()
    {
        var (ranks, missing) = (new int[Nodes.Count], _forwardInbound.Select(inbound => inbound.Length).ToArray());
        var pending = new Queue<int>(Start < 0 ? [] : [Start]);
        while (pending.TryDequeue(out var current))
        {
            foreach (var arrow in _outbound[current].Where(arrow => !arrow.IsBackward))
            {
                ranks[arrow.Target] = Math.Max(ranks[arrow.Target], ranks[current] + 1);
                if (--missing[arrow.Target] == 0)
                    pending.Enqueue(arrow.Target);
            }
        }

        return [.. Enumerable.Range(0, Nodes.Count).OrderBy(node => IsReachable(node) ? ranks[node] : int.MaxValue)
            .Select(node => Nodes[node])];
    }

    /// <summary>True when forward arrows lead from the one to the other.</summary>
    public bool Leads(int from, int to) => (_ancestors[to] ??= AncestorsOf(to))[from];

    /// <summary>
    /// True when every way from the start to the one passes the other. Walks the chart: for what people ask now and then.
    /// </summary>
    public bool Dominates(int node, int other)
    {
        var met = new BitArray(Nodes.Count) { [node] = true };
        var pending = new Stack<int>([Start]);
        while (pending.TryPop(out var current))
        {
            if (met[current])
                continue;
            met[current] = true;
            foreach (var arrow in _outbound[current].Where(arrow => !arrow.IsBackward))
                pending.Push(arrow.Target);
        }

        return node == other || !met[other];
    }

    /// <summary>Arrays, for they are walked at every step.</summary>
    private Arrow[][] Grouped(IEnumerable<Arrow> arrows, Func<Arrow, int> end)
    {
        var groups = arrows.ToLookup(end);
        return [.. Enumerable.Range(0, Nodes.Count).Select(node => groups[node].ToArray())];
    }

    private BitArray AncestorsOf(int node)
    {
        var ancestors = new BitArray(Nodes.Count);
        var pending = new Stack<int>([node]);
        while (pending.TryPop(out var current))
        {
            foreach (var arrow in _forwardInbound[current])
            {
                if (ancestors[arrow.Source])
                    continue;
                ancestors[arrow.Source] = true;
                pending.Push(arrow.Source);
            }
        }

        return ancestors;
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
}

/// <summary>An arrow by the indexes of its ends.</summary>
internal sealed record Arrow(int Index, int Source, string Port, int Target)
{
    public bool IsBackward { get; set; }
    public bool IsValid { get; set; }
}
