using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>Walks the answers of a form the way its rules do: only what is asked, row by row, with what arrived from other steps.</summary>
internal static class FormAnswers
{
    /// <summary>A field that was answered, and where.</summary>
    /// <param name="Place">answers.integrantes[2].persona</param>
    /// <param name="Where">« en la fila 3 de «Integrantes»», or nothing.</param>
    public readonly record struct Answered(FormField Field, object? Answer, string Place, string Where);

    /// <summary>
    /// The answers with each one as <paramref name="replace"/> gives it, and with what is read-only as it arrived. Only for answers in
    /// which the rules of the form found nothing.
    /// </summary>
    public static Dictionary<string, object?> Map(
        IReadOnlyList<FormField> form, object? answers, object? arrived, Func<Answered, object?> replace) =>
        Fields(form, answers, field => arrived.Member(field.Id).Member("value"), "answers", "", replace);

    private static Dictionary<string, object?> Fields(
        IReadOnlyList<FormField> fields, object? answers, Func<FormField, object?> arrivedAt, string place, string where,
        Func<Answered, object?> replace)
    {
        var mapped = new Dictionary<string, object?>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var answer = answers.Member(field.Id);
            if (field.VisibleWhen is { } condition && !condition.Holds(mapped.GetValueOrDefault(condition.Field)))
                continue;
            var arrived = arrivedAt(field);
            var value = field.IsFixedBy(arrived) ? arrived
                : FormRules.IsMissing(answer) ? null
                : field.Type == FieldType.Table && answer is IReadOnlyList<object?> rows
                    ? Rows(field, rows, arrived, $"{place}.{field.Id}", replace)
                : NotApplicable.Reason(answer) is not null ? answer
                : replace(new(field, answer, $"{place}.{field.Id}", where));
            if (!FormRules.IsMissing(value))
                mapped[field.Id] = value;
        }

        return mapped;
    }

    private static List<object?> Rows(
        FormField table, IReadOnlyList<object?> rows, object? arrived, string place, Func<Answered, object?> replace)
    {
        var before = arrived.AsList();
        return [.. rows.Select(object? (row, i) => Fields(
            table.Columns, row, column => i < before.Count ? before[i].Member(column.Id) : null, $"{place}[{i}]",
            $" en la fila {i + 1} de «{table.Label}»", replace))];
    }
}
