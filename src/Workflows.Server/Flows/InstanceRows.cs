using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Scheduling;
using Workflows.Server.Tasks;

namespace Workflows.Server.Flows;

/// <summary>Everything other tables hold of an instance, compared with its state and its journal. What people may change later (claims, drafts, the fate of a mail) is not compared.</summary>
internal sealed record InstanceRows(
    List<TimerRow> Timers, List<TaskRow> Tasks, List<SubmissionRow> Submissions, List<FactRow> Facts, List<MailRow> Mails, List<EventBookmarkRow> Events)
{
    private const string Waits = "espera";

    public IEnumerable<string> Compare(WorkflowInstance state, JournalEntries journal) =>
    [
        .. CompareTimers(state, journal), .. CompareEvents(state), .. CompareTasks(state, journal),
        .. CompareSubmissions(journal), .. CompareFacts(journal), .. CompareMails(journal),
    ];

    private IEnumerable<string> CompareTimers(WorkflowInstance state, JournalEntries journal)
    {
        var closed = journal.Of("bookmarkClosed").ToDictionary(entry => entry.Whole("id")!.Value);
        return Differences(
            "temporizador",
            journal.Of("bookmarkOpened")
                .Where(entry => entry.Text("kind") == nameof(BookmarkKind.Timer))
                // One that was set and withdrawn within a burst never had a row.
                .Where(entry => !closed.TryGetValue(entry.Whole("id")!.Value, out var end) || end.Burst != entry.Burst)
                .Select(entry =>
                {
                    var fate = !closed.TryGetValue(entry.Whole("id")!.Value, out var end) ? Waits
                        : end.Data.GetValueOrDefault("woken") is true ? nameof(TimerState.Fired) : nameof(TimerState.Withdrawn);
                    return (
                        entry.Whole("id")!.Value.ToString(Invariant),
                        $"{fate} {entry.Text("key")} {entry.Text("dueAt")} {entry.Activity} {entry.Visit} {InstanceColumns.Institution(state)}");
                }),
            Timers.Select(row => (
                row.BookmarkId.ToString(Invariant),
                $"{(row.State is TimerState.Fired or TimerState.Withdrawn ? row.State.ToString() : Waits)} {row.Name} {Instants.ToText(row.DueAt)} {row.ActivityId} {row.Visit} {row.InstitutionCode}")));
    }

    private IEnumerable<string> CompareEvents(WorkflowInstance state) => Differences(
        "espera de evento",
        state.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Event).Select(bookmark => (
            bookmark.Id.ToString(Invariant), $"{bookmark.Key} {state.CorrelationId}")),
        Events.Select(row => (row.BookmarkId.ToString(Invariant), $"{row.EventName} {row.CorrelationId}")));

    private IEnumerable<string> CompareTasks(WorkflowInstance state, JournalEntries journal)
    {
        var moved = journal.Of("deadlineMoved").GroupBy(entry => entry.Text("taskId")!).ToDictionary(task => task.Key, task => task.Last());
        var completed = journal.Of("taskCompleted").ToDictionary(entry => entry.Text("taskId")!);
        var passed = journal.Of("taskReassigned").GroupBy(entry => entry.Text("taskId")!).ToDictionary(task => task.Key, task => task.Last());
        var open = state.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Task).Select(bookmark => bookmark.Id).ToHashSet();
        return Differences(
            "tarea",
            journal.Of("taskOpened").Select(entry =>
            {
                var id = entry.Text("taskId")!;
                var post = passed.GetValueOrDefault(id) ?? entry;
                var isDone = completed.TryGetValue(id, out var end);
                var fate = isDone ? nameof(TaskState.Completed) : open.Contains(entry.Whole("bookmark")!.Value) ? nameof(TaskState.Open) : nameof(TaskState.Withdrawn);
                return (id, string.Join('|', [
                    fate, end?.Text("outcome"), end?.Data.GetValueOrDefault("late") is true, entry.Text("kind"), entry.Text("title"), entry.Whole("visit"),
                    entry.Text("institution") ?? InstanceColumns.Institution(state), post.Text("role"), post.Text("scope"), (moved.GetValueOrDefault(id) ?? entry).Text("dueAt"),
                    Instants.ToText(entry.At), journal.TaskContents.GetValueOrDefault(id), journal.TaskContents.GetValueOrDefault(JournalText.KeyOfDeadline(id)),
                ]));
            }),
            Tasks.Select(row => (row.Id, string.Join('|', [
                row.State, row.Outcome, row.IsLate, row.Kind, row.Title, row.Visit, row.InstitutionCode, row.RoleCode, row.ScopeCode,
                row.DueAt is { } due ? Instants.ToText(due) : null, Instants.ToText(row.OpenedAt),
                JournalText.HashOfTask(row.Content, row.Instructions, row.Deadline, row.Actions),
                row.MovedDeadline is null ? null : JournalHash.OfText(row.MovedDeadline),
            ]))));
    }

    private IEnumerable<string> CompareSubmissions(JournalEntries journal) => Differences(
        "entrega",
        journal.Of("submissionReceived").Select(entry => (
            entry.Text("submissionId")!,
            string.Join('|', [entry.Text("taskId"), entry.Text("action"), entry.Whole("visit"), entry.Text("timeliness"), Instants.ToText(entry.At),
                JournalHash.OfText(entry.Json("body")), JournalHash.OfText(entry.Json("body"))]))),
        Submissions.Select(row => (
            row.Id,
            string.Join('|', [row.TaskId, row.Action, row.Visit, row.Timeliness, Instants.ToText(row.ReceivedAt), JournalHash.OfText(row.Body), row.BodyHash]))));

    private IEnumerable<string> CompareFacts(JournalEntries journal) => Differences(
        "hecho",
        journal.Of("factRecorded").Select(entry => (entry.Text("factId")!, $"{entry.Text("fact")}|{Instants.ToText(entry.At)}|{entry.Json("data")}")),
        Facts.Select(row => (row.Id, $"{row.Kind}|{Instants.ToText(row.At)}|{row.Data}")));

    private IEnumerable<string> CompareMails(JournalEntries journal)
    {
        var withdrawn = journal.Of("mailWithdrawn").Select(entry => entry.Text("mailId")!).ToHashSet();
        return Differences(
            "correo",
            journal.Of("mailRequested").Select(entry => (
                entry.Text("mailId")!,
                string.Join('|', [withdrawn.Contains(entry.Text("mailId")!), entry.Text("template"), entry.Text("taskId"), entry.Whole("level"),
                    entry.Text("reason"), entry.Json("model"), entry.Json("to")]))),
            Mails.Select(row => (
                row.Id,
                string.Join('|', [withdrawn.Contains(row.Id) && row.State == MailState.Withdrawn, row.Template, row.TaskId, row.Level, row.Reason, row.Model, row.Addressees]))));
    }

    private static IEnumerable<string> Differences(string what, IEnumerable<(string Id, string Text)> said, IEnumerable<(string Id, string Text)> stored)
    {
        var rows = stored.ToDictionary(row => row.Id, row => row.Text, StringComparer.Ordinal);
        foreach (var (id, text) in said)
        {
            if (!rows.Remove(id, out var row))
                yield return $"falta {what} {id}.";
            else if (row != text)
                yield return $"{what} {id} no dice lo que la bitácora.";
        }

        foreach (var id in rows.Keys)
            yield return $"sobra {what} {id}: la bitácora no lo nombra.";
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
