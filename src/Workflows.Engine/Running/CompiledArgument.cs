using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Expressions;
using Workflows.Engine.Json;

namespace Workflows.Engine;

/// <summary>
/// An input ready to be evaluated: a constant, a variable, a workflow input or a parsed expression. A mistake in it is kept and
/// reported by the checker, and again as an incident if it is ever run.
/// </summary>
public sealed class CompiledArgument
{
    private readonly string? _typeName;
    private readonly object? _constant;

    private CompiledArgument(string? typeName) => _typeName = typeName;

    private CompiledArgument(string? typeName, object? constant) : this(typeName) => _constant = constant;

    private CompiledArgument(string variableId, string? variableName, string? typeName) : this(typeName)
    {
        VariableId = variableId;
        VariableName = variableName;
    }

    /// <summary>The type the drawing says it has, to which it is converted; null when it says none.</summary>
    internal string? TypeName => _typeName;

    /// <summary>The parsed expression, when it is one.</summary>
    public Expression? Expression { get; private init; }

    /// <summary>What is wrong with it, in Spanish; null when nothing is.</summary>
    public string? Problem { get; private init; }

    /// <summary>The language it is written in, when it is none of ours.</summary>
    internal string? UnsupportedLanguage { get; private init; }

    /// <summary>The workflow input it reads, when it is one.</summary>
    public string? InputName { get; private init; }

    /// <summary>The id of the variable it reads, when it is one; old files have its name here.</summary>
    public string? VariableId { get; }

    /// <summary>The name of the variable it reads, as the file says it.</summary>
    public string? VariableName { get; private init; }

    /// <summary>True when the value is fixed in the drawing.</summary>
    public bool IsConstant => Problem is null && Expression is null && VariableId is null && InputName is null;

    /// <summary>The value, when it can be known without running.</summary>
    public object? Constant => _constant;

    internal static CompiledArgument Compile(ArgumentBinding binding)
    {
        try
        {
            return binding.ExpressionType switch
            {
                "Literal" => new(binding.TypeName, Literal(binding)),
                "Object" or "Json" => new(binding.TypeName, Converted(Json(binding.Value), binding.TypeName)),
                "Variable" => Variable(binding),
                "Input" => new(binding.TypeName) { InputName = NameIn(binding.Value) ?? "" },
                "JavaScript" => Parsed(binding, NumberMode.Double),
                "Condition" => Parsed(binding, NumberMode.Decimal),
                var other => new(binding.TypeName)
                {
                    UnsupportedLanguage = other,
                    Problem = $"usa una expresión de tipo «{other}», que no se admite: usa JavaScript, Condition, Literal, Object, "
                        + "Variable o Input",
                },
            };
        }
        catch (Exception e) when (e is ExpressionSyntaxException or ValueConversionException or WorkflowFormatException)
        {
            return new(binding.TypeName) { Problem = e.Message };
        }
        catch (JsonException)
        {
            return new(binding.TypeName) { Problem = "el valor no es JSON válido" };
        }
    }

    internal object? Evaluate(Scope scope)
    {
        if (Problem is not null)
            throw new ActivityFaultException(Problem);
        if (Expression is not null)
            return Converted(Expression.Evaluate(scope), _typeName);
        if (VariableId is not null)
            return Converted(scope.Variable(VariableId, VariableName), _typeName);
        return InputName is not null ? Converted(scope.Input(InputName), _typeName) : _constant;
    }

    private static object? Literal(ArgumentBinding binding) =>
        Converted(DefinitionReader.FromNode(binding.Value), binding.TypeName);

    private static object? Json(JsonNode? value) =>
        DocumentShape.Text(value) is { } text
            ? string.IsNullOrWhiteSpace(text) ? null : Values.FromJson(text)
            : DefinitionReader.FromNode(value);

    private static CompiledArgument Parsed(ArgumentBinding binding, NumberMode mode) =>
        DocumentShape.Text(binding.Value) is { } text && !string.IsNullOrWhiteSpace(text)
            ? new(binding.TypeName) { Expression = Expression.Parse(text, mode) }
            : new(binding.TypeName, (object?)null);

    private static CompiledArgument Variable(ArgumentBinding binding)
    {
        var reference = binding.Value;
        if (DocumentShape.Text(reference) is { } text)
        {
            if (!text.StartsWith('{'))
                return new(text, text, binding.TypeName);
            reference = JsonNode.Parse(text);
        }

        if (reference is not JsonObject drawn)
            throw new WorkflowFormatException("la referencia a la variable está vacía");
        var variable = InCamelCase(drawn);
        var name = DocumentShape.Text(variable["name"]);
        var id = DocumentShape.Text(variable["id"]) ?? name
            ?? throw new WorkflowFormatException("la referencia a la variable no dice cuál");
        return new(id, name, binding.TypeName);
    }

    private static string? NameIn(JsonNode? value)
    {
        if (DocumentShape.Text(value) is { } text)
        {
            if (!text.StartsWith('{'))
                return text;
            value = JsonNode.Parse(text);
        }

        return value is JsonObject json ? DocumentShape.Text(InCamelCase(json)["name"]) : null;
    }

    /// <summary>A copy: the drawing belongs to the definition, which is shared.</summary>
    private static JsonObject InCamelCase(JsonObject json)
    {
        var copy = (JsonObject)json.DeepClone();
        DocumentShape.CamelCase(copy);
        return copy;
    }

    private static object? Converted(object? value, string? typeName) =>
        typeName is null || value is null ? value : Values.Convert(value, typeName);
}
