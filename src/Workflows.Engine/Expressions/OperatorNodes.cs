namespace Workflows.Engine.Expressions;

internal sealed class NotNode(Node operand, int position) : Node(position, Over(operand))
{
    public override Shape Find(Shapes shapes)
    {
        operand.Find(shapes);
        return Shape.Truth;
    }

    protected override object? Compute(Evaluation evaluation) =>
        Values.Of(!Coercion.IsTruthy(operand.Evaluate(evaluation)));
}

/// <summary>The signs + and - before a value.</summary>
internal sealed class SignNode(bool isMinus, Node operand, int position) : Node(position, Over(operand))
{
    public override Shape Find(Shapes shapes)
    {
        operand.Find(shapes);
        return Shape.Number;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var value = operand.Evaluate(evaluation);
        evaluation.Position = Position;
        return isMinus
            ? evaluation.Numbers.Negate(value, evaluation)
            : evaluation.Numbers.ToNumber(value, evaluation);
    }
}

/// <summary>typeof, which alone may be asked of a name that does not exist.</summary>
internal sealed class TypeofNode(Node operand, int position) : Node(position, Over(operand))
{
    public override Shape Find(Shapes shapes)
    {
        operand.Find(shapes);
        return Shape.Text;
    }

    protected override object? Compute(Evaluation evaluation) =>
        operand is NameNode name
            ? Coercion.TypeOf(evaluation.Scope.TryGet(name.Name, out var value) ? value : Undefined.Value)
            : Coercion.TypeOf(operand.Evaluate(evaluation));
}

internal sealed class ArithmeticNode(ArithmeticOperator op, Node left, Node right, int position)
    : Node(position, Over(left, right))
{
    public override Shape Find(Shapes shapes)
    {
        var (one, other) = (left.Find(shapes), right.Find(shapes));
        if (op != ArithmeticOperator.Add || (IsCounted(one) && IsCounted(other)))
            return Shape.Number;
        return one is Shape.Unknown || other is Shape.Unknown ? Known(one, other) : Shape.Text;
    }

    private static bool IsCounted(Shape shape) => shape is Shape.Number or Shape.Truth;

    /// <summary>A text makes a text of whatever is added to it.</summary>
    private static Shape Known(Shape one, Shape other) =>
        (one is Shape.Unknown || IsCounted(one)) && (other is Shape.Unknown || IsCounted(other)) ? Shape.Unknown : Shape.Text;

    protected override object? Compute(Evaluation evaluation)
    {
        var a = left.Evaluate(evaluation);
        var b = right.Evaluate(evaluation);
        evaluation.Position = Position;
        if (op != ArithmeticOperator.Add || (Coercion.IsNumber(a) && Coercion.IsNumber(b)))
            return evaluation.Numbers.Arithmetic(op, a, b, evaluation);

        a = Coercion.ToPrimitive(a, evaluation);
        b = Coercion.ToPrimitive(b, evaluation);
        return a is string || b is string
            ? Concatenate(Coercion.ToText(a, evaluation), Coercion.ToText(b, evaluation), evaluation)
            : evaluation.Numbers.Arithmetic(op, a, b, evaluation);
    }

    private static string Concatenate(string left, string right, Evaluation evaluation)
    {
        evaluation.CheckText((long)left.Length + right.Length);
        return left + right;
    }
}

internal enum Relation
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed class RelationNode(Relation relation, Node left, Node right, int position)
    : Node(position, Over(left, right))
{
    public override Shape Find(Shapes shapes)
    {
        shapes.Compare(left, left.Find(shapes), right, right.Find(shapes), isStrict: false, Position);
        return Shape.Truth;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var a = left.Evaluate(evaluation);
        var b = right.Evaluate(evaluation);
        evaluation.Position = Position;
        return Values.Of(Compare(a, b, evaluation) is { } order && relation switch
        {
            Relation.Less => order < 0,
            Relation.LessOrEqual => order <= 0,
            Relation.Greater => order > 0,
            _ => order >= 0,
        });
    }

    private static int? Compare(object? left, object? right, Evaluation evaluation)
    {
        left = Coercion.ToPrimitive(left, evaluation);
        right = Coercion.ToPrimitive(right, evaluation);
        return left is string text && right is string other
            ? string.CompareOrdinal(text, other)
            : evaluation.Numbers.Compare(left, right, evaluation);
    }
}

internal sealed class EqualityNode(bool isStrict, bool isNegated, Node left, Node right, int position)
    : Node(position, Over(left, right))
{
    public override Shape Find(Shapes shapes)
    {
        shapes.Compare(left, left.Find(shapes), right, right.Find(shapes), isStrict, Position);
        return Shape.Truth;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var a = left.Evaluate(evaluation);
        var b = right.Evaluate(evaluation);
        evaluation.Position = Position;
        var areEqual = isStrict
            ? Coercion.StrictlyEqual(a, b, evaluation)
            : Coercion.LooselyEqual(a, b, evaluation);
        return Values.Of(areEqual != isNegated);
    }
}

internal enum Logic
{
    And,
    Or,
    Coalesce,
}

/// <summary>The operators that answer one of their operands and look at the right one only when they must.</summary>
internal sealed class LogicNode(Logic logic, Node left, Node right, int position) : Node(position, Over(left, right))
{
    public override Shape Find(Shapes shapes)
    {
        var (one, other) = (left.Find(shapes), right.Find(shapes));
        return one == other ? one : Shape.Unknown;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var value = left.Evaluate(evaluation);
        var isDecided = logic switch
        {
            Logic.And => !Coercion.IsTruthy(value),
            Logic.Or => Coercion.IsTruthy(value),
            _ => !Coercion.IsMissing(value),
        };
        return isDecided ? value : right.Evaluate(evaluation);
    }
}
