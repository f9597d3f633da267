namespace Workflows.Definitions.Tasks;

/// <summary>
/// The answer of another step of the same process that a field arrives with. A column names only the field, because its table names the
/// step.
/// </summary>
/// <param name="Step">The id of the step in the drawing; null in a column.</param>
/// <param name="IsReadOnly">It is shown and handed on as it came; otherwise whoever answers may change it.</param>
public sealed record FieldSource(string? Step, string Field, bool IsReadOnly)
{
    /// <summary>Reads <c>{ "step", "field", "readOnly"? }</c>; null when the field arrives blank.</summary>
    internal static FieldSource? Read(object? drawn, bool isColumn, string place)
    {
        if (drawn is null)
            return null;
        var field = drawn.TextOf("field") ?? throw new FormException($"{place}.field", "falta. Di de qué campo viene.");
        var step = drawn.TextOf("step");
        if (isColumn && step is not null)
            throw new FormException($"{place}.step", "sobra: en una columna el paso es el de su tabla.");
        if (!isColumn && step is null)
            throw new FormException($"{place}.step", "falta. Di de qué paso viene.");
        return new(step, field, drawn.FlagOf("readOnly"));
    }
}
