namespace Workflows.Engine.Expressions;

/// <summary>Calls a function of the scope.</summary>
internal sealed class CallNode(string function, Node[] arguments, int position) : Node(position, Over(arguments))
{
    protected override object? Compute(Evaluation evaluation)
    {
        var values = arguments.Length == 0 ? [] : new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = evaluation.Leave(arguments[i].Evaluate(evaluation));

        evaluation.Position = Position;
        try
        {
            if (evaluation.Scope.TryCall(function, values, out var result))
                return result;
        }
        catch (ExpressionException refused) when (refused.Position == 0)
        {
            throw new ExpressionException(refused.Message, Position);
        }
        catch (ValueConversionException refused)
        {
            throw new ExpressionException(refused.Message, Position);
        }

        evaluation.Fail($"No existe la función «{function}»: revisa cómo está escrito el nombre");
        return null;
    }
}

/// <summary>Calls a function every expression has; the parser checked how many arguments it takes.</summary>
internal sealed class BuiltInNode(ExpressionFunction function, Node[] arguments, int position)
    : Node(position, Over(arguments))
{
    protected override object? Compute(Evaluation evaluation)
    {
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(evaluation);

        evaluation.Position = Position;
        return function.Body(evaluation, values);
    }
}
