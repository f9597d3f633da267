using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// The answers that the fields of a form arrive with from other steps of the same process. They are read once, when the task opens: what
/// somebody is answering never changes under their hands.
/// </summary>
internal static class ArrivedAnswers
{
    /// <summary>By field: its value, the step it comes from and when that was handed in; null when nothing arrived.</summary>
    public static Dictionary<string, object?>? Of(ActivityContext context)
    {
        var arrived = FormOf(context.Input("form")).Where(field => field.From is not null)
            .Select(field => (field.Id, Answer: Of(context, field))).Where(field => field.Answer is not null)
            .ToDictionary(field => field.Id, object? (field) => field.Answer, StringComparer.Ordinal);
        return arrived.Count > 0 ? arrived : null;
    }

    /// <summary>The step with that id, from the container of the one that asks outwards; null when there is none.</summary>
    public static CompiledNode? StepOf(CompiledNode asking, string id)
    {
        for (var container = asking.Parent; container is not null; container = container.Parent)
        {
            if (container.Child(id) is { } step)
                return step;
        }

        return null;
    }

    /// <summary>What is wrong with where the fields of a form arrive from, in Spanish.</summary>
    public static IEnumerable<string> Problems(CompiledNode node, IReadOnlyList<FormField> form)
    {
        foreach (var field in form)
        {
            if (field.From is { Step: { } step } from && ProblemOf(node, field, step, from.Field) is { } problem)
                yield return $"«{field.Label}» se llena desde otro paso. {problem}";
        }
    }

    private static Dictionary<string, object?>? Of(ActivityContext context, FormField field)
    {
        if (StepOf(context.Node, field.From!.Step!) is not { } step)
            return null;
        var result = context.Left(step, "result");
        var answer = result.Member("answers").Member(field.From.Field);
        var value = field.Type == FieldType.Table ? Rows(field, answer.AsList()) : answer;
        return FormRules.IsMissing(value) ? null : new()
        {
            ["value"] = value,
            ["step"] = step.ActivityId,
            // What the people of that step read, where it is not an expression.
            ["title"] = step.Input("title")?.Constant as string ?? step.Label,
            ["at"] = result.Member("submittedAt"),
        };
    }

    private static List<object?> Rows(FormField table, IReadOnlyList<object?> rows) =>
        [.. rows.Take(table.MaxRows).Select(object? (row) => table.Columns
            .Where(column => column.From is not null && !FormRules.IsMissing(row.Member(column.From.Field)))
            .ToDictionary(column => column.Id, column => row.Member(column.From!.Field), StringComparer.Ordinal))];

    private static string? ProblemOf(CompiledNode node, FormField field, string stepId, string source)
    {
        if (stepId == node.ActivityId)
            return "No puede ser el mismo paso: para eso está «previous».";
        if (StepOf(node, stepId) is not { } step)
            return $"«{stepId}» no es un paso de este flujo.";
        var left = step.Type is ILeavesAnswers leaving
            ? leaving.AnswersLeft
            : FormOf(step.Type is HumanTask ? step.Input("form")?.Constant : null);
        if (left.FirstOrDefault(other => other.Id == source) is not { } asked)
            return $"El formulario de «{stepId}» no tiene el campo «{source}».";
        if (asked.Type != field.Type)
            return $"«{source}» de «{stepId}» es de otro tipo.";
        return field.Columns.Where(column => column.From is not null)
            .Select(column => asked.Columns.FirstOrDefault(other => other.Id == column.From!.Field) is not { } other
                ? $"La tabla «{source}» de «{stepId}» no tiene la columna «{column.From!.Field}»."
                : other.Type != column.Type ? $"La columna «{other.Id}» de «{stepId}» es de otro tipo." : null)
            .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>A form that was drawn wrong has nothing to fill: what is wrong with it is said where it is used.</summary>
    private static IReadOnlyList<FormField> FormOf(object? drawn)
    {
        try
        {
            return FormReading.Form(drawn);
        }
        catch (FormException)
        {
            return [];
        }
    }
}
