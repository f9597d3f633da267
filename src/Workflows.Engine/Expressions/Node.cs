namespace Workflows.Engine.Expressions;

/// <summary>
/// A part of a parsed expression. It is immutable and knows how to compute itself; Depth is the height of its tree,
/// bounded by the parser so that evaluating never exhausts the stack.
/// </summary>
internal abstract class Node(int position, int depth)
{
    public int Position => position;

    public int Depth => depth;

    public object? Evaluate(Evaluation evaluation)
    {
        evaluation.Step(position);
        return Compute(evaluation);
    }

    protected abstract object? Compute(Evaluation evaluation);

    /// <summary>What it gives, when that is known without running. Asks all its parts, so that each is looked at once.</summary>
    public virtual Shape Find(Shapes shapes) => Shape.Unknown;

    protected static int Over(params ReadOnlySpan<Node> children)
    {
        var deepest = 0;
        foreach (var child in children)
            deepest = Math.Max(deepest, child.Depth);

        return deepest + 1;
    }
}

internal sealed class LiteralNode(object? value, int position) : Node(position, 1)
{
    public object? Value => value;

    public override Shape Find(Shapes shapes) => ShapeWords.Of(value);

    protected override object? Compute(Evaluation evaluation) => value;
}

internal sealed class NameNode(string name, int position) : Node(position, 1)
{
    public string Name => name;

    public override Shape Find(Shapes shapes) => shapes.OfName(name);

    protected override object? Compute(Evaluation evaluation)
    {
        if (!evaluation.Scope.TryGet(name, out var value))
            evaluation.Fail($"No existe «{name}»: revisa cómo está escrito el nombre");

        return value;
    }
}

internal sealed class ConditionalNode(Node condition, Node whenTrue, Node whenFalse, int position)
    : Node(position, Over(condition, whenTrue, whenFalse))
{
    public override Shape Find(Shapes shapes)
    {
        condition.Find(shapes);
        var (one, other) = (whenTrue.Find(shapes), whenFalse.Find(shapes));
        return one == other ? one : Shape.Unknown;
    }

    protected override object? Compute(Evaluation evaluation) =>
        (Coercion.IsTruthy(condition.Evaluate(evaluation)) ? whenTrue : whenFalse).Evaluate(evaluation);
}

internal sealed class ListNode(Node[] items, int position) : Node(position, Over(items))
{
    public override Shape Find(Shapes shapes)
    {
        foreach (var item in items)
            item.Find(shapes);
        return Shape.List;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var values = new object?[items.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = items[i].Evaluate(evaluation);

        evaluation.HasBuilt = true;
        return values;
    }
}

internal sealed class ObjectNode(KeyValuePair<string, Node>[] members, int position)
    : Node(position, Over(Array.ConvertAll(members, member => member.Value)))
{
    public override Shape Find(Shapes shapes)
    {
        foreach (var (_, value) in members)
            value.Find(shapes);
        return Shape.Object;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var values = new OrderedDictionary<string, object?>(members.Length, StringComparer.Ordinal);
        foreach (var (name, value) in members)
            values[name] = value.Evaluate(evaluation);

        evaluation.HasBuilt = true;
        return values;
    }
}

/// <summary>Texts and expressions in turn: the first part is always a text, as is the last.</summary>
internal sealed class TemplateNode(string[] texts, Node[] holes, int position) : Node(position, Over(holes))
{
    public override Shape Find(Shapes shapes)
    {
        foreach (var hole in holes)
            hole.Find(shapes);
        return Shape.Text;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var parts = new string[texts.Length + holes.Length];
        var length = (long)texts[0].Length;
        parts[0] = texts[0];
        for (var i = 0; i < holes.Length; i++)
        {
            var value = holes[i].Evaluate(evaluation);
            evaluation.Position = holes[i].Position;
            parts[(2 * i) + 1] = Coercion.ToText(value, evaluation);
            parts[(2 * i) + 2] = texts[i + 1];
            length += parts[(2 * i) + 1].Length + texts[i + 1].Length;
            evaluation.CheckText(length);
        }

        return string.Concat(parts);
    }
}
