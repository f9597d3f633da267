using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// When a field of a form is asked: what another field of the same list, drawn before it, was answered. The client decides the same
/// by the same cases (tests/form-cases.json).
/// </summary>
/// <param name="Field">The field it looks at. One that is not asked itself counts as not answered.</param>
/// <param name="Values">The answers that make it hold; null when any answer does.</param>
/// <param name="Not">Holds when the other does not.</param>
public sealed record FieldCondition(string Field, IReadOnlyList<object?>? Values, bool Not)
{
    /// <param name="answer">Of the field it looks at; null when there is none.</param>
    public bool Holds(object? answer) =>
        Not != (Values is null ? !FormRules.IsMissing(answer) : Values.Any(value => IsSame(value, answer)));

    private static bool IsSame(object? value, object? answer) => (value.AsNumber(), answer.AsNumber()) is ({ } expected, { } given)
        ? expected == given
        : Equals(value, answer);

    /// <summary>Reads <c>{ "field", "in": […] | "answered": true, "not"? }</c>; null when the field has no condition.</summary>
    internal static FieldCondition? Read(object? drawn, IReadOnlyList<FormField> before, string place)
    {
        if (drawn is null)
            return null;
        var field = drawn.TextOf("field") ?? throw new FormException($"{place}.field", "falta. Di de qué campo depende.");
        if (before.FirstOrDefault(other => other.Id == field && other.Type != FieldType.Table) is not { } looked)
            throw new FormException($"{place}.field",
                $"«{field}» tiene que ser un campo anterior de la misma lista, que no sea una tabla.");
        var values = drawn.Member("in") as IReadOnlyList<object?>;
        if (values is not null && looked.Choosing is not null)
            throw new FormException(place, $"«{field}» se elige de la organización: usa «answered».");
        if (values is { Count: > 0 } == drawn.FlagOf("answered"))
            throw new FormException(place, "usa «in» con una lista de respuestas, o «answered» con true.");
        return new FieldCondition(field, values, drawn.FlagOf("not"));
    }
}
