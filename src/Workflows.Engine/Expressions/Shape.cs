namespace Workflows.Engine.Expressions;

/// <summary>What a value is for whoever draws: as much as can be known without running.</summary>
internal enum Shape
{
    Unknown,
    Text,
    Truth,
    Number,

    /// <summary>A date, an hour or both: a text when it runs.</summary>
    Moment,

    /// <summary>A text when it runs.</summary>
    Duration,
    List,
    Object,
}

internal static class ShapeWords
{
    public static Shape Of(object? value) => value switch
    {
        string => Shape.Text,
        bool => Shape.Truth,
        double or decimal => Shape.Number,
        IReadOnlyDictionary<string, object?> => Shape.Object,
        IReadOnlyList<object?> => Shape.List,
        _ => Shape.Unknown,
    };

    public static Shape Of(WantedType type) => type.Kind switch
    {
        _ when type.IsList => Shape.List,
        ValueKind.Text or ValueKind.Guid => Shape.Text,
        ValueKind.Truth => Shape.Truth,
        ValueKind.Whole or ValueKind.Double or ValueKind.Decimal => Shape.Number,
        ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.Date or ValueKind.Time => Shape.Moment,
        ValueKind.Duration => Shape.Duration,
        _ => Shape.Unknown,
    };

    public static string Spanish(this Shape shape) => shape switch
    {
        Shape.Truth => "un sí o no",
        Shape.Number => "un número",
        Shape.Moment => "una fecha",
        Shape.Duration => "una duración",
        Shape.List => "una lista",
        Shape.Object => "un objeto",
        _ => "un texto",
    };
}

/// <summary>What the parts of an expression are, asked while its tree is walked once. Comparisons that never hold are told.</summary>
/// <param name="ofName">What a variable or input is.</param>
/// <param name="ofMember">What a member of <c>variables</c> or <c>input</c> is.</param>
/// <param name="ofCall">What a function gives, by its name and its first argument when that is fixed.</param>
/// <param name="never">Told of two parts that are never equal, with the place of the comparison.</param>
internal sealed class Shapes(
    Func<string, Shape> ofName, Func<string, string, Shape> ofMember, Func<string, object?, Shape> ofCall,
    Action<Mismatch> never)
{
    public Shape OfName(string name) => ofName(name);

    public Shape OfMember(string owner, string member) => ofMember(owner, member);

    public Shape OfCall(string function, object? first) => ofCall(function, first);

    /// <summary>Tells what is known never to be equal when compared.</summary>
    public void Compare(Node left, Shape ofLeft, Node right, Shape ofRight, bool isStrict, int position)
    {
        if (NeverEqual(left, ofLeft, right, ofRight, isStrict))
            never(new Mismatch(left, ofLeft, right, ofRight, position));
    }

    private static bool NeverEqual(Node left, Shape ofLeft, Node right, Shape ofRight, bool isStrict)
    {
        var (one, other) = (AtRun(ofLeft), AtRun(ofRight));
        if (one == Shape.Unknown || other == Shape.Unknown || one == other)
            return false;
        if (isStrict)
            return true;
        // Loosely, true is 1 and «1» is 1: only a text that is no number is certain.
        return (one == Shape.Text && IsNoNumber(left) && other is Shape.Truth or Shape.Number)
            || (other == Shape.Text && IsNoNumber(right) && one is Shape.Truth or Shape.Number);
    }

    private static bool IsNoNumber(Node node) =>
        node is LiteralNode { Value: string text } && text.Trim().Length > 0
        && !double.TryParse(
            text, System.Globalization.NumberStyles.Any, System.Globalization.CultureInfo.InvariantCulture, out _)
        && !text.TrimStart().StartsWith('0');

    private static Shape AtRun(Shape shape) => shape is Shape.Moment or Shape.Duration ? Shape.Text : shape;
}

/// <summary>Two parts of a comparison that are never equal.</summary>
internal sealed record Mismatch(Node Left, Shape OfLeft, Node Right, Shape OfRight, int Position);
