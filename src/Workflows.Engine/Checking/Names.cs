using System.Globalization;
using System.Text;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Checking;

/// <summary>
/// What an expression of one activity may name: variables from its containers outwards, and the workflow's inputs. Each container
/// knows its own and asks the one around it.
/// </summary>
internal sealed class Names
{
    private readonly Names? _around;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _alike = new(StringComparer.Ordinal);

    private Names(Names around) => _around = around;

    private Names(WorkflowDefinition definition)
    {
        Declare(definition.Variables);
        // Every child knows the instance that started it.
        _inputs["ParentInstanceId"] = "String";
        foreach (var input in definition.Inputs)
        {
            _inputs[input.Name] = input.TypeName;
            _alike.TryAdd(Plain(input.Name), input.Name);
        }
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

    public bool HasVariable(string? id, string? name) => TypeOfVariable(id, name) is not null;

    public bool HasInput(string name) => TypeOfInput(name) is not null;

    /// <summary>The type a variable is declared with; null when there is no such variable.</summary>
    public string? TypeOfVariable(string? id, string? name)
    {
        if (id is not null && _ids.TryGetValue(id, out var type))
            return type;
        if (name is not null && _variables.TryGetValue(name, out type))
            return type;
        return name is not null && _given.Contains(name) ? "Object" : _around?.TypeOfVariable(id, name);
    }

    public string? TypeOfInput(string name) => _inputs.TryGetValue(name, out var type) ? type : _around?.TypeOfInput(name);

    /// <summary>The variable or input that differs from a name in nothing but capitals and accents.</summary>
    public string? Alike(string name) => _alike.GetValueOrDefault(Plain(name)) ?? _around?.Alike(name);

    /// <summary>The type of what an accessor such as <c>getCounter()</c> reads; null when it is none.</summary>
    public string? TypeOfAccessor(string call)
    {
        if (call.Length <= 3 || !call.StartsWith("get", StringComparison.Ordinal))
            return null;
        var (upper, lower) = Cases(call);
        return TypeOfVariable(null, upper) ?? TypeOfVariable(null, lower) ?? TypeOfInput(upper) ?? TypeOfInput(lower);
    }

    /// <summary>Elsa's accessors: <c>getCounter()</c> and <c>setCounter(value)</c> of a variable, <c>getYear()</c> of an input.</summary>
    public bool HasAccessor(CallUse call)
    {
        if (call.Name.Length <= 3)
            return false;
        var (upper, lower) = Cases(call.Name);
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
            _ids.TryAdd(variable.Id, variable.TypeName);
            _variables.TryAdd(variable.Name, variable.TypeName);
            _alike.TryAdd(Plain(variable.Name), variable.Name);
        }
    }

    /// <summary>Without capitals and accents.</summary>
    private static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark).Select(char.ToLowerInvariant));

    private static (string Upper, string Lower) Cases(string accessor) =>
        (char.ToUpperInvariant(accessor[3]) + accessor[4..], char.ToLowerInvariant(accessor[3]) + accessor[4..]);
}
