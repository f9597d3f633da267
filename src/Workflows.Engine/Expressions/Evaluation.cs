using System.Diagnostics.CodeAnalysis;

namespace Workflows.Engine.Expressions;

/// <summary>
/// One evaluation of one expression: its scope, what it has spent, and where it is. It keeps every limit that makes
/// an expression unable to hang or flood whoever evaluates it.
/// </summary>
internal sealed class Evaluation(IExpressionScope scope, Numbers numbers)
{
    public const int MaxSteps = 10_000;
    public const int MaxTextLength = 64 * 1024;
    public const int MaxItems = 10_000;
    private const int MaxTotalTextLength = 16 * MaxTextLength;
    private const int ItemsPerStep = 8;
    private const int TextPerStep = 1_024;

    private int _steps;
    private long _textLength;

    /// <summary>What it has spent: its steps, and the text it made, which costs time too.</summary>
    public int Steps => _steps + (int)(_textLength / TextPerStep);

    public IExpressionScope Scope => scope;

    public Numbers Numbers => numbers;

    /// <summary>The place that is blamed for the next failure.</summary>
    public int Position { get; set; }

    /// <summary>Whether this evaluation made a list or object, which may then hold undefined or be too large.</summary>
    public bool HasBuilt { get; set; }

    public void Step(int position)
    {
        Position = position;
        if (++_steps > MaxSteps)
            Fail($"La expresión necesita más de {MaxSteps} pasos");
    }

    /// <summary>Functions that walk a list pay for its length.</summary>
    public void StepOver(int items)
    {
        _steps += items / ItemsPerStep;
        if (_steps > MaxSteps)
            Fail($"La expresión necesita más de {MaxSteps} pasos");
    }

    public void CheckText(long length)
    {
        _textLength += length;
        if (length > MaxTextLength)
            Fail($"El texto que arma la expresión pasa de {MaxTextLength} caracteres");
    }

    public void CheckItems(int count)
    {
        if (count > MaxItems)
            Fail($"La lista que arma la expresión pasa de {MaxItems} elementos");
    }

    /// <summary>The value as the world outside may see it.</summary>
    public object? Leave(object? value)
    {
        if (ReferenceEquals(value, Undefined.Value))
            return null;
        if (!HasBuilt || value is null or string or bool or double or decimal)
            return value;

        var size = default(Size);
        return Measure(value, 0, ref size) ? WithoutUndefined(value, keepMembers: true) : value;
    }

    /// <summary>
    /// A copy where undefined became null; without <paramref name="keepMembers"/> undefined members disappear, as in
    /// JSON.stringify.
    /// </summary>
    public static object? WithoutUndefined(object? value, bool keepMembers)
    {
        switch (value)
        {
            case Undefined:
                return null;
            case IReadOnlyDictionary<string, object?> members:
                var kept = new OrderedDictionary<string, object?>(members.Count, StringComparer.Ordinal);
                foreach (var (name, member) in members)
                {
                    if (keepMembers || !ReferenceEquals(member, Undefined.Value))
                        kept[name] = WithoutUndefined(member, keepMembers);
                }

                return kept;
            case IReadOnlyList<object?> items:
                var copy = new object?[items.Count];
                for (var i = 0; i < copy.Length; i++)
                    copy[i] = WithoutUndefined(items[i], keepMembers);

                return copy;
            default:
                return value;
        }
    }

    [DoesNotReturn]
    public void Fail(string sentence) => throw new ExpressionException(sentence, Position);

    // Says whether undefined is inside. A value can share its parts, so its size is counted as it would be written.
    private bool Measure(object? value, int depth, ref Size size)
    {
        CheckItems(++size.Items);
        if (depth > Values.MaxDepth)
            Fail($"El valor que arma la expresión tiene más de {Values.MaxDepth} niveles");

        var holdsUndefined = false;
        switch (value)
        {
            case string text:
                size.Characters += text.Length;
                if (size.Characters > MaxTotalTextLength)
                    Fail($"El valor que arma la expresión pasa de {MaxTotalTextLength} caracteres");
                break;
            case IReadOnlyDictionary<string, object?> members:
                foreach (var (_, member) in members)
                    holdsUndefined |= Measure(member, depth + 1, ref size);
                break;
            case IReadOnlyList<object?> items:
                for (var i = 0; i < items.Count; i++)
                    holdsUndefined |= Measure(items[i], depth + 1, ref size);
                break;
            default:
                holdsUndefined = ReferenceEquals(value, Undefined.Value);
                break;
        }

        return holdsUndefined;
    }

    private struct Size
    {
        public int Items;
        public int Characters;
    }
}
