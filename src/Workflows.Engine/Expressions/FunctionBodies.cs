namespace Workflows.Engine.Expressions;

/// <summary>
/// What the built-in functions do. A missing text counts as an empty one and a missing list as one without items;
/// any other wrong argument fails with a sentence.
/// </summary>
internal static class FunctionBodies
{
    public static object AsText(Evaluation at, object?[] of)
    {
        var text = Coercion.ToText(of[0], at);
        at.CheckText(text.Length);
        return text;
    }

    public static object AsNumber(Evaluation at, object?[] of) => at.Numbers.ToNumber(of[0], at);

    public static object AsBoolean(Evaluation at, object?[] of) => Values.Of(Coercion.IsTruthy(of[0]));

    public static object? ToJson(Evaluation at, object?[] of)
    {
        if (ReferenceEquals(of[0], Undefined.Value))
            return Undefined.Value;

        var value = at.HasBuilt ? Evaluation.WithoutUndefined(of[0], keepMembers: false) : of[0];
        if (!Values.TryToJson(value, 3 * Evaluation.MaxTextLength, out var json)) // UTF-8 takes up to three bytes
            at.CheckText(long.MaxValue);

        at.CheckText(json.Length);
        return json;
    }

    public static object? ParseJson(Evaluation at, object?[] of)
    {
        var json = Text(of[0], at);
        at.CheckText(json.Length);
        at.HasBuilt = true;
        try
        {
            return Values.FromJson(json);
        }
        catch (ValueConversionException broken)
        {
            at.Fail(broken.Message);
            return null;
        }
    }

    public static object IsNullOrEmpty(Evaluation at, object?[] of) =>
        Values.Of(Coercion.IsMissing(of[0]) || of[0] is "" or IReadOnlyList<object?> { Count: 0 });

    public static object IsNullOrWhiteSpace(Evaluation at, object?[] of) =>
        Values.Of(Coercion.IsMissing(of[0])
            || (of[0] is string text && text.AsSpan().Trim(Characters.Spaces).IsEmpty)
            || of[0] is IReadOnlyList<object?> { Count: 0 });

    public static object Min(Evaluation at, object?[] of) => Extreme(at, of, "min", -1);

    public static object Max(Evaluation at, object?[] of) => Extreme(at, of, "max", 1);

    public static object Round(Evaluation at, object?[] of)
    {
        var decimals = 0;
        if (of.Length == 2 && !Coercion.IsMissing(of[1]))
        {
            var isSmall = at.Numbers.Compare(of[1], at.Numbers.FromCount(0), at) >= 0
                && at.Numbers.Compare(of[1], at.Numbers.FromCount(byte.MaxValue), at) < 0;
            decimals = isSmall ? (int)System.Convert.ToDouble(at.Numbers.ToNumber(of[1], at), null) : byte.MaxValue;
        }

        return at.Numbers.Round(of[0], decimals, at);
    }

    public static object Length(Evaluation at, object?[] of) => of[0] switch
    {
        string text => at.Numbers.FromCount(text.Length),
        _ => Count(at, of, "length", "un texto o una lista"),
    };

    public static object Count(Evaluation at, object?[] of) => Count(at, of, "count", "una lista");

    public static object Contains(Evaluation at, object?[] of)
    {
        switch (of[0])
        {
            case null or Undefined:
                return Values.False;
            case string text:
                return Values.Of(text.Contains(Text(of[1], at), StringComparison.Ordinal));
            case IReadOnlyList<object?> items:
                at.StepOver(items.Count);
                var wanted = of[1] is Undefined ? null : of[1];
                for (var i = 0; i < items.Count; i++)
                {
                    if (Values.Equal(items[i], wanted))
                        return Values.True;
                }

                return Values.False;
            default:
                throw Refused(at, "contains", "un texto o una lista", of[0]);
        }
    }

    public static object StartsWith(Evaluation at, object?[] of) =>
        Values.Of(Text(of[0], at).StartsWith(Text(of[1], at), StringComparison.Ordinal));

    public static object EndsWith(Evaluation at, object?[] of) =>
        Values.Of(Text(of[0], at).EndsWith(Text(of[1], at), StringComparison.Ordinal));

    public static object Upper(Evaluation at, object?[] of) => Bounded(at, of[0]).ToUpperInvariant();

    public static object Lower(Evaluation at, object?[] of) => Bounded(at, of[0]).ToLowerInvariant();

    public static object Trim(Evaluation at, object?[] of) =>
        Bounded(at, of[0]).AsSpan().Trim(Characters.Spaces).ToString();

    public static object Join(Evaluation at, object?[] of) =>
        Coercion.Join(List(at, "join", of[0]), of.Length == 2 ? Text(of[1], at) : ",", at);

    public static object Sum(Evaluation at, object?[] of)
    {
        var items = List(at, "sum", of[0]);
        at.StepOver(items.Count);
        var sum = at.Numbers.FromCount(0);
        for (var i = 0; i < items.Count; i++)
            sum = at.Numbers.Arithmetic(ArithmeticOperator.Add, sum, items[i], at);

        return sum;
    }

    public static object? First(Evaluation at, object?[] of) =>
        List(at, "first", of[0]) is { Count: > 0 } items ? items[0] : Undefined.Value;

    public static object? Last(Evaluation at, object?[] of) =>
        List(at, "last", of[0]) is { Count: > 0 } items ? items[^1] : Undefined.Value;

    public static object Append(Evaluation at, object?[] of)
    {
        var items = List(at, "append", of[0]);
        at.CheckItems(items.Count + 1);
        at.StepOver(items.Count + 1);
        at.HasBuilt = true;
        return (object?[])[.. items, of[1] is Undefined ? null : of[1]];
    }

    public static object Keys(Evaluation at, object?[] of)
    {
        if (Coercion.IsMissing(of[0]))
            return Array.Empty<object?>();
        if (of[0] is not IReadOnlyDictionary<string, object?> members)
            throw Refused(at, "keys", "un objeto", of[0]);

        at.CheckItems(members.Count);
        at.StepOver(members.Count);
        at.HasBuilt = true;
        return members.Keys.ToArray<object?>();
    }

    private static object Extreme(Evaluation at, object?[] of, string name, int sign)
    {
        var items = of is [IReadOnlyList<object?> list] ? list : of;
        at.StepOver(items.Count);
        if (items.Count == 0)
            at.Fail($"«{name}» necesita al menos un número");

        var best = at.Numbers.ToNumber(items[0], at);
        for (var i = 1; i < items.Count; i++)
        {
            var next = at.Numbers.ToNumber(items[i], at);
            if (at.Numbers.Compare(next, best, at) is not { } order)
                return double.NaN; // one of them is: the answer of JavaScript's Math.max

            if (order * sign > 0)
                best = next;
        }

        return best;
    }

    private static object Count(Evaluation at, object?[] of, string name, string wanted) => of[0] switch
    {
        null or Undefined => at.Numbers.FromCount(0),
        IReadOnlyDictionary<string, object?> members => at.Numbers.FromCount(members.Count),
        IReadOnlyList<object?> items => at.Numbers.FromCount(items.Count),
        _ => throw Refused(at, name, wanted, of[0]),
    };

    private static IReadOnlyList<object?> List(Evaluation at, string name, object? value) => value switch
    {
        null or Undefined => [],
        IReadOnlyList<object?> items => items,
        _ => throw Refused(at, name, "una lista", value),
    };

    private static string Text(object? value, Evaluation at) => Coercion.IsMissing(value) ? "" : Coercion.ToText(value, at);

    private static string Bounded(Evaluation at, object? value)
    {
        var text = Text(value, at);
        at.CheckText(text.Length);
        return text;
    }

    private static ExpressionException Refused(Evaluation at, string name, string wanted, object? value) =>
        new($"«{name}» necesita {wanted} y recibió «{Coercion.Shown(value)}»", at.Position);
}
