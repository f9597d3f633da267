namespace Workflows.Engine.Checking;

/// <summary>
/// Says what is wrong with a definition before anybody runs it. Accepts every readable definition, changes nothing and never
/// throws; what it finds names the activity as people know it.
/// </summary>
public static class WorkflowChecker
{
    /// <summary>The problems, errors first, otherwise in the order of the drawing.</summary>
    public static IReadOnlyList<Problem> Check(WorkflowGraph graph) => Check(graph, knownWorkflows: null);

    /// <summary>The same, and workflows it starts that cannot start.</summary>
    /// <param name="knownWorkflows">The ids of those that can, besides this one; null when nobody knows.</param>
    public static IReadOnlyList<Problem> Check(WorkflowGraph graph, IReadOnlySet<string>? knownWorkflows)
    {
        var problems = new List<Problem>();
        foreach (var warning in graph.Definition.Warnings)
            problems.Add(new Problem(Severity.Warning, null, null, warning, "reader"));
        CheckDuplicates(graph, problems);

        Check(graph, graph.Root, Names.Of(graph.Definition), problems);
        if (knownWorkflows is not null)
            problems.AddRange(MissingChildren(graph, knownWorkflows));
        problems.AddRange(SelfStartCheck.Check(graph));
        return [.. problems.OrderByDescending(problem => problem.Severity)];
    }

    /// <summary>An activity, then what it contains. As deep as the JSON, which the reader bounds.</summary>
    private static void Check(WorkflowGraph graph, CompiledNode node, Names around, List<Problem> problems)
    {
        var names = around.Within(node);
        CheckType(node, problems);
        ArgumentCheck.Check(graph, node, names, problems);
        if (node.Type is Activities.Flowchart)
            new ChartCheck(node, problems).Run();
        CheckLabels(node, problems);
        foreach (var child in node.Children)
            Check(graph, child, names, problems);
        foreach (var child in node.Embedded.Values)
            Check(graph, child, names.WithGiven(node.Type?.GivenToChildren ?? []), problems);
    }

    private static void CheckType(CompiledNode node, List<Problem> problems)
    {
        if (node.Type is null)
        {
            problems.Add(On(node, Severity.Error, $"no se conoce el tipo de actividad «{node.Source.Type}». Reemplázala o quítala.",
                "unknownType"));
            return;
        }

        foreach (var message in node.Type.Check(node))
            problems.Add(On(node, Severity.Error, message, "activity"));
        foreach (var (severity, message, code, fix) in node.Type.Findings(node))
            problems.Add(On(node, severity, message, code, fix));
    }

    /// <summary>
    /// Steps of one container that people could not tell apart. Where a chart begins, joins and ends may be called the same: nobody
    /// speaks of them.
    /// </summary>
    private static void CheckLabels(CompiledNode container, List<Problem> problems)
    {
        var met = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var last = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in container.Children)
        {
            if (child.Type is not { IsTerminal: false } or Activities.Start or Activities.FlowJoin or Activities.FlowFork
                || child.Label == child.ActivityId || met.Add(child.Label))
                continue;
            problems.Add(On(
                child, Severity.Warning, "otro paso se llama igual: cámbiale el nombre para distinguirlos.", "repeatedLabel",
                Fix.RenameStep(Free(child.Label))));
        }

        string Free(string label)
        {
            var number = last.GetValueOrDefault(label, 1) + 1;
            while (!met.Add($"{label} {number}"))
                number++;
            last[label] = number;
            return $"{label} {number}";
        }
    }

    private static IEnumerable<Problem> MissingChildren(WorkflowGraph graph, IReadOnlySet<string> known) =>
        from node in graph.Nodes
        let started = node.Type?.Starts(node)
        where started is not null && started != graph.Definition.DefinitionId && !known.Contains(started)
        select On(
            node, Severity.Error, $"inicia el flujo «{started}», que no existe o no está publicado: publícalo antes o elige otro.",
            "unknownWorkflow");

    private static void CheckDuplicates(WorkflowGraph graph, List<Problem> problems)
    {
        foreach (var name in Repeated(graph.Definition.Variables.Select(variable => variable.Name)))
            problems.Add(new Problem(Severity.Error, null, null, $"hay más de una variable llamada «{name}».", "duplicate"));
        foreach (var id in Repeated(graph.Definition.Variables.Select(variable => variable.Id)))
            problems.Add(new Problem(Severity.Error, null, null, $"hay más de una variable con el identificador «{id}».", "duplicate"));
        foreach (var name in Repeated(graph.Definition.Inputs.Select(input => input.Name)))
            problems.Add(new Problem(Severity.Error, null, null, $"hay más de una entrada llamada «{name}».", "duplicate"));
        foreach (var name in Repeated(graph.Definition.Outputs.Select(output => output.Name)))
            problems.Add(new Problem(Severity.Error, null, null, $"hay más de una salida llamada «{name}».", "duplicate"));
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key);

    internal static Problem On(CompiledNode node, Severity severity, string message, string code, Fix? fix = null) =>
        new(severity, node.ActivityId, node.Label, message, code) { Fix = fix };
}
