namespace Workflows.Engine.Expressions;

/// <summary>
/// A parsed expression: a strict subset of JavaScript expressions, without statements, methods, clock or chance.
/// Immutable, so it is parsed once and evaluated many times, also at the same time.
/// </summary>
public sealed class Expression
{
    private Expression(string text, NumberMode mode, IReadOnlyList<NameUse> names, IReadOnlyList<CallUse> calls) =>
        (Text, Mode, Names, Calls) = (text, mode, names, calls);

    public string Text { get; }

    public NumberMode Mode { get; }

    public IReadOnlyList<NameUse> Names { get; }

    public IReadOnlyList<CallUse> Calls { get; }

    /// <exception cref="ExpressionSyntaxException">The text is not an expression this language has.</exception>
    public static Expression Parse(string text, NumberMode mode) => new(text, mode, [], []);

    /// <exception cref="ExpressionException">The expression has no value in this scope.</exception>
    public object? Evaluate(IExpressionScope scope) => throw new NotSupportedException();
}
