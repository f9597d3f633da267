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

    protected override object? Compute(Evaluation evaluation) => value;
}

internal sealed class NameNode(string name, int position) : Node(position, 1)
{
    public string Name => name;

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
    protected override object? Compute(Evaluation evaluation) =>
        (Coercion.IsTruthy(condition.Evaluate(evaluation)) ? whenTrue : whenFalse).Evaluate(evaluation);
}

internal sealed class ListNode(Node[] items, int position) : Node(position, Over(items))
{
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
