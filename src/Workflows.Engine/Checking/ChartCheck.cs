using Workflows.Engine.Activities;

namespace Workflows.Engine.Checking;

/// <summary>Checks how one flowchart is drawn: what nothing leads to, ports, arrows that go back, loops and joins.</summary>
internal sealed class ChartCheck(CompiledNode chart, List<Problem> problems)
{
    private const int MostNamedPorts = 8;

    private readonly FlowGraph _graph = chart.Flow;
    private readonly bool[] _reached = new bool[chart.Children.Count];
    private readonly List<string>[] _open = new List<string>[chart.Children.Count];

    public void Run()
    {
        if (_graph.Start < 0)
            return;
        Reach();
        for (var node = 0; node < _reached.Length; node++)
            CheckPorts(node);
        CheckBackwardArrows();
        var loops = new LoopCheck(_graph, _reached, _open);
        foreach (var (node, (severity, message, code, fix)) in loops.Find())
            Add(node, severity, message, code, fix);
        if (!loops.HasEnd())
        {
            problems.Add(WorkflowChecker.On(
                chart, Severity.Error, "el diagrama no llega nunca a un fin. Lleva alguna salida a un fin.", "noEnd"));
        }

        new JoinCheck(_graph, _reached, Add).Run();
    }

    /// <summary>Everything the start leads to, and what other triggers lead to.</summary>
    private void Reach()
    {
        var pending = new Stack<int>([_graph.Start]);
        for (var node = 0; node < _reached.Length; node++)
        {
            if (_graph.Nodes[node].Source.CanStartWorkflow)
                pending.Push(node);
        }

        while (pending.TryPop(out var node))
        {
            if (_reached[node])
                continue;
            _reached[node] = true;
            foreach (var arrow in _graph.Outbound(node))
                pending.Push(arrow.Target);
        }
    }

    private void CheckPorts(int node)
    {
        _open[node] = [];
        if (!_reached[node])
            Add(node, Severity.Error, "ningún camino desde el inicio llega a esta actividad. Únela con una flecha o quítala.",
                "unreachable", Fix.RemoveStep());
        if (_graph.Nodes[node].Type is not { } type)
            return;

        var ports = type.Ports(_graph.Nodes[node]);
        var drawn = _graph.Outbound(node).Select(arrow => arrow.Port).ToHashSet(StringComparer.Ordinal);
        foreach (var port in drawn.Except(ports).Except(type.FailurePorts))
        {
            Add(node, Severity.Error, ports.Count == 0
                ? $"sale una flecha por «{port}», pero de esta actividad no se sale."
                : $"sale una flecha por «{port}», que no es una de sus salidas: {Named(ports.Concat(type.FailurePorts))}.",
                    "unknownPort", Fix.RemoveArrows(port));
        }

        _open[node] = [.. ports.Except(drawn)];
        // An activity with one way out may be the last one; one that chooses should say where each choice leads.
        var isOpenOnPurpose = ports.Count <= 1 || (type.LeavesThroughAll && type is not FlowFork && _open[node].Count < ports.Count);
        if (isOpenOnPurpose || !_reached[node])
            return;
        foreach (var port in _open[node])
            Add(node, Severity.Warning, $"la salida «{port}» no lleva a ninguna parte: si se sale por ahí, ese camino termina.",
                "openPort", Fix.ConnectToEnd(port));
    }

    private static string Named(IEnumerable<string> ports)
    {
        List<string> first = [.. ports.Take(MostNamedPorts + 1)];
        return first.Count > MostNamedPorts ? $"{string.Join(", ", first.Take(MostNamedPorts))}…" : string.Join(", ", first);
    }

    private void CheckBackwardArrows()
    {
        foreach (var arrow in _graph.Arrows)
        {
            if (arrow.IsBackward && !arrow.IsValid)
            {
                Add(arrow.Source, Severity.Error,
                    $"la vuelta a «{_graph.Nodes[arrow.Target].Label}» no es válida: hay un camino que llega aquí sin pasar por ella. "
                    + "Vuelve a un paso por el que pasen todos.", "invalidBackward");
            }
        }
    }

    private void Add(int node, Severity severity, string message, string code, Fix? fix = null) =>
        problems.Add(WorkflowChecker.On(_graph.Nodes[node], severity, message, code, fix));
}
