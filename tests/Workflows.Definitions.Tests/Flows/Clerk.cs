using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Somebody who does whatever is asked in the most ordinary way: fills in what has to be answered and the result of each target, votes,
/// attaches every file, answers every remark, approves.
/// </summary>
internal static class Clerk
{
    /// <summary>What a task accepts with its first action; what is dated is dated that day.</summary>
    public static Dictionary<string, object?> Does(TaskOpened task, DateOnly today)
    {
        var content = task.Content;
        return Story.Values(
            ("answers", content.ListOf("formFor")
                .Contains(task.Actions[0]) ? Fill(content.ListOf("form"), Before(content), today) : null),
            ("evidence", content.ListOf("evidence").Select(object? (asked) => Story.Values(
                ("requirement", asked.TextOf("id")), ("fileHash", new string('d', 64)), ("fileName", "documento.pdf"), ("size", 1024d),
                ("officialNumber", "88"), ("officialDate", "2026-11-30"))).ToList()),
            ("replies", content.ListOf("remarks")
                .Select(object? (remark) => Story.Values(("remark", remark.TextOf("id")), ("text", "Corregido."))).ToList()),
            ("comment", "Conforme."));
    }

    /// <summary>What the page opens with: what other steps answered and, in a correction, what was handed in before.</summary>
    private static Dictionary<string, object?> Before(object? content)
    {
        var before = content.Member("arrived") is IReadOnlyDictionary<string, object?> arrived
            ? arrived.ToDictionary(field => field.Key, field => field.Value.Member("value"))
            : [];
        foreach (var (id, answer) in content.Member("previous")
            .Member("answers") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
            before[id] = answer;
        return before;
    }

    private static Dictionary<string, object?> Fill(IReadOnlyList<object?> fields, object? before, DateOnly today)
    {
        var answers = new Dictionary<string, object?>(before as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>());
        foreach (var unknown in answers.Keys.Where(id => fields.All(field => field.TextOf("id") != id)).ToList())
            answers.Remove(unknown);
        foreach (var field in fields.Where(
            field => (field.FlagOf("required") || field.TextOf("id") is "resultado" or "voto") && IsAsked(field, answers)))
        {
            var id = field.TextOf("id")!;
            answers[id] = field.TextOf("type") == "table"
                ? Rows(field, answers.GetValueOrDefault(id).AsList(), today)
                : answers.GetValueOrDefault(id) ?? Value(field, today);
        }

        return answers;
    }

    private static bool IsAsked(object? field, Dictionary<string, object?> answers) =>
        field.Member("visibleWhen") is not { } when || when.ListOf("in").Contains(answers.GetValueOrDefault(when.TextOf("field")!));

    private static List<object?> Rows(object? table, IReadOnlyList<object?> before, DateOnly today) =>
        [.. (before.Count > 0 ? before : [null]).Select(object? (row) => Fill(table.ListOf("columns"), row, today))];

    private static object Value(object? field, DateOnly today) => field.TextOf("type") switch
    {
        "number" => (double)(field.Member("rules").Member("max").AsNumber() ?? 90),
        "date" => PlainValues.ToText(today),
        "choice" => field.ListOf("options")[0] as string ?? field.ListOf("options")[0].TextOf("id")!,
        "yesNo" => false,
        _ => "Texto",
    };
}
