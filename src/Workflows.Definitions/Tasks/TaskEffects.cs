using Workflows.Definitions.Activities;
using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// A person has something to do. The task is the visit's bookmark seen by people; it closes with that bookmark, and only then.
/// </summary>
public sealed record TaskOpened : Effect
{
    public override string Kind => "taskOpened";

    /// <summary>The bookmark that an act of a person wakes.</summary>
    public required long BookmarkId { get; init; }

    public required string TaskId { get; init; }
    public required string ActivityId { get; init; }

    /// <summary>deliverable, review, comment…: which form the client shows.</summary>
    public required string TaskKind { get; init; }

    public required string Title { get; init; }
    public string? Instructions { get; init; }

    /// <summary>1 the first time, 2 when it came back once.</summary>
    public required int Visit { get; init; }

    /// <summary>The institution the work is about: the scope by which others never see it.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>The role that may act, and where it must be held: an institution, a ministry, a network, the country.</summary>
    public required string RoleCode { get; init; }
    public required string ScopeCode { get; init; }

    /// <summary>What a person may do with it: submit, approve, return…</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Form fields, evidence asked for, what is reviewed and the remarks so far: what the page shows, as values.</summary>
    public object? Content { get; init; }

    /// <summary>When it must be done; null without a deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The first instant at which it is late: after its deadline, and after a plazo adicional when one is declared.</summary>
    public DateTimeOffset? LateFrom { get; init; }

    /// <summary>The deadline and what it is derived from, as values.</summary>
    public object? Deadline { get; init; }

    /// <summary>The moments at which something happens by itself while nobody does it, in order.</summary>
    public IReadOnlyList<PlannedNotice>? Notices { get; init; }

    public override object? Carried => Content;

    public override object? ToValues() => DeadlineMoved.WithLateFrom(
        new()
        {
            ["taskId"] = TaskId,
            ["bookmark"] = (double)BookmarkId,
            ["kind"] = TaskKind,
            ["title"] = Title,
            ["visit"] = (double)Visit,
            ["institution"] = InstitutionCode,
            ["role"] = RoleCode,
            ["scope"] = ScopeCode,
            ["dueAt"] = DueAt is { } due ? Instants.ToText(due) : null,
        }, DueAt, LateFrom);
}

/// <summary>What people did ended the task. A task whose bookmark closes without this was withdrawn.</summary>
/// <param name="Outcome">The port it left through: Submitted, Approved, Returned, Expired…</param>
public sealed record TaskCompleted(string TaskId, string Outcome, bool IsLate) : Effect
{
    public override string Kind => "taskCompleted";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["taskId"] = TaskId,
        ["outcome"] = Outcome,
        ["late"] = IsLate,
    };
}

/// <summary>An authority told of a late task took note, instructed or reassigned. It stops that level and never the ladder.</summary>
public sealed record LevelAttended(string ActId, string TaskId, int Level, string Action, string? Text, DateTimeOffset? ClimbsAgainAt)
    : Effect
{
    public override string Kind => "levelAttended";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["actId"] = ActId,
        ["taskId"] = TaskId,
        ["level"] = (double)Level,
        ["action"] = Action,
        ["text"] = Text,
        ["climbsAgainAt"] = ClimbsAgainAt is { } at ? Instants.ToText(at) : null,
    };
}

/// <summary>A level that had not heard of it yet waits again, because the one below attended: its held notices do not leave.</summary>
public sealed record LevelPutOff(string TaskId, int Level) : Effect
{
    public override string Kind => "levelPutOff";

    public override object? ToValues() => new Dictionary<string, object?> { ["taskId"] = TaskId, ["level"] = (double)Level };
}

/// <summary>What happens by itself while an open task waits is not what it was: the moments still to come, in order.</summary>
public sealed record NoticesPlanned(string TaskId, IReadOnlyList<PlannedNotice> Notices) : Effect
{
    public override string Kind => "noticesPlanned";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["taskId"] = TaskId,
        ["notices"] = PlainValues.ToValues(Notices.Select(notice => notice.ToString())),
    };
}

/// <summary>The open task passes to the holders of another post. Its term and everything that hangs on it stay.</summary>
public sealed record TaskReassigned(string TaskId, string RoleCode, string ScopeCode) : Effect
{
    public override string Kind => "taskReassigned";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["taskId"] = TaskId,
        ["role"] = RoleCode,
        ["scope"] = ScopeCode,
    };
}

/// <summary>A delivery or a decision was received, with everything in it. It is never refused for being late.</summary>
public sealed record SubmissionReceived : Effect
{
    public override string Kind => "submissionReceived";

    /// <summary>Unique; the folio people see is made from it.</summary>
    public required string SubmissionId { get; init; }
    public required string TaskId { get; init; }
    public required string Action { get; init; }
    public string? InstitutionCode { get; init; }
    public required int Visit { get; init; }

    /// <summary>onTime, late (fuera de plazo), extemporaneous (a person decides) or unmet (the requirement is not met).</summary>
    public required string Timeliness { get; init; }

    /// <summary>
    /// When it counts as received, when that is later than it was: it came on a day or at an hour that is not working (Ley 19.880, art.
    /// 25).
    /// </summary>
    public DateTimeOffset? CountsAt { get; init; }

    /// <summary>Answers, evidence and remarks as received.</summary>
    public required object? Body { get; init; }

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["submissionId"] = SubmissionId,
        ["taskId"] = TaskId,
        ["action"] = Action,
        ["visit"] = (double)Visit,
        ["timeliness"] = Timeliness,
        ["countsAt"] = CountsAt is { } at ? Instants.ToText(at) : null,
        ["body"] = Body,
    };
}

/// <summary>Someone is to be told something by mail.</summary>
public sealed record MailRequested : Effect
{
    public override string Kind => "mailRequested";

    public required string MailId { get; init; }

    /// <summary>Name of the template; its text is looked up when the mail is written.</summary>
    public required string Template { get; init; }

    /// <summary>What the template may say, as values.</summary>
    public required IReadOnlyDictionary<string, object?> Model { get; init; }

    public required IReadOnlyList<MailAddressee> Addressees { get; init; }

    /// <summary>The task it is about: withdrawn with it while still waiting to leave.</summary>
    public string? TaskId { get; init; }
    public string? InstitutionCode { get; init; }

    /// <summary>Level of the ladder; null for anything but an escalation.</summary>
    public int? Level { get; init; }

    /// <summary>The rule that caused it, in Spanish: «recordatorio 5 días hábiles antes».</summary>
    public required string Reason { get; init; }

    /// <summary>Held for correction until then; null when it leaves at once.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The one person this mail carries a personal link for, by which they act; null when it carries none.</summary>
    public string? LinkFor { get; init; }

    /// <summary>Who reads the answers: a named coordinator. Null: whom the office configured.</summary>
    public MailAddressee? ReplyTo { get; init; }

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["mailId"] = MailId,
        ["template"] = Template,
        ["taskId"] = TaskId,
        ["institution"] = InstitutionCode,
        ["level"] = Level is { } level ? (double)level : null,
        ["reason"] = Reason,
        ["heldUntil"] = HeldUntil is { } until ? Instants.ToText(until) : null,
        ["to"] = Addressees.Select(addressee => (object?)addressee.ToValues()).ToList(),
        ["model"] = Model,
        ["linkFor"] = LinkFor,
        ["replyTo"] = ReplyTo?.Email,
    };
}

/// <summary>One person a mail goes to, and why.</summary>
public sealed record MailAddressee(string PersonId, string Name, string Email, string RoleCode, string Why, bool IsCopy)
{
    /// <summary>
    /// The task the mail is about is theirs: they do not act on it as an authority. Known when it is resolved, and not kept.
    /// </summary>
    public bool HasTask { get; init; }

    public Dictionary<string, object?> ToValues() => new()
    {
        ["personId"] = PersonId,
        ["name"] = Name,
        ["email"] = Email,
        ["role"] = RoleCode,
        ["why"] = Why,
        ["copy"] = IsCopy,
    };
}

/// <summary>A fact of the domain to keep: objectives fixed, a certificate issued, a decree published.</summary>
public sealed record FactRecorded(string FactId, string FactKind, string? InstitutionCode, object? Data) : Effect
{
    public override string Kind => "factRecorded";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["factId"] = FactId,
        ["fact"] = FactKind,
        ["institution"] = InstitutionCode,
        ["data"] = Data,
    };
}
