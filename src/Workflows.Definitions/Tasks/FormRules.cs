using System.Globalization;
using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// Holds answers against a form and files against the evidence asked for. It judges what was written, never who wrote it.
/// </summary>
internal static class FormRules
{
    private const int LongestChoice = 400;
    private const int LongestFileName = 200;
    private const int HashLength = 64;
    private const int LongestOfficialNumber = 60;

    /// <param name="arrived">What came from other steps, by field; null when nothing did.</param>
    public static IEnumerable<TaskFinding> Answers(IReadOnlyList<FormField> form, object? answers, object? arrived = null)
    {
        if (answers is not (null or IReadOnlyDictionary<string, object?>))
            return [TaskFinding.Refusal("answers", "Las respuestas tienen que venir por campo.")];
        return Fields(form, answers, "answers", "",
            field => (arrived.Member(field.Id).Member("value"), arrived.Member(field.Id).TextOf("title") ?? ""));
    }

    public static IEnumerable<TaskFinding> Evidence(IReadOnlyList<EvidenceRequirement> requirements, object? files)
    {
        if (files is not (null or IReadOnlyList<object?>))
        {
            yield return TaskFinding.Refusal("evidence", "Los archivos tienen que venir en una lista.");
            yield break;
        }

        var list = files.AsList();
        for (var i = 0; i < list.Count; i++)
        {
            if (ProblemOf(requirements, list[i]) is { } problem)
                yield return TaskFinding.Refusal($"evidence[{i}]", problem);
        }

        foreach (var missing in requirements.Where(asked => asked.Required && !list.Any(file => file.TextOf("requirement") == asked.Id)))
            yield return TaskFinding.Refusal("evidence", $"Falta el archivo de «{missing.Label}».");
    }

    private static IEnumerable<TaskFinding> Fields(
        IReadOnlyList<FormField> fields, object? answers, string place, string where,
        Func<FormField, (object? Value, string Title)> arrivedAt)
    {
        if (answers is IReadOnlyDictionary<string, object?> given)
        {
            foreach (var unknown in given.Keys.Where(id => !fields.Any(field => field.Id == id)))
                yield return TaskFinding.Refusal($"{place}.{unknown}", $"El campo «{unknown}» no existe en el formulario{where}.");
        }

        var asked = new HashSet<string>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var at = $"{place}.{field.Id}";
            var answer = answers.Member(field.Id);
            if (field.VisibleWhen is { } condition
                && !condition.Holds(asked.Contains(condition.Field) ? answers.Member(condition.Field) : null))
            {
                if (!IsMissing(answer))
                    yield return TaskFinding.Refusal(at, $"«{field.Label}»{where} no corresponde con lo que respondiste antes: bórralo.");
                continue;
            }

            asked.Add(field.Id);
            var arrived = arrivedAt(field);
            if (field.IsFixedBy(arrived.Value))
            {
                if (!IsMissing(answer) && !Values.Equal(answer, arrived.Value))
                    yield return TaskFinding.Refusal(at, $"«{field.Label}»{where} viene de «{arrived.Title}» y no se cambia aquí.");
            }
            else if (IsMissing(answer))
            {
                if (field.Required)
                    yield return TaskFinding.Refusal(at, $"Falta «{field.Label}»{where}.");
            }
            else if (NotApplicable.Reason(answer) is { } reason)
            {
                if (NotApplicable.Problem(field, reason) is { } refused)
                    yield return TaskFinding.Refusal(at, $"«{field.Label}»{where} {refused}");
            }
            else if (field.Type == FieldType.Table)
            {
                foreach (var finding in Rows(field, answer, at, arrived))
                    yield return finding;
            }
            else if (ProblemOf(field, answer!) is { } problem)
            {
                yield return TaskFinding.Refusal(at, $"«{field.Label}»{where} {problem}");
            }
        }
    }

    private static IEnumerable<TaskFinding> Rows(FormField table, object? answer, string place, (object? Value, string Title) arrived)
    {
        if (answer is not IReadOnlyList<object?> rows)
            return [TaskFinding.Refusal(place, $"«{table.Label}» tiene que ser una lista de filas.")];
        if (rows.Count > table.MaxRows)
            return [TaskFinding.Refusal(place, $"«{table.Label}» puede tener hasta {table.MaxRows} filas.")];
        var before = arrived.Value.AsList();
        if (table.HasFixedRows && before.Count > 0 && rows.Count != before.Count)
            return [TaskFinding.Refusal(place, $"«{table.Label}» viene de «{arrived.Title}»: no se agregan ni se quitan filas.")];
        return rows.SelectMany((row, i) => row is IReadOnlyDictionary<string, object?>
            ? Fields(table.Columns, row, $"{place}[{i}]", $" en la fila {i + 1} de «{table.Label}»",
                column => (i < before.Count ? before[i].Member(column.Id) : null, arrived.Title))
            : [TaskFinding.Refusal($"{place}[{i}]", $"La fila {i + 1} de «{table.Label}» no se puede leer.")]);
    }

    internal static bool IsMissing(object? answer) => answer is null or "" or IReadOnlyList<object?> { Count: 0 }
        || (answer is string text && string.IsNullOrWhiteSpace(text));

    private static string? ProblemOf(FormField field, object answer) => field.Type switch
    {
        FieldType.Text => answer is not string text ? "tiene que ser un texto."
            : text.Length > field.MaxLength ? $"puede tener hasta {field.MaxLength} caracteres." : null,
        FieldType.Number => answer.AsNumber() is not { } number ? "tiene que ser un número."
            : number < field.Min ? $"no puede ser menor que {PlainValues.ToSpanish(field.Min.Value)}."
            : number > field.Max ? $"no puede ser mayor que {PlainValues.ToSpanish(field.Max.Value)}." : null,
        FieldType.Date => IsDate(answer) ? null : "tiene que ser una fecha, como 2026-03-09.",
        FieldType.Choice => answer is string option && field.Options.Contains(option) ? null : "tiene que ser una de las opciones.",
        FieldType.Choices =>
            answer is not IReadOnlyList<object?> chosen || chosen.Any(option => option is not string text || !field.Options.Contains(text))
            ? "tiene que ser una lista de opciones."
            : chosen.Distinct().Count() < chosen.Count ? "repite una opción." : null,
        FieldType.YesNo => answer is bool ? null : "tiene que ser sí o no.",
        FieldType.Person or FieldType.Post or FieldType.Institution or FieldType.Place or FieldType.Commitment =>
            IsChoice(answer) ? null : "tiene que elegirse de la lista.",
        _ => null,
    };

    /// <summary>An id and the name it had: whether it exists is the organisation's to say.</summary>
    private static bool IsChoice(object answer) =>
        answer.TextOf("id") is { Length: <= LongestChoice } && answer.TextOf("name") is { Length: <= LongestChoice };

    private static string? ProblemOf(IReadOnlyList<EvidenceRequirement> requirements, object? file)
    {
        var asked = requirements.FirstOrDefault(asked => asked.Id == file.TextOf("requirement"));
        if (asked is null)
            return $"El medio de verificación «{Values.ToText(file.Member("requirement"))}» no se pidió en esta tarea.";
        if (file.TextOf("fileHash") is not { Length: HashLength } hash || !hash.All(char.IsAsciiHexDigit))
            return $"El archivo de «{asked.Label}» no llegó completo: vuelve a subirlo.";
        if (file.TextOf("fileName") is not { Length: <= LongestFileName } name)
            return $"El archivo de «{asked.Label}» necesita un nombre de hasta {LongestFileName} caracteres.";
        if (asked.Types.Count > 0 && !asked.Types.Contains(Path.GetExtension(name).TrimStart('.').ToLowerInvariant()))
            return $"El archivo de «{asked.Label}» tiene que ser {string.Join(" o ", asked.Types)}.";
        if (file.Member("officialDate") is { } date && !IsDate(date))
            return $"La fecha del documento de «{asked.Label}» tiene que ser como 2026-03-09.";
        return asked.IsOfficial
            && (file.TextOf("officialNumber") is not { Length: <= LongestOfficialNumber } || file.Member("officialDate") is null)
            ? $"«{asked.Label}» es un documento oficial: escribe su número (hasta {LongestOfficialNumber} caracteres) y su fecha."
            : null;
    }

    private static bool IsDate(object answer) =>
        answer is string text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
