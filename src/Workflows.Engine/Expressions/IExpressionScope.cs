namespace Workflows.Engine.Expressions;

/// <summary>
/// What an expression may see and call besides the built-in functions. A function that refuses its arguments throws
/// an <see cref="ExpressionException"/> with a Spanish sentence; the evaluator adds the position.
/// </summary>
public interface IExpressionScope
{
    bool TryGet(string name, out object? value);

    /// <summary>Arguments and result are plain values: an undefined argument arrives as null.</summary>
    bool TryCall(string function, IReadOnlyList<object?> arguments, out object? result);

    /// <summary>Told how many steps an evaluation took, also one that failed.</summary>
    void Spent(int steps)
    {
    }
}
