namespace Workflows.Engine.Expressions;

/// <summary>
/// An expression that could not be evaluated, in a Spanish sentence for whoever wrote it. Position counts characters
/// from 1; it is 0 when no place is to blame.
/// </summary>
public sealed class ExpressionException : Exception
{
    public ExpressionException(string message)
        : base(message)
    {
    }

    public ExpressionException(string message, int position)
        : base(Place.Name(message, position)) => Position = position;

    public int Position { get; }
}

/// <summary>A text that is not an expression, in a Spanish sentence that names the place. Position counts from 1.</summary>
public sealed class ExpressionSyntaxException(string message, int position)
    : Exception(Place.Name(message, position))
{
    public int Position { get; } = position;
}

internal static class Place
{
    public static string Name(string sentence, int position) =>
        $"{sentence.TrimEnd('.')}, posición {position}.";
}
