using System.Globalization;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Flows;

/// <summary>
/// Everything other tables hold of an instance, compared with its state and its journal. What changes outside a burst (claims, the end of
/// a mail) is compared with its entries, elsewhere (<see cref="ProvenTables"/>).
/// </summary>
internal sealed record InstanceRows
{
    private const string Waits = "espera";

    private static readonly Dictionary<string, ProvenTable> Tables = ProvenTables.All.ToDictionary(
        table => table.Name, StringComparer.Ordinal);

    public required IEnumerable<TimerRow> Timers { get; init; }
    public required IEnumerable<TaskRow> Tasks { get; init; }
    public required IEnumerable<SubmissionRow> Submissions { get; init; }
    public required IEnumerable<FactRow> Facts { get; init; }
    public required IEnumerable<MailRow> Mails { get; init; }
    public required IEnumerable<EventBookmarkRow> Events { get; init; }
    public required IEnumerable<ExtensionRow> Extensions { get; init; }
    public required IEnumerable<LevelActRow> Acts { get; init; }

    /// <summary>Rows whose personal columns were replaced on purpose: «table key».</summary>
    public required IReadOnlySet<string> Pseudonymised { get; init; }

    public IEnumerable<string> Compare(WorkflowInstance state, JournalEntries journal) =>
    [
        .. CompareTimers(state, journal), .. CompareEvents(state), .. CompareTasks(state, journal), .. CompareSubmissions(journal),
        .. CompareFacts(state, journal), .. CompareMails(state, journal), .. CompareExtensions(journal), .. CompareActs(journal),
    ];

    private IEnumerable<string> Differences(string table, IEnumerable<RowWords> said, IEnumerable<RowWords> stored) =>
        RowWords.Differences(Tables[table], said, stored, Pseudonymised);

    private IEnumerable<string> CompareTimers(WorkflowInstance state, JournalEntries journal)
    {
        var closed = journal.Of("bookmarkClosed").ToDictionary(entry => entry.Whole("id")!.Value);
        var tasks = journal.Of("bookmarkOpened").Where(entry => entry.Text("kind") == nameof(BookmarkKind.Task))
            .ToLookup(entry => entry.Execution, entry => entry.Whole("id"));
        var leading = state.Bookmarks.Where(bookmark => bookmark.ParkedBecause is null).Select(bookmark => bookmark.Id).ToHashSet();
        return Differences(
            "timers",
            journal.Of("bookmarkOpened")
                .Where(entry => entry.Text("kind") == nameof(BookmarkKind.Timer))
                // One that was set and withdrawn within a burst never had a row.
                .Where(entry => !closed.TryGetValue(entry.Whole("id")!.Value, out var end) || end.Burst != entry.Burst)
                .Select(entry =>
                {
                    var end = closed.GetValueOrDefault(entry.Whole("id")!.Value);
                    var task = tasks[entry.Execution].FirstOrDefault();
                    return new RowWords(entry.Whole("id")!.Value.ToString(CultureInfo.InvariantCulture))
                        .With(
                            "state", end is null ? Waits : end.Data.GetValueOrDefault("woken") is true ? nameof(TimerState.Fired)
                                : nameof(TimerState.Withdrawn))
                        .With("name", entry.Text("key")).With("due_at", entry.Text("dueAt")).With("activity_id", entry.Activity)
                            .With("visit", entry.Visit)
                        .With("institution_code", InstanceColumns.Institution(state))
                        .With("task_bookmark_id", task)
                        .With("following", leading.Contains(entry.Whole("id")!.Value) ? FollowingOf(entry, task) : 0);
                }),
            Timers.Select(row => new RowWords(row.BookmarkId.ToString(CultureInfo.InvariantCulture))
                .With("state", row.State is TimerState.Fired or TimerState.Withdrawn ? row.State.ToString() : Waits)
                .With("name", row.Name).With("due_at", row.DueAt).With("activity_id", row.ActivityId).With("visit", row.Visit)
                .With("institution_code", row.InstitutionCode)
                .With("task_bookmark_id", row.TaskBookmarkId).With("following", row.Following)));
    }

    /// <summary>By the notices of its task, which have a hash of their own in the journal.</summary>
    private int FollowingOf(JournalEntries.Entry opened, int? task) => Tasks.FirstOrDefault(row => row.BookmarkId == task) is { } told
        ? TaskRow.NoticesAfter(opened.Text("key")!, told.NoticeNames, told.NoticeTimes).Count()
        : 0;

    private IEnumerable<string> CompareEvents(WorkflowInstance state) => Differences(
        "event_bookmarks",
        state.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Event).Select(bookmark =>
            new RowWords(bookmark.Id.ToString(CultureInfo.InvariantCulture)).With("event_name", bookmark.Key)
                .With("correlation_id", state.CorrelationId)),
        Events.Select(
            row => new RowWords(row.BookmarkId.ToString(CultureInfo.InvariantCulture)).With("event_name", row.EventName)
                .With("correlation_id", row.CorrelationId)));

    private IEnumerable<string> CompareTasks(WorkflowInstance state, JournalEntries journal)
    {
        var moved = journal.LastBy("deadlineMoved", "taskId");
        var completed = journal.LastBy("taskCompleted", "taskId");
        var passed = journal.LastBy("taskReassigned", "taskId");
        var open = state.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Task).Select(bookmark => bookmark.Id).ToHashSet();
        var closed = journal.Of("bookmarkClosed").ToDictionary(entry => entry.Whole("id")!.Value);
        return Differences(
            "tasks",
            journal.Of("taskOpened").Select(entry =>
            {
                var id = entry.Text("taskId")!;
                var bookmark = entry.Whole("bookmark")!.Value;
                var post = passed.GetValueOrDefault(id) ?? entry;
                var end = completed.GetValueOrDefault(id);
                var term = moved.GetValueOrDefault(id) ?? entry;
                return new RowWords(id)
                    .With(
                        "state", end is not null ? nameof(TaskState.Completed) : open.Contains(bookmark) ? nameof(TaskState.Open)
                            : nameof(TaskState.Withdrawn))
                    .With("outcome", end?.Text("outcome")).With("is_late", end?.Data.GetValueOrDefault("late") is true)
                    .With("closed_at", end?.At ?? closed.GetValueOrDefault(bookmark)?.At)
                    .With("bookmark_id", bookmark).With("definition_id", state.DefinitionId).With("activity_id", entry.Activity)
                    .With("kind", entry.Text("kind")).With("title", entry.Text("title")).With("visit", entry.Whole("visit"))
                    .With("institution_code", entry.Text("institution") ?? InstanceColumns.Institution(state))
                        .With("year", InstanceColumns.YearOf(state))
                    .With("role_code", post.Text("role")).With("scope_code", post.Text("scope"))
                    .With("due_at", term.Text("dueAt")).With("late_from", LateFromIn(term)).With("opened_at", entry.At)
                    .With("content", journal.TaskContents.GetValueOrDefault(id))
                    .With("moved_deadline", journal.TaskContents.GetValueOrDefault(JournalText.KeyOfDeadline(id)))
                    .With("notices", journal.TaskContents.GetValueOrDefault(JournalText.KeyOfNotices(id)));
            }),
            Tasks.Select(row => new RowWords(row.Id)
                .With("state", row.State).With("outcome", row.Outcome).With("is_late", row.IsLate).With("closed_at", row.ClosedAt)
                .With("bookmark_id", row.BookmarkId).With("definition_id", row.DefinitionId).With("activity_id", row.ActivityId)
                .With("kind", row.Kind).With("title", row.Title).With("visit", row.Visit)
                .With("institution_code", row.InstitutionCode).With("year", row.Year).With("role_code", row.RoleCode)
                    .With("scope_code", row.ScopeCode)
                .With("due_at", row.DueAt).With("late_from", row.LateFrom).With("opened_at", row.OpenedAt)
                // Content, instructions, deadline and actions are one hash in the journal.
                .With("content", JournalText.HashOfTask(row.Content, row.Instructions, row.Deadline, row.Actions))
                .With("moved_deadline", row.MovedDeadline is null ? null : JournalHash.OfText(row.MovedDeadline))
                .With("notices", JournalText.HashOfNotices(row.NoticeNames, row.NoticeTimes))));
    }

    /// <summary>Told only where something comes after the deadline.</summary>
    private static string? LateFromIn(JournalEntries.Entry term) =>
        term.Text("lateFrom") ?? (term.Text("dueAt") is { } due ? Instants.ToText(Instants.Parse(due) + Deadline.WholeSecond) : null);

    private IEnumerable<string> CompareSubmissions(JournalEntries journal) => Differences(
        "submissions",
        journal.Of("submissionReceived").Select(entry => new RowWords(entry.Text("submissionId")!)
            .With("task_id", entry.Text("taskId")).With("action", entry.Text("action")).With("visit", entry.Whole("visit"))
                .With("timeliness", entry.Text("timeliness"))
            .With("received_at", entry.At).With("body", JournalHash.OfText(entry.Json("body")))
                .With("body_hash", JournalHash.OfText(entry.Json("body")))
            .With("person_id", journal.AuthorOf(entry)?.PersonId).With("on_behalf_of", journal.AuthorOf(entry)?.OnBehalfOf)
            .WithKnown(entry.Data.ContainsKey("countsAt"), "counts_at", entry.Text("countsAt"))),
        Submissions.Select(row => new RowWords(row.Id)
            .With("task_id", row.TaskId).With("action", row.Action).With("visit", row.Visit).With("timeliness", row.Timeliness)
            .With("received_at", row.ReceivedAt).With("body", JournalHash.OfText(row.Body)).With("body_hash", row.BodyHash)
            .With("person_id", row.PersonId).With("on_behalf_of", row.OnBehalfOf).With("counts_at", row.CountsAt)));

    private IEnumerable<string> CompareFacts(WorkflowInstance state, JournalEntries journal) => Differences(
        "facts",
        journal.Of("factRecorded").Select(entry => new RowWords(entry.Text("factId")!)
            .With("kind", entry.Text("fact")).With("at", entry.At).With("data", entry.Json("data"))
            .With("institution_code", entry.Text("institution") ?? InstanceColumns.Institution(state))
                .With("year", InstanceColumns.YearOf(state))),
        Facts.Select(row => new RowWords(row.Id)
            .With("kind", row.Kind).With("at", row.At).With("data", row.Data).With("institution_code", row.InstitutionCode)
                .With("year", row.Year)));

    private IEnumerable<string> CompareMails(WorkflowInstance state, JournalEntries journal)
    {
        var withdrawn = journal.Of("mailWithdrawn").Select(entry => entry.Text("mailId")!).ToHashSet();
        var held = Mails.Where(row => row.State == MailState.Held).Select(row => row.Id).ToHashSet();
        return Differences(
            "mails",
            journal.Of("mailRequested").Select(entry => new RowWords(entry.Text("mailId")!)
                .With("state", withdrawn.Contains(entry.Text("mailId")!) ? nameof(MailState.Withdrawn) : Waits)
                .With("message_id", $"<{entry.Text("mailId")}@")
                .With("template", entry.Text("template")).With("task_id", entry.Text("taskId")).With("level", entry.Whole("level"))
                .With("reason", entry.Text("reason")).With("model", entry.Json("model")).With("addressees", entry.Json("to"))
                .With("emails", EmailsIn(entry)).With("created_at", entry.At).With("link_for", entry.Text("linkFor"))
                .WithKnown(entry.Data.ContainsKey("replyTo"), "reply_to", entry.Text("replyTo") is { Length: > 0 } reader ? reader : null)
                .WithKnown(
                    entry.Data.ContainsKey("institution"), "institution_code",
                    entry.Text("institution") ?? InstanceColumns.Institution(state))
                // A coordinator may let a held notice go before its hour: its entry says so.
                .WithKnown(
                    entry.Text("heldUntil") is null || held.Contains(entry.Text("mailId")!), "available_at",
                    entry.Text("heldUntil") ?? Instants.ToText(entry.At))),
            Mails.Select(row => new RowWords(row.Id)
                .With("state", row.State == MailState.Withdrawn ? nameof(MailState.Withdrawn) : Waits)
                .With("message_id", row.MessageId.StartsWith($"<{row.Id}@", StringComparison.Ordinal) ? $"<{row.Id}@" : row.MessageId)
                .With("template", row.Template).With("task_id", row.TaskId).With("level", row.Level)
                .With("reason", row.Reason).With("model", row.Model).With("addressees", row.Addressees)
                .With("emails", row.Emails).With("created_at", row.CreatedAt).With("link_for", row.LinkFor)
                .With("reply_to", AddressIn(row.ReplyTo)).With("institution_code", row.InstitutionCode)
                    .With("available_at", row.AvailableAt)));
    }

    private IEnumerable<string> CompareExtensions(JournalEntries journal)
    {
        var decided = journal.LastBy("extensionDecided", "extensionId");
        return Differences(
            "extensions",
            journal.Of("extensionAsked").Select(entry =>
            {
                var end = decided.GetValueOrDefault(entry.Text("extensionId")!);
                return new RowWords(entry.Text("extensionId")!)
                    .With("task_id", entry.Text("taskId")).With("days", entry.Whole("days"))
                        .With("calendar_days", entry.Data.GetValueOrDefault("calendarDays") is true)
                    .With("reason", entry.Text("reason")).With("proposed", entry.Text("proposed")).With("asked_at", entry.At)
                        .With("asked_by", journal.AuthorOf(entry)?.PersonId)
                    .With("outcome", end?.Text("outcome") ?? "Asked").With("days_granted", end?.Whole("days") ?? 0)
                        .With("decision_reason", end?.Text("reason"))
                    .With("decided_at", end?.At).With("decided_by", end is null ? null : journal.AuthorOf(end)?.PersonId);
            }),
            Extensions.Select(row => new RowWords(row.Id)
                .With("task_id", row.TaskId).With("days", row.Days).With("calendar_days", row.CalendarDays)
                .With("reason", row.Reason).With("proposed", row.Proposed).With("asked_at", row.AskedAt).With("asked_by", row.AskedBy)
                .With("outcome", row.Outcome).With("days_granted", row.DaysGranted).With("decision_reason", row.DecisionReason)
                .With("decided_at", row.DecidedAt).With("decided_by", row.DecidedBy)));
    }

    private IEnumerable<string> CompareActs(JournalEntries journal) => Differences(
        "level_acts",
        journal.Of("levelAttended").Select(entry => new RowWords(entry.Text("actId")!)
            .With("task_id", entry.Text("taskId")).With("level", entry.Whole("level")).With("action", entry.Text("action"))
                .With("text", entry.Text("text"))
            .With("at", entry.At).With("person_id", journal.AuthorOf(entry)?.PersonId).With("person_name", journal.AuthorOf(entry)?.Name)
            .With("on_behalf_of", journal.AuthorOf(entry)?.OnBehalfOf).With("climbs_again_at", entry.Text("climbsAgainAt"))),
        Acts.Select(row => new RowWords(row.Id)
            .With("task_id", row.TaskId).With("level", row.Level).With("action", row.Action).With("text", row.Text)
            .With("at", row.At).With("person_id", row.PersonId).With("person_name", row.PersonName)
            .With("on_behalf_of", row.OnBehalfOf).With("climbs_again_at", row.ClimbsAgainAt)));

    private static string EmailsIn(JournalEntries.Entry entry) => string.Join('\n',
        (entry.Data.GetValueOrDefault("to") as IReadOnlyList<object?> ?? [])
            .Select(one => (one as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("email") as string));

    /// <summary>The row keeps the reader's name beside the address; the journal, the address.</summary>
    private static string? AddressIn(string? reader) => reader is null ? null : reader[(reader.LastIndexOf('<') + 1)..].TrimEnd('>');
}
