namespace Workflows.Engine.Expressions;

/// <summary>
/// A parsed expression: a strict subset of JavaScript expressions, without statements, methods, clock or chance.
/// Immutable, so it is parsed once and evaluated many times, also at the same time.
/// </summary>
public sealed class Expression
{
    private readonly Node _root;

    private Expression(string text, NumberMode mode)
    {
        var parser = new Parser(text, mode);
        _root = parser.Parse();
        (Text, Mode, Names, Calls) = (text, mode, parser.Names, parser.Calls);
    }

    public string Text { get; }

    public NumberMode Mode { get; }

    /// <summary>The names it reads, in the order they are written.</summary>
    public IReadOnlyList<NameUse> Names { get; }

    /// <summary>The functions it calls, in the order they are written.</summary>
    public IReadOnlyList<CallUse> Calls { get; }

    /// <exception cref="ExpressionSyntaxException">The text is not an expression this language has.</exception>
    public static Expression Parse(string text, NumberMode mode)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, mode);
    }

    /// <summary>True when it gives the same whatever the scope.</summary>
    internal bool IsFixed => Names.Count == 0 && Calls.All(call => call.IsBuiltIn);

    internal Shape FindShape(Shapes shapes) => _root.Find(shapes);

    /// <exception cref="ExpressionException">The expression has no value in this scope.</exception>
    public object? Evaluate(IExpressionScope scope)
    {
        var evaluation = new Evaluation(scope, Numbers.Of(Mode));
        try
        {
            return evaluation.Leave(_root.Evaluate(evaluation));
        }
        finally
        {
            scope.Spent(evaluation.Steps);
        }
    }
}
