using Workflows.Definitions.Mail;
using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>Something to say about what a person is about to hand in: a refusal stops it, a warning does not.</summary>
/// <param name="Place">Where in the payload: answers.indicadores[2].meta.</param>
public sealed record TaskFinding(string Place, string Message, bool Blocks)
{
    public static TaskFinding Refusal(string place, string message) => new(place, message, Blocks: true);

    public static TaskFinding Warning(string place, string message) => new(place, message, Blocks: false);

    public Dictionary<string, object?> ToValues() => new() { ["place"] = Place, ["message"] = Message, ["blocks"] = Blocks };
}

/// <summary>
/// What a task asks of each action, read from the task's own content. The server asks before it dispatches, and the activity
/// again when it resumes, so nothing is ever half accepted.
/// </summary>
public static class TaskRules
{
    private const int MostRemarks = 100;
    private const int LongestText = 4_000;
    private const int ShownOfRemark = 60;

    /// <summary>Everything there is to say, refusals first.</summary>
    /// <param name="actions">What the task lets people do.</param>
    /// <param name="content">The content the task was opened with, as values.</param>
    public static IReadOnlyList<TaskFinding> Findings(IReadOnlyList<string> actions, object? content, string action, object? payload)
    {
        if (!actions.Contains(action))
            return [TaskFinding.Refusal("action", $"Esta tarea no admite la acción «{action}».")];
        if (payload is not (null or IReadOnlyDictionary<string, object?>))
            return [TaskFinding.Refusal("", "Lo que envías tiene que ser un objeto.")];

        try
        {
            return [.. Of(new(content), action, new(payload)).OrderByDescending(finding => finding.Blocks)];
        }
        catch (FormException drawn)
        {
            return [TaskFinding.Refusal("", $"El formulario de la tarea está mal definido. {drawn.Message}")];
        }
    }

    /// <summary>A task may be seen and written before it is received. Nothing is late or lost by waiting for its window.</summary>
    /// <param name="opensAt">When its window opens; null when it has none.</param>
    public static IReadOnlyList<TaskFinding> TooEarly(DateTimeOffset? opensAt, DateTimeOffset now) => opensAt is { } opens && now < opens
        ? [TaskFinding.Refusal("", $"Todavía no se recibe. Podrás enviarlo desde el {MailText.Moment(opens)}; lo que escribas queda "
            + "guardado.")]
        : [];

    /// <summary>Why the act cannot be accepted, in Spanish; null when it can.</summary>
    public static string? Problem(IReadOnlyList<string> actions, object? content, string action, object? payload)
    {
        var refusals = Findings(actions, content, action, payload).Where(finding => finding.Blocks).Select(finding => finding.Message)
            .ToList();
        return refusals.Count == 0 ? null : string.Join(" ", refusals.Take(5));
    }

    private static IEnumerable<TaskFinding> Of(TaskContent content, string action, HandedIn handed)
    {
        if (content.AsksForm(action))
        {
            var drawn = FormRules.Answers(FormReading.Form(content.Form), handed.Answers, content.Arrived).ToList();
            foreach (var finding in drawn)
                yield return finding;
            foreach (var finding in FormRules.Evidence(FormReading.Evidence(content.Evidence), handed.Evidence))
                yield return finding;

            // Rules over several fields are told only of answers that each field accepts.
            if (drawn.Count == 0 && content.Rules is { } rules)
            {
                foreach (var finding in rules.Check(handed.Answers))
                    yield return finding;
            }
        }

        foreach (var finding in Remarks(handed.Remarks, content.NeedsRemarks(action)))
            yield return finding;
        foreach (var finding in Replies([.. content.Remarks.Select(TaskRemark.FromValues)], handed.Replies))
            yield return finding;
        foreach (var finding in Comment(handed.Comment, content.NeedsComment(action)))
            yield return finding;
    }

    private static IEnumerable<TaskFinding> Remarks(object? remarks, bool required)
    {
        if (remarks is not (null or IReadOnlyList<object?>))
        {
            yield return TaskFinding.Refusal("remarks", "Las observaciones tienen que venir en una lista.");
            yield break;
        }

        var list = remarks.AsList();
        if (required && list.Count == 0)
            yield return TaskFinding.Refusal("remarks", "Escribe al menos una observación: la institución necesita saber qué corregir.");
        if (list.Count > MostRemarks)
            yield return TaskFinding.Refusal("remarks", $"Puedes escribir hasta {MostRemarks} observaciones.");
        for (var i = 0; i < list.Count; i++)
        {
            if (TaskRemark.FromValues(list[i]).Text is not { Length: <= LongestText })
                yield return TaskFinding.Refusal(
                    $"remarks[{i}].text", $"La observación {i + 1} necesita un texto de hasta {LongestText} caracteres.");
        }
    }

    /// <summary>
    /// Each remark is answered, once: what changed, or why nothing did. Whoever reviews again reads the answers beside the remarks, and a
    /// correction that passes one over would only come back.
    /// </summary>
    private static IEnumerable<TaskFinding> Replies(List<TaskRemark> remarks, object? replies)
    {
        if (replies is not (null or IReadOnlyList<object?>))
        {
            yield return TaskFinding.Refusal("replies", "Las respuestas a las observaciones tienen que venir en una lista.");
            yield break;
        }

        var asked = remarks.Select(remark => remark.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var list = replies.AsList();
        var unanswered = new HashSet<string>(asked, StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var reply = RemarkReply.FromValues(list[i]);
            if (reply.Remark is not { } remark || !asked.Contains(remark))
                yield return TaskFinding.Refusal($"replies[{i}].remark", "Esa observación no es de esta tarea.");
            else if (!unanswered.Remove(remark))
                yield return TaskFinding.Refusal($"replies[{i}].remark", "Respondiste dos veces la misma observación.");
            if (reply.Text is not { Length: <= LongestText } answer || string.IsNullOrWhiteSpace(answer))
                yield return TaskFinding.Refusal(
                    $"replies[{i}].text", $"La respuesta {i + 1} necesita un texto de hasta {LongestText} caracteres.");
        }

        var missing = remarks.Select((remark, i) => (remark.Id, Words: $"{i + 1}, «{Shortened(remark.Text ?? "")}»"))
            .Where(remark => remark.Id is not null && unanswered.Contains(remark.Id)).Select(remark => remark.Words).ToList();
        if (missing.Count > 0)
        {
            yield return TaskFinding.Refusal(
                "replies", $"{(missing.Count == 1 ? "Responde la observación que falta" : "Responde las observaciones que faltan")}: "
                    + $"{string.Join("; ", missing)}.");
        }
    }

    private static string Shortened(string text) => text.Length <= ShownOfRemark ? text : text[..ShownOfRemark].TrimEnd() + "…";

    private static IEnumerable<TaskFinding> Comment(object? comment, bool required)
    {
        if (comment is not (null or string) || comment is string { Length: > LongestText })
            yield return TaskFinding.Refusal("comment", $"El comentario tiene que ser un texto de hasta {LongestText} caracteres.");
        else if (required && string.IsNullOrWhiteSpace(comment as string))
            yield return TaskFinding.Refusal("comment", "Escribe tu comentario antes de enviarlo.");
    }
}
