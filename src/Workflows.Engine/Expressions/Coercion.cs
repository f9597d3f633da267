using System.Text;

namespace Workflows.Engine.Expressions;

/// <summary>JavaScript's rules for reading one kind of value as another and for comparing them.</summary>
internal static class Coercion
{
    private const int LongestShownText = 40;

    public static bool IsTruthy(object? value) => value switch
    {
        bool truth => truth,
        null or Undefined => false,
        string text => text.Length > 0,
        double number => number != 0 && !double.IsNaN(number),
        decimal number => number != 0,
        _ => true,
    };

    public static bool IsMissing(object? value) => value is null || ReferenceEquals(value, Undefined.Value);

    public static string TypeOf(object? value) => value switch
    {
        Undefined => "undefined",
        bool => "boolean",
        double or decimal => "number",
        string => "string",
        _ => "object",
    };

    public static string ToText(object? value, Evaluation evaluation) => value switch
    {
        string text => text,
        null => "null",
        Undefined => "undefined",
        bool truth => truth ? "true" : "false",
        double number => NumberText.Of(number),
        decimal number => NumberText.Of(number),
        IReadOnlyDictionary<string, object?> => "[object Object]",
        IReadOnlyList<object?> items => Join(items, ",", evaluation),
        _ => throw Values.NotAValue(value),
    };

    /// <summary>As JavaScript's join: what is missing leaves an empty place.</summary>
    public static string Join(IReadOnlyList<object?> items, string separator, Evaluation evaluation)
    {
        evaluation.StepOver(items.Count);
        var text = new StringBuilder();
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(separator);
            if (!IsMissing(items[i]))
                text.Append(ToText(items[i], evaluation));

            evaluation.CheckText(text.Length);
        }

        return text.ToString();
    }

    /// <summary>Lists and objects as their text, everything else as it is.</summary>
    public static object? ToPrimitive(object? value, Evaluation evaluation) =>
        IsContainer(value) ? ToText(value, evaluation) : value;

    public static bool StrictlyEqual(object? left, object? right, Evaluation evaluation)
    {
        if (left is double a && right is double b)
            return a == b;
        if (left is string text && right is string other)
            return string.Equals(text, other, StringComparison.Ordinal);
        if (ReferenceEquals(left, right))
            return true;
        if (left is bool truth && right is bool claim)
            return truth == claim;
        if (IsNumber(left) && IsNumber(right))
            return evaluation.Numbers.Compare(left, right, evaluation) == 0;

        return evaluation.Numbers.ComparesContents
            && IsContainer(left)
            && IsContainer(right)
            && Values.Equal(left, right);
    }

    public static bool LooselyEqual(object? left, object? right, Evaluation evaluation)
    {
        if (IsMissing(left) || IsMissing(right))
            return IsMissing(left) && IsMissing(right);
        if (left is string && right is string || IsContainer(left) && IsContainer(right))
            return StrictlyEqual(left, right, evaluation);

        // What is left are numbers, booleans and texts, seen as numbers, and a container seen as its text.
        left = ToPrimitive(left, evaluation);
        right = ToPrimitive(right, evaluation);
        return left is string && right is string
            ? StrictlyEqual(left, right, evaluation)
            : evaluation.Numbers.Compare(left, right, evaluation) == 0;
    }

    public static bool IsNumber(object? value) => value is double or decimal;

    /// <summary>The value as a sentence quotes it.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "null",
        Undefined => "undefined",
        string text => text.Length <= LongestShownText ? text : text[..LongestShownText] + "…",
        bool truth => truth ? "true" : "false",
        double number => NumberText.Of(number),
        decimal number => NumberText.Of(number),
        IReadOnlyDictionary<string, object?> => "un objeto",
        _ => "una lista",
    };

    private static bool IsContainer(object? value) =>
        value is not (null or string or bool or double or decimal or Undefined);
}
