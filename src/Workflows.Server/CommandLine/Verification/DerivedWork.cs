using System.Text.Json;
using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Scheduling;
using Workflows.Server.Tasks;

namespace Workflows.Server.CommandLine.Verification;

/// <summary>
/// The work of one instance as its journal tells it: which tasks, timers, mails, receipts and facts there must be and how each
/// must stand. It is folded from the journal's texts alone.
/// </summary>
public sealed class DerivedWork
{
    /// <summary>The journal's own texts hold values of any allowed depth inside an envelope.</summary>
    internal static readonly JsonDocumentOptions Reading = new() { MaxDepth = Values.MaxDepth + 32 };

    private readonly Dictionary<long, string> _open = [];

    public Dictionary<long, DerivedTimer> Timers { get; } = [];
    public Dictionary<string, DerivedTask> Tasks { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, DerivedMail> Mails { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, DerivedSubmission> Submissions { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, DerivedFact> Facts { get; } = new(StringComparer.Ordinal);
    public List<string> Children { get; } = [];

    /// <summary>Everything the instance still waits at, by bookmark: its kind.</summary>
    public IReadOnlyDictionary<long, string> OpenBookmarks => _open;

    /// <summary>Names of the events it waits for, by bookmark.</summary>
    public Dictionary<long, string> OpenEvents { get; } = [];

    /// <summary>Folds the texts of a journal, in order.</summary>
    /// <exception cref="FormatException">A text is not what this program writes.</exception>
    public static DerivedWork Of(IEnumerable<string> texts)
    {
        var work = new DerivedWork();
        try
        {
            foreach (var text in texts)
            {
                using var burst = JsonDocument.Parse(text, Reading);
                work.Take(burst.RootElement);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("A text of the journal is not readable.", unreadable);
        }

        return work;
    }

    private void Take(JsonElement burst)
    {
        var opened = new HashSet<long>();
        foreach (var entry in burst.GetProperty("entries").EnumerateArray())
        {
            if (!entry.TryGetProperty("data", out var data))
                continue;
            switch (entry.GetProperty("kind").GetString())
            {
                case "bookmarkOpened":
                    Open(entry, data);
                    opened.Add(Id(data, "id"));
                    break;
                case "bookmarkClosed":
                    Close(Id(data, "id"), data.GetProperty("woken").GetBoolean(), isOfThisBurst: opened.Contains(Id(data, "id")));
                    break;
                case "taskOpened":
                    Tasks[Text(data, "taskId")!] = new(
                        Id(data, "bookmark"), Text(entry, "activity"), Text(data, "kind"), Text(data, "title"), (int)Id(data, "visit"), Text(data, "institution"),
                        Text(data, "role"), Text(data, "scope"), Text(data, "dueAt"));
                    break;
                case "taskCompleted":
                    var task = Tasks[Text(data, "taskId")!];
                    (task.State, task.Outcome, task.IsLate) = (TaskState.Completed, Text(data, "outcome"), data.GetProperty("late").GetBoolean());
                    break;
                case "mailRequested":
                    Mails[Text(data, "mailId")!] = new(
                        Text(data, "template"), Text(data, "taskId"), data.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.Number ? level.GetInt32() : null,
                        Text(data, "reason"), data.GetProperty("to").Clone(), data.GetProperty("model").Clone());
                    break;
                case "mailWithdrawn":
                    Mails[Text(data, "mailId")!].IsWithdrawn = true;
                    break;
                case "submissionReceived":
                    Submissions[Text(data, "submissionId")!] = new(
                        Text(data, "taskId"), Text(data, "action"), (int)Id(data, "visit"), Text(data, "timeliness"), data.GetProperty("body").Clone());
                    break;
                case "factRecorded":
                    Facts[Text(data, "factId")!] = new(Text(data, "fact"), data.GetProperty("data").Clone());
                    break;
                case "childRequested":
                    Children.Add(Text(data, "childId")!);
                    break;
            }
        }
    }

    private void Open(JsonElement entry, JsonElement data)
    {
        var (id, kind) = (Id(data, "id"), Text(data, "kind")!);
        _open[id] = kind;
        if (kind == nameof(BookmarkKind.Timer))
            Timers[id] = new(Text(data, "key"), Text(entry, "activity"), (int)Id(entry, "visit"), Text(data, "dueAt"));
        else if (kind == nameof(BookmarkKind.Event))
            OpenEvents[id] = Text(data, "key")!;
    }

    private void Close(long id, bool woken, bool isOfThisBurst)
    {
        _open.Remove(id);
        OpenEvents.Remove(id);
        // Opened and closed within one burst, it waited for nobody: the timer never had a row.
        if (isOfThisBurst)
            Timers.Remove(id);
        else if (Timers.TryGetValue(id, out var timer))
            timer.State = woken ? TimerState.Fired : TimerState.Withdrawn;
        foreach (var task in Tasks.Values.Where(task => task.BookmarkId == id && task.State == TaskState.Open))
            task.State = TaskState.Withdrawn;
    }

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Id(JsonElement data, string name) => (long)data.GetProperty(name).GetDouble();
}

/// <summary>A timer as the journal tells it; one that waits may be pending, held or parked.</summary>
public sealed record DerivedTimer(string? Name, string? ActivityId, int Visit, string? DueAt)
{
    public TimerState State { get; internal set; } = TimerState.Pending;
}

/// <summary>A task as the journal tells it.</summary>
public sealed record DerivedTask(
    long BookmarkId, string? ActivityId, string? Kind, string? Title, int Visit, string? InstitutionCode, string? RoleCode, string? ScopeCode, string? DueAt)
{
    public TaskState State { get; internal set; } = TaskState.Open;
    public string? Outcome { get; internal set; }
    public bool IsLate { get; internal set; }
}

/// <summary>A mail as the journal tells it; how it left is the outbox's to say.</summary>
public sealed record DerivedMail(string? Template, string? TaskId, int? Level, string? Reason, JsonElement Addressees, JsonElement Model)
{
    public bool IsWithdrawn { get; internal set; }
}

/// <summary>What was received, as the journal tells it.</summary>
public sealed record DerivedSubmission(string? TaskId, string? Action, int Visit, string? Timeliness, JsonElement Body);

/// <summary>A fact as the journal tells it.</summary>
public sealed record DerivedFact(string? Kind, JsonElement Data);
