using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>
/// What an expression of one execution can see: variables from the innermost container outwards, inputs, outputs of activities and
/// the instance. Writes are collected and returned; the runner applies them only when the activity succeeds.
/// </summary>
internal sealed class Scope(
    WorkflowGraph graph, WorkflowInstance instance, Execution execution, CompiledNode node, Func<long> nextNumber, Action<int> charge)
    : IExpressionScope
{
    private List<(Dictionary<string, object?> Store, string Id, object? Value)>? _writes;

    public IReadOnlyList<(Dictionary<string, object?> Store, string Id, object? Value)>? Writes => _writes;

    /// <summary>The correlation id an expression asked for; null when it asked for none.</summary>
    public string? NewCorrelationId { get; private set; }

    /// <summary>Names are the variables and inputs themselves, besides Elsa's <c>variables</c> and <c>input</c> objects.</summary>
    public bool TryGet(string name, out object? value)
    {
        switch (name)
        {
            case "variables":
                value = AllVariables();
                return true;
            case "input":
                value = AllInputs();
                return true;
        }

        if (Find(id: null, name) is { } found)
        {
            value = Read(found);
            return true;
        }

        var isInput = instance.Input.ContainsKey(name) || IsDeclaredInput(name);
        value = isInput ? InputValue(name) : null;
        return isInput;
    }

    public void Spent(int steps) => charge(steps);

    public bool TryCall(string function, IReadOnlyList<object?> arguments, out object? result)
    {
        result = null;
        switch (function, arguments.Count)
        {
            case ("getVariable", 1):
                result = Variable(null, Values.ToText(arguments[0]));
                return true;
            case ("setVariable", 2):
                Write(null, Values.ToText(arguments[0]), arguments[1]);
                return true;
            case ("getInput", 1):
                result = Input(Values.ToText(arguments[0]));
                return true;
            case ("getOutputFrom", 1 or 2):
                result = OutputFrom(Values.ToText(arguments[0]), arguments.Count > 1 ? Values.ToText(arguments[1]) : null);
                return true;
            case ("getLastResult", 0):
                result = instance.LastResult;
                return true;
            case ("getCorrelationId", 0):
                result = NewCorrelationId ?? instance.CorrelationId;
                return true;
            case ("setCorrelationId", 1):
                NewCorrelationId = Values.ToText(arguments[0]);
                return true;
            case ("getWorkflowInstanceId", 0):
                result = instance.Id;
                return true;
            case ("getWorkflowInstanceName", 0):
                result = instance.Name;
                return true;
            case ("getWorkflowDefinitionId", 0):
                result = instance.DefinitionId;
                return true;
            case ("getBusinessKey", 0):
                result = instance.BusinessKey;
                return true;
            case ("getVisit", 0):
                result = (double)execution.Visit;
                return true;
            case ("newGuid", 0):
                // Not random: the same run gives the same value, so a replay agrees with what was stored.
                result = DeterministicGuid.From(InstanceIds.Within(instance.Id, nextNumber())).ToString();
                return true;
        }

        return arguments.Count switch
        {
            0 when function.StartsWith("get", StringComparison.Ordinal) => TryAccessor(function[3..], out result),
            1 when function.StartsWith("set", StringComparison.Ordinal) && Find(null, function[3..], ignoreFirstCase: true) is { } found
                => Write(found, arguments[0]),
            _ => false,
        };
    }

    public object? Variable(string? id, string? name) =>
        Find(id, name) is { } found
            ? Read(found)
            : throw new ExpressionException($"No existe la variable «{name ?? id}».");

    public object? Input(string name) =>
        instance.Input.ContainsKey(name) || IsDeclaredInput(name)
            ? InputValue(name)
            : throw new ExpressionException($"El flujo no tiene la entrada «{name}».");

    public void Write(string? id, string? name, object? value) =>
        Write(Find(id, name) ?? throw new ExpressionException($"No existe la variable «{name ?? id}»."), value);

    /// <summary>An output may be bound to a memory block that is no variable: then nobody reads it and nothing is written.</summary>
    public bool WriteIfInScope(string variableId, object? value) =>
        Find(variableId, null) is { } variable && Write(variable, value);

    private bool Write((Dictionary<string, object?> Store, string Id, string TypeName) variable, object? value)
    {
        (_writes ??= []).Add((variable.Store, variable.Id, value is null ? null : Values.Convert(value, variable.TypeName)));
        return true;
    }

    private bool TryAccessor(string name, out object? result)
    {
        result = null;
        if (Find(null, name, ignoreFirstCase: true) is { } variable)
        {
            result = Read(variable);
            return true;
        }

        var input = graph.Definition.Inputs.FirstOrDefault(input => SameAccessor(input.Name, name))?.Name
            ?? instance.Input.Keys.FirstOrDefault(key => SameAccessor(key, name));
        if (input is null)
            return false;
        result = InputValue(input);
        return true;
    }

    private object? OutputFrom(string activity, string? output)
    {
        if (graph.FindNamed(activity, node) is not { } source)
            throw new ExpressionException($"No existe la actividad «{activity}».");
        if (!instance.ActivityOutputs.TryGetValue(source.Id, out var outputs))
            return null;
        if (string.IsNullOrEmpty(output))
            return outputs.GetValueOrDefault("result") ?? outputs.Values.FirstOrDefault();
        return outputs.GetValueOrDefault(char.ToLowerInvariant(output[0]) + output[1..]) ?? outputs.GetValueOrDefault(output);
    }

    /// <summary>The store that holds a variable, from the innermost scope outwards.</summary>
    private (Dictionary<string, object?> Store, string Id, string TypeName)? Find(string? id, string? name, bool ignoreFirstCase = false)
    {
        for (var (scope, at) = (execution, node); scope is not null; (scope, at) = Outwards(scope, at))
        {
            if (scope.Variables is not null)
            {
                foreach (var variable in at.Source.Variables)
                {
                    if (Matches(variable))
                        return (scope.Variables, variable.Id, variable.TypeName);
                }

                // Variables handed to a child by its parent (such as the current item) have no declaration of their own.
                if (name is not null && scope.Variables.ContainsKey(name))
                    return (scope.Variables, name, "Object");
            }
        }

        foreach (var variable in graph.Definition.Variables)
        {
            if (Matches(variable))
                return (instance.VariableValues, variable.Id, variable.TypeName);
        }

        return null;

        bool Matches(VariableDefinition variable) =>
            variable.Id == id || variable.Name == name || (ignoreFirstCase && SameAccessor(variable.Name, name!));
    }

    private (Execution, CompiledNode) Outwards(Execution inner, CompiledNode at)
    {
        if (inner.ParentId is not { } parentId)
            return (null!, null!);
        var parent = instance.LiveExecutions.Find(candidate => candidate.Id == parentId);
        return (parent!, parent is null ? null! : graph.Node(parent.NodeId));
    }

    /// <summary>The value, or the one that this same activity has just written.</summary>
    private object? Read((Dictionary<string, object?> Store, string Id, string TypeName) variable)
    {
        for (var i = (_writes?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_writes![i].Store, variable.Store) && _writes[i].Id == variable.Id)
                return _writes[i].Value;
        }

        return variable.Store.GetValueOrDefault(variable.Id);
    }

    private Dictionary<string, object?> AllVariables()
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var (scope, at) = (execution, node); scope is not null; (scope, at) = Outwards(scope, at))
        {
            if (scope.Variables is { } store)
                Add(at.Source.Variables, store);
        }

        Add(graph.Definition.Variables, instance.VariableValues);
        return all;

        void Add(IReadOnlyList<VariableDefinition> variables, Dictionary<string, object?> store)
        {
            foreach (var variable in variables)
            {
                if (!all.ContainsKey(variable.Name))
                    all[variable.Name] = Read((store, variable.Id, variable.TypeName));
            }
        }
    }

    /// <summary>As the workflow declares it: whoever starts it may have written a number as text.</summary>
    private object? InputValue(string name)
    {
        var value = instance.Input.GetValueOrDefault(name);
        return value is null || graph.Definition.Inputs.FirstOrDefault(input => input.Name == name) is not { } declared
            ? value
            : Values.Convert(value, declared.TypeName);
    }

    private IReadOnlyDictionary<string, object?> AllInputs() =>
        graph.Definition.Inputs.Count == 0
            ? instance.Input
            : instance.Input.ToDictionary(given => given.Key, given => InputValue(given.Key));

    private bool IsDeclaredInput(string name) => graph.Definition.Inputs.Any(input => input.Name == name);

    /// <summary>Elsa names accessors in Pascal case: variable <c>counter</c> is read by <c>getCounter()</c>.</summary>
    internal static bool SameAccessor(string declared, string accessor) =>
        declared.Length > 0 && declared.Length == accessor.Length
        && char.ToUpperInvariant(declared[0]) == char.ToUpperInvariant(accessor[0])
        && string.CompareOrdinal(declared, 1, accessor, 1, declared.Length) == 0;
}
