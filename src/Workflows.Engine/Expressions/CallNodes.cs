namespace Workflows.Engine.Expressions;

/// <summary>Calls a function of the scope.</summary>
internal sealed class CallNode(string function, Node[] arguments, int position) : Node(position, Over(arguments))
{
    public override Shape Find(Shapes shapes)
    {
        foreach (var argument in arguments)
            argument.Find(shapes);
        return shapes.OfCall(function, arguments is [LiteralNode { Value: { } first }, ..] ? first : null);
    }

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
    public override Shape Find(Shapes shapes)
    {
        foreach (var argument in arguments)
            argument.Find(shapes);
        return function.Name switch
        {
            "String" or "toJson" or "upper" or "lower" or "trim" or "join" => Shape.Text,
            "Number" or "abs" or "min" or "max" or "floor" or "ceil" or "round" or "length" or "sum" or "count" => Shape.Number,
            "Boolean" or "isNullOrEmpty" or "isNullOrWhiteSpace" or "contains" or "startsWith" or "endsWith" => Shape.Truth,
            "append" or "keys" => Shape.List,
            _ => Shape.Unknown,
        };
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(evaluation);

        evaluation.Position = Position;
        return function.Body(evaluation, values);
    }
}
