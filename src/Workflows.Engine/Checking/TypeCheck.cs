using System.Globalization;
using Workflows.Engine.Expressions;
using Workflows.Engine.Json;

namespace Workflows.Engine.Checking;

/// <summary>
/// Holds what an input gives against the type it is read as. What can never be read is an error; what may or may not be, according to
/// the text it happens to be, is a warning.
/// </summary>
internal sealed class TypeCheck(CompiledNode node, Names names, List<Problem> problems)
{
    private const string Code = "typeMismatch";
    private const int LongestShownText = 40;

    /// <param name="place">How the sentence calls the input.</param>
    /// <param name="input">The input, for a mend; null when a mend could not name it.</param>
    /// <param name="wanted">The type it is read as, besides the one the drawing gives it; null for any.</param>
    /// <returns>The value, when it is fixed and can be read.</returns>
    public (bool IsFixed, object? Value) Check(string place, string? input, CompiledArgument argument, string? wanted)
    {
        if (argument.Problem is not null)
            return default;
        if (argument.Expression is { } expression)
        {
            var shape = expression.FindShape(ShapesOf(place, input, expression));
            return expression.IsFixed ? CheckFixed(place, input, argument, wanted) : CheckShape(place, shape, argument.TypeName, wanted);
        }

        if (argument.IsConstant)
            return CheckConstant(place, input, argument.Constant, wanted);
        var declared = argument.VariableId is { } id
            ? names.TypeOfVariable(id, argument.VariableName)
            : names.TypeOfInput(argument.InputName!);
        return CheckShape(place, ShapeOf(declared), argument.TypeName, wanted);
    }

    private (bool, object?) CheckFixed(string place, string? input, CompiledArgument argument, string? wanted)
    {
        object? value;
        try
        {
            value = argument.Expression!.Evaluate(NoScope.Instance);
        }
        catch (Exception e) when (e is ExpressionException or ValueConversionException)
        {
            Add(Severity.Warning, $"{place}: siempre falla. {Sentences.Closed(e.Message)}");
            return default;
        }

        try
        {
            return CheckConstant(
                place, input, value is null || argument.TypeName is not { } type ? value : Values.Convert(value, type), wanted);
        }
        catch (ValueConversionException e)
        {
            Add(Severity.Error, $"{place}: {Sentences.Closed(e.Message)}");
            return default;
        }
    }

    private (bool, object?) CheckConstant(string place, string? input, object? value, string? wanted)
    {
        if (wanted is null || value is null)
            return (true, value);
        if (WantedType.Of(wanted).Kind == ValueKind.Duration && BareDays(input, value) is { } days)
        {
            Add(Severity.Warning, $"{place}: el número {days} se lee como días. Escríbelo como {days}.00:00:00.",
                input is null ? null : Fix.SetInput($"Escribir {days}.00:00:00", input, $"{days}.00:00:00"));
            return default;
        }

        try
        {
            return (true, Values.Convert(value, wanted));
        }
        catch (ValueConversionException e)
        {
            Add(Severity.Error, $"{place}: {Sentences.Closed(e.Message)}");
            return default;
        }
    }

    /// <summary>A number alone, where a duration is read: nobody sees whether it is days, hours or minutes.</summary>
    private int? BareDays(string? input, object value)
    {
        var drawn = input is not null && node.Source.Inputs.TryGetValue(input, out var binding)
            ? Values.ToText(DefinitionReader.FromNode(binding.Value))
            : Values.ToText(value);
        return int.TryParse(drawn, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;
    }

    private (bool, object?) CheckShape(string place, Shape found, string? drawn, string? wanted)
    {
        foreach (var type in new[] { drawn, wanted })
        {
            if (type is null)
                continue;
            var read = WantedType.Of(type);
            if (CanBeRead(found, read) is not true and var answer)
            {
                Add(answer is false ? Severity.Error : Severity.Warning,
                    $"{place}: da {found.Spanish()} y se espera {read.Spanish}"
                    + (answer is false ? "." : ". Solo sirve si el texto lo dice exactamente."));
                return default;
            }

            if (ShapeWords.Of(read) is var converted and not Shape.Unknown)
                found = converted;
        }

        return default;
    }

    /// <summary>Null when it depends on what the text says.</summary>
    private static bool? CanBeRead(Shape found, WantedType type)
    {
        var wanted = ShapeWords.Of(type);
        if (found == Shape.Unknown || wanted is Shape.Unknown or Shape.Text || found == wanted)
            return true;
        return (found, wanted) switch
        {
            (Shape.Number, Shape.Truth) => true,
            (Shape.Text, Shape.Truth or Shape.Number or Shape.List) => null,
            (Shape.Text, _) => true,
            _ => false,
        };
    }

    private Shapes ShapesOf(string place, string? input, Expression expression) => new(
        name => ShapeOf(names.TypeOfVariable(null, name) ?? names.TypeOfInput(name)),
        (owner, member) => ShapeOf(owner == "input" ? names.TypeOfInput(member) : names.TypeOfVariable(null, member)),
        (function, first) => function switch
        {
            "getVariable" => first is string name ? ShapeOf(names.TypeOfVariable(null, name)) : Shape.Unknown,
            "getInput" => first is string name ? ShapeOf(names.TypeOfInput(name)) : Shape.Unknown,
            "getVisit" => Shape.Number,
            "newGuid" or "getWorkflowInstanceId" or "getWorkflowDefinitionId" => Shape.Text,
            _ => ShapeOf(names.TypeOfAccessor(function)),
        },
        mismatch => Add(Severity.Warning,
            $"{place}: compara {Words(mismatch.Left, mismatch.OfLeft)} con {Words(mismatch.Right, mismatch.OfRight)}, que nunca son "
            + $"iguales. Revisa la posición {mismatch.Position}.",
            input is null ? null : MendOf(input, expression, mismatch)));

    /// <summary>A yes or no, or a number, that was written between quotes.</summary>
    private static Fix? MendOf(string input, Expression expression, Mismatch mismatch)
    {
        var (literal, other) = mismatch.Left is LiteralNode { Value: string }
            ? (mismatch.Left, mismatch.OfRight)
            : (mismatch.Right, mismatch.OfLeft);
        if (literal is not LiteralNode { Value: string text })
            return null;
        var written = (other, text.Trim().ToUpperInvariant()) switch
        {
            (Shape.Truth, "TRUE" or "SI" or "SÍ") => "true",
            (Shape.Truth, "FALSE" or "NO") => "false",
            (Shape.Number, _) when decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out _) => text.Trim(),
            _ => null,
        };
        var (start, length) = (literal.Position - 1, text.Length + 2);
        if (written is null || start < 0 || start + length > expression.Text.Length)
            return null;
        var quoted = expression.Text.Substring(start, length);
        return quoted[0] == quoted[^1] && quoted[1..^1] == text
            ? Fix.ReplaceText($"Escribir {written}, sin comillas", input, literal.Position, quoted, written)
            : null;
    }

    private static string Words(Node part, Shape shape) =>
        part is LiteralNode { Value: string text }
            ? $"el texto «{(text.Length > LongestShownText ? text[..LongestShownText] + "…" : text)}»"
            : shape.Spanish();

    private static Shape ShapeOf(string? declared) => declared is null ? Shape.Unknown : ShapeWords.Of(WantedType.Of(declared));

    private void Add(Severity severity, string message, Fix? fix = null) =>
        problems.Add(WorkflowChecker.On(node, severity, message, Code, fix));

    /// <summary>Where an expression that asks for nothing is computed.</summary>
    private sealed class NoScope : IExpressionScope
    {
        public static readonly NoScope Instance = new();

        public bool TryGet(string name, out object? value)
        {
            value = null;
            return false;
        }

        public bool TryCall(string function, IReadOnlyList<object?> arguments, out object? result)
        {
            result = null;
            return false;
        }
    }
}
