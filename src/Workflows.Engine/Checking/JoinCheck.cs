using Workflows.Engine.Activities;

namespace Workflows.Engine.Checking;

/// <summary>
/// Finds joins that wait for all their arrows and may never get them: because two of the arrows come from different choices of one
/// activity, or because a choice on the way to one of them may leave for good. Only what is certain is reported.
/// </summary>
/// <remarks>
/// A node with a single forward arrow into it is certain to have happened after where that arrow comes from. Those arrows make a tree,
/// in which two ways into a join part at their nearest common node: only there can they be different choices.
/// </remarks>
internal sealed class JoinCheck
{
    /// <summary>Arrows looked at, in all, to see what a choice may miss; beyond it nothing is claimed.</summary>
    private const int MaxSteps = 200_000;

    private readonly FlowGraph _graph;
    private readonly bool[] _reached;
    private readonly Action<int, Severity, string, string, Fix?> _add;
    private readonly Ancestry _tree;
    private readonly int[] _order;
    private bool[]? _leadsToEnd;
    private int[][]? _inbound;
    private int _steps;

    public JoinCheck(FlowGraph graph, bool[] reached, Action<int, Severity, string, string, Fix?> add)
    {
        (_graph, _reached, _add) = (graph, reached, add);
        _tree = new Ancestry(reached.Length + 1);
        _order = new int[reached.Length];
    }

    /// <summary>Above every node that several arrows lead to, or none.</summary>
    private int Top => _reached.Length;

    public void Run()
    {
        List<int> joins = [.. Enumerable.Range(0, _reached.Length).Where(node => _reached[node] && WaitsForAll(node))];
        if (joins.Count == 0)
            return;
        Grow();
        foreach (var join in joins)
        {
            if (NeverTogether(join) is { } decision)
            {
                Add(join, Severity.Error,
                    $"la unión espera todas sus flechas, pero «{Label(decision)}» nunca sigue todas a la vez: no se cumplirá.",
                    "impossibleJoin");
            }
            else if (MayMiss(join) is var (choice, port))
            {
                Add(join, Severity.Warning,
                    $"si «{Label(choice)}» sale por «{port}», no llegan todas las flechas y lo que sigue no se hace: "
                    + "espera solo las activas.", "joinMayWait");
            }
        }
    }

    /// <summary>The tree of what is certain, and the order in which walking it depth first meets its nodes.</summary>
    private void Grow()
    {
        _tree.Add(Top, Top);
        var below = new List<int>[Top + 1];
        for (var node = 0; node < Top; node++)
            (below[Above(node)] ??= []).Add(node);
        var pending = new Stack<int>([Top]);
        var met = 0;
        while (pending.TryPop(out var node))
        {
            if (node != Top)
            {
                _tree.Add(node, Above(node));
                _order[node] = ++met;
            }

            foreach (var child in below[node] ?? [])
                pending.Push(child);
        }
    }

    private int Above(int node) => _graph.ForwardInbound(node) is [var only] ? only.Source : Top;

    private bool WaitsForAll(int node) =>
        _graph.Nodes[node].Type is FlowJoin
        && Values.ToText(_graph.Nodes[node].Input("mode")?.Constant) is "WaitAll" or "WaitAllInbound" or "1";

    /// <summary>The activity that chooses between two arrows of the join; null when none is certain to.</summary>
    private int? NeverTogether(int join)
    {
        // Of all pairs, those that stand next to each other in the order of the tree part at every place where any pair does.
        var arrows = _graph.ForwardInbound(join).OrderBy(arrow => _order[arrow.Source]).ThenBy(arrow => arrow.Port, StringComparer.Ordinal)
            .ToList();
        for (var i = 1; i < arrows.Count; i++)
        {
            var parting = _tree.Common(arrows[i - 1].Source, arrows[i].Source);
            if (parting != Top && ChoosesOne(_graph.Nodes[parting])
                && PortTowards(parting, arrows[i - 1]) != PortTowards(parting, arrows[i]))
                return parting;
        }

        return null;
    }

    private string PortTowards(int node, Arrow arrow) =>
        arrow.Source == node ? arrow.Port : _graph.ForwardInbound(_tree.Below(node, arrow.Source))[0].Port;

    /// <summary>A choice on the way to one arrow, and not to all, that may lead where neither the join nor an end is.</summary>
    private (int Choice, string Port)? MayMiss(int join)
    {
        var arrows = _graph.ForwardInbound(join);
        if (arrows.Length < 2)
            return null;
        var common = arrows.Aggregate(arrows[0].Source, (above, arrow) => _tree.Common(above, arrow.Source));
        bool[]? leadsToJoin = null;
        foreach (var inbound in arrows)
        {
            for (var arrow = inbound; arrow.Source != common; arrow = _graph.ForwardInbound(arrow.Source)[0])
            {
                _steps += _graph.Outbound(arrow.Source).Length;
                if (_steps > MaxSteps)
                    return null;
                if (ChoosesOne(_graph.Nodes[arrow.Source]))
                {
                    leadsToJoin ??= LeadingTo([join]);
                    foreach (var other in _graph.Outbound(arrow.Source))
                    {
                        if (other.Port != arrow.Port && !leadsToJoin[other.Target] && !(_leadsToEnd ??= LeadingTo(Ends()))[other.Target])
                            return (arrow.Source, other.Port);
                    }
                }

                if (Above(arrow.Source) == Top)
                    break;
            }
        }

        return null;
    }

    private IEnumerable<int> Ends() =>
        Enumerable.Range(0, Top).Where(node => _graph.Nodes[node].Type is not { IsTerminal: false } or Fault);

    private bool[] LeadingTo(IEnumerable<int> targets)
    {
        _inbound ??= [.. Inbound()];
        var leads = new bool[Top];
        var pending = new Stack<int>(targets);
        while (pending.TryPop(out var node))
        {
            if (leads[node])
                continue;
            leads[node] = true;
            _steps += _inbound[node].Length;
            foreach (var source in _inbound[node])
                pending.Push(source);
        }

        return leads;
    }

    private IEnumerable<int[]> Inbound()
    {
        var arrows = _graph.Arrows.ToLookup(arrow => arrow.Target, arrow => arrow.Source);
        return Enumerable.Range(0, Top).Select(node => arrows[node].ToArray());
    }

    /// <summary>It leaves by one of several ways.</summary>
    private static bool ChoosesOne(CompiledNode node) =>
        node.Type is FlowSwitch
            ? FlowSwitch.ChoosesOne(node)
            : node.Type is { LeavesThroughAll: false } type && type.Ports(node).Count + type.FailurePorts.Count > 1;

    private string Label(int node) => _graph.Nodes[node].Label;

    private void Add(int join, Severity severity, string message, string code) => _add(
        join, severity, message, code, Fix.SetInput("Esperar solo las flechas activas", "mode", "WaitAllActive"));
}
