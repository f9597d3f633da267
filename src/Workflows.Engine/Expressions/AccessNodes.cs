using System.Globalization;

namespace Workflows.Engine.Expressions;

/// <summary>
/// Reads a member of a value. Behind a ?. that found nothing the rest of the chain is skipped: the nodes pass
/// <see cref="Skipped"/> along and the <see cref="ChainNode"/> around them turns it into undefined.
/// </summary>
internal abstract class AccessNode(Node target, bool isOptional, int position, int depth) : Node(position, depth)
{
    public static readonly object Skipped = new();

    public Node Target => target;

    protected override object? Compute(Evaluation evaluation)
    {
        var owner = target.Evaluate(evaluation);
        if (ReferenceEquals(owner, Skipped))
            return Skipped;
        if (Coercion.IsMissing(owner))
        {
            if (isOptional)
                return Skipped;

            evaluation.Position = Position;
            evaluation.Fail($"No se puede leer {Wanted} de algo que no tiene valor ({Coercion.Shown(owner)})");
        }

        return Read(owner, evaluation);
    }

    /// <summary>What was to be read, as a sentence names it.</summary>
    protected abstract string Wanted { get; }

    protected abstract object? Read(object? owner, Evaluation evaluation);
}

internal sealed class MemberNode(Node target, string name, bool isOptional, int position)
    : AccessNode(target, isOptional, position, Over(target))
{
    public string Name => name;

    public override Shape Find(Shapes shapes)
    {
        if (Target is NameNode { Name: "variables" or "input" } owner)
            return shapes.OfMember(owner.Name, name);
        return Target.Find(shapes) is Shape.Text or Shape.List && name == "length" ? Shape.Number : Shape.Unknown;
    }

    protected override string Wanted => $"«{name}»";

    protected override object? Read(object? owner, Evaluation evaluation) => Of(owner, name, evaluation);

    public static object? Of(object? owner, string name, Evaluation evaluation)
    {
        if (name == "length")
        {
            if (owner is string text)
                return evaluation.Numbers.FromCount(text.Length);
            if (owner is IReadOnlyList<object?> items and not IReadOnlyDictionary<string, object?>)
                return evaluation.Numbers.FromCount(items.Count);
        }

        return owner is IReadOnlyDictionary<string, object?> members && members.TryGetValue(name, out var value)
            ? value
            : Undefined.Value;
    }
}

internal sealed class IndexNode(Node target, Node index, bool isOptional, int position)
    : AccessNode(target, isOptional, position, Over(target, index))
{
    public override Shape Find(Shapes shapes)
    {
        Target.Find(shapes);
        index.Find(shapes);
        return Shape.Unknown;
    }

    protected override string Wanted => "un elemento";

    protected override object? Read(object? owner, Evaluation evaluation)
    {
        var key = index.Evaluate(evaluation);
        evaluation.Position = Position;
        return owner is string or IReadOnlyList<object?> && Index(key) is { } place and >= 0
            ? Item(owner, place)
            : MemberNode.Of(owner, Coercion.ToText(key, evaluation), evaluation);
    }

    private static object? Item(object owner, int place) => owner is string text
        ? place < text.Length ? text[place].ToString() : Undefined.Value
        : owner is IReadOnlyList<object?> items && place < items.Count ? items[place] : Undefined.Value;

    // 1, 1.0 and "1" are places; 1.5, "01" and "length" are names.
    private static int? Index(object? key) => key switch
    {
        double number when number >= 0 && number < int.MaxValue && double.IsInteger(number) => (int)number,
        decimal number when number >= 0 && number < int.MaxValue && decimal.IsInteger(number) => (int)number,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (text == "0" || text[0] != '0') => number,
        _ => null,
    };
}

/// <summary>Where a chain with ?. ends.</summary>
internal sealed class ChainNode(Node chain, int position) : Node(position, Over(chain))
{
    public override Shape Find(Shapes shapes)
    {
        chain.Find(shapes);
        return Shape.Unknown;
    }

    protected override object? Compute(Evaluation evaluation)
    {
        var value = chain.Evaluate(evaluation);
        return ReferenceEquals(value, AccessNode.Skipped) ? Undefined.Value : value;
    }
}
