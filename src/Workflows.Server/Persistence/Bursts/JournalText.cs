using System.Text.Json;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// One burst as the journal keeps it: who and what moved the instance, everything that happened, and the SHA-256 of the state it
/// left. The text is what is hashed; it is never written again.
/// </summary>
public static class JournalText
{
    /// <returns>The text in UTF-8.</returns>
    public static byte[] Write(
        int number, AdvanceContext context, Stimulus stimulus, IReadOnlyList<JournalEntry> entries,
        IReadOnlyList<Effect> effects, JsonTexts texts, IReadOnlyList<string> withdrawnMails, string? worldVersion, string stateHash)
    {
        using var pen = JsonPen.Take();
        var writer = pen.Writer;
        writer.WriteStartObject();
        writer.WriteNumber("n", number);
        writer.WriteString("at", Instants.ToText(context.Now));
        if (context.DueAt is { } dueAt)
            writer.WriteString("dueAt", Instants.ToText(dueAt));
        if (context.Actor is { } actor)
        {
            writer.WriteStartObject("by");
            writer.WriteString("id", actor.PersonId);
            writer.WriteString("name", actor.Name);
            writer.WriteEndObject();
            if (actor.OnBehalfOf is not null)
                writer.WriteString("onBehalfOf", actor.OnBehalfOf);
        }

        writer.WritePropertyName("stimulus");
        Values.WriteJson(writer, StimulusText.ToValues(stimulus));
        if (worldVersion is not null && entries.Any(entry => entry.Kind == "answered"))
            writer.WriteString("world", worldVersion);
        writer.WriteStartArray("entries");
        foreach (var entry in entries)
            WriteEntry(writer, entry);
        foreach (var mail in withdrawnMails)
            WriteEntry(writer, new JournalEntry("mailWithdrawn", null, null, 0, new Dictionary<string, object?> { ["mailId"] = mail }));
        writer.WriteEndArray();
        WriteContents(writer, effects, texts);
        writer.WriteString("state", stateHash);
        writer.WriteEndObject();
        return pen.Written.ToArray();
    }

    /// <summary>SHA-256 of what a task shows, for every task that opened: the entry names the task and keeps less than the row.</summary>
    public static string HashOfTask(string content, string? instructions, string? deadline, IEnumerable<string> actions) =>
        JournalHash.OfText(string.Join('\n', [content, instructions, deadline, .. actions]));

    /// <summary>Names the hash of a task's moved deadline beside the hash of what it opened with.</summary>
    public static string KeyOfDeadline(string taskId) => $"{taskId}/deadline";

    /// <summary>Names the hash of the moments a task has to come, as they were last planned.</summary>
    public static string KeyOfNotices(string taskId) => $"{taskId}/notices";

    /// <summary>Null for tasks without any kept.</summary>
    public static string? HashOfNotices(IEnumerable<string>? names, IEnumerable<DateTimeOffset>? times) =>
        names is null && times is null
            ? null
            : JournalHash.OfText(string.Join('\n', [.. names ?? [], .. (times ?? []).Select(Instants.ToText)]));

    private static string? HashOf(IReadOnlyList<PlannedNotice> notices) =>
        HashOfNotices(notices.Select(notice => notice.Key.ToString()), notices.Select(notice => notice.At));

    private static void WriteContents(Utf8JsonWriter writer, IReadOnlyList<Effect> effects, JsonTexts texts)
    {
        var opened = effects.OfType<TaskOpened>().ToList();
        var moved = effects.OfType<DeadlineMoved>().ToList();
        var planned = effects.OfType<NoticesPlanned>().ToList();
        if (opened.Count + moved.Count + planned.Count == 0)
            return;
        writer.WriteStartObject("contents");
        foreach (var task in opened)
        {
            writer.WriteString(task.TaskId, HashOfTask(
                texts.Of(task.Content), task.Instructions, task.Deadline is null ? null : texts.Of(task.Deadline), task.Actions));
            if (task.Notices is not null)
                writer.WriteString(KeyOfNotices(task.TaskId), HashOf(task.Notices));
        }

        foreach (var task in moved)
            writer.WriteString(KeyOfDeadline(task.TaskId), JournalHash.OfText(texts.Of(task.Deadline)));

        foreach (var task in planned)
            writer.WriteString(KeyOfNotices(task.TaskId), HashOf(task.Notices));
        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", entry.Kind);
        if (entry.ActivityId is not null)
            writer.WriteString("activity", entry.ActivityId);
        if (entry.ExecutionId is { } execution)
            writer.WriteNumber("execution", execution);
        if (entry.Visit > 0)
            writer.WriteNumber("visit", entry.Visit);
        if (entry.Data is not null)
        {
            writer.WritePropertyName("data");
            Values.WriteJson(writer, entry.Data);
        }

        writer.WriteEndObject();
    }
}
