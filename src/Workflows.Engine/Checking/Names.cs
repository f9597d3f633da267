using Workflows.Engine.Expressions;

namespace Workflows.Engine.Checking;

/// <summary>
/// What an expression of one activity may name: variables from its containers outwards, and the workflow's inputs. Each container
/// knows its own and asks the one around it.
/// </summary>
internal sealed class Names
{
    private readonly Names? _around;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inputs = new(StringComparer.Ordinal);

    private Names(Names around) => _around = around;

    private Names(WorkflowDefinition definition)
    {
        Declare(definition.Variables);
        // Every child knows the instance that started it.
        _inputs.Add("ParentInstanceId");
        foreach (var input in definition.Inputs)
            _inputs.Add(input.Name);
    }

    public static Names Of(WorkflowDefinition definition) => new(definition);

    /// <summary>The names inside an activity; the same object when it adds none.</summary>
    public Names Within(CompiledNode node)
    {
        if (node.Source.Variables.Count == 0)
            return this;
        var inner = new Names(this);
        inner.Declare(node.Source.Variables);
        return inner;
    }

    /// <summary>The names inside an activity embedded in another, which hands it values.</summary>
    public Names WithGiven(IReadOnlyList<string> given)
    {
        if (given.Count == 0)
            return this;
        var inner = new Names(this);
        inner._given.UnionWith(given);
        return inner;
    }

    public bool HasVariable(string? id, string? name) =>
        (id is not null && _ids.Contains(id))
        || (name is not null && (_variables.Contains(name) || _given.Contains(name)))
        || _around?.HasVariable(id, name) == true;

    public bool HasInput(string name) => _inputs.Contains(name) || _around?.HasInput(name) == true;

    /// <summary>Elsa's accessors: <c>getCounter()</c> and <c>setCounter(value)</c> of a variable, <c>getYear()</c> of an input.</summary>
    public bool HasAccessor(CallUse call)
    {
        if (call.Name.Length <= 3)
            return false;
        var upper = char.ToUpperInvariant(call.Name[3]) + call.Name[4..];
        var lower = char.ToLowerInvariant(call.Name[3]) + call.Name[4..];
        return (call.Name[..3], call.ArgumentCount) switch
        {
            ("get", 0) => HasVariable(null, upper) || HasVariable(null, lower) || HasInput(upper) || HasInput(lower),
            ("set", 1) => HasVariable(null, upper) || HasVariable(null, lower),
            _ => false,
        };
    }

    private void Declare(IReadOnlyList<VariableDefinition> variables)
    {
        foreach (var variable in variables)
        {
            _ids.Add(variable.Id);
            _variables.Add(variable.Name);
        }
    }
}
