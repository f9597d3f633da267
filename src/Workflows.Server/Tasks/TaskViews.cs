using System.Linq.Expressions;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Server.Calendar;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Tasks;

/// <summary>A task in an inbox: what, for whom, until when, and what happens next if nobody does it.</summary>
/// <param name="TermState">Where it stands against its deadline, or stood when it ended; null without one.</param>
/// <param name="LateFrom">The first instant at which it is late: its plazo adicional, if it has one, is over.</param>
/// <param name="IsOverdue">It is open and late.</param>
/// <param name="IsReturned">It came back with remarks that wait for an answer.</param>
/// <param name="NextNotice">The next thing that happens by itself; null when nothing does.</param>
public sealed record TaskSummary(
    string Id, string InstanceId, string? ProcessName, string DefinitionId, string ActivityId, string Kind, string Title,
    string? InstitutionCode, string? InstitutionName, int? Year, string RoleCode, string ScopeCode, int Visit, DateTimeOffset? DueAt,
    TermState? TermState, DateTimeOffset? LateFrom, bool IsOverdue, TaskState State, string? Outcome, bool IsLate, DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt, string? ClaimedBy, string? ClaimedByName, string? HandedByName, string? HandedNote,
    DateTimeOffset? DraftSavedAt, bool IsReturned, NextNotice? NextNotice)
{
    /// <summary>«hora de Santiago», where the clocks of whoever it is asked of show another hour at the deadline.</summary>
    public string? ClockNote { get; } = DueAt is { } due
        ? RegionalClock.NoteFor(RegionalClock.PlaceOf(RoleCode, ScopeCode), InstitutionName, due)
        : null;
}

/// <summary>What the calendar of a task does at an instant.</summary>
/// <param name="Name">reminder:5, due, silence, escalation:2.</param>
public sealed record NextNotice(string Name, DateTimeOffset At)
{
    internal static NextNotice? Of(string? name, DateTimeOffset? at) => name is null || at is null ? null : new(name, at.Value);
}

/// <summary>A task with everything its page shows.</summary>
/// <param name="CanAct">The person holds the post it is asked of, and nobody else has claimed it.</param>
/// <param name="Content">Form, evidence asked for, what is reviewed and the remarks so far.</param>
/// <param name="Deadline">The deadline and its explanation day by day.</param>
/// <param name="Notices">What happens by itself while the task is open, in order.</param>
/// <param name="Draft">What was typed and not handed in; only for those who may act.</param>
/// <param name="Receipt">What ended it, when a person did.</param>
/// <param name="Withdrawal">Only for those who may take back what they handed in.</param>
/// <param name="LaterLaw">A law approved after the task was over, by which it would have been judged otherwise.</param>
/// <param name="SeparationProblem">Why this person, who holds the post, may not act here: they acted for another party, or named who
/// did.</param>
public sealed record TaskView(
    TaskSummary Summary, bool CanAct, bool CanReassign, string RoleLabel, string? Instructions, IReadOnlyList<string> Actions,
    JsonElement Content, JsonElement? Deadline, IReadOnlyList<NextNotice> Notices, JsonElement? Draft, Receipt? Receipt,
    Withdrawal? Withdrawal, LaterLaw? LaterLaw, string? SeparationProblem, string ETag);

/// <summary>Whether a submission may be taken back.</summary>
/// <param name="Problem">Why not, for people; null when it may.</param>
public sealed record Withdrawal(string SubmissionId, string? Problem);

/// <summary>After taking, leaving or saving: the version to name next time.</summary>
public sealed record TaskHeld(string TaskId, string? ClaimedBy, DateTimeOffset? ClaimedAt);

/// <summary>What a person keeps after handing in: the receipt.</summary>
/// <param name="CountsAt">When it counts as received, when that is later: it came on a day that is not working (Ley 19.880, art.
/// 25).</param>
public sealed record Receipt(
    string SubmissionId, string Folio, string TaskId, string InstanceId, string Action, string? InstitutionCode, int Visit,
    string Timeliness, string BodyHash, DateTimeOffset ReceivedAt, DateTimeOffset? CountsAt, string? PersonId, string? OnBehalfOf,
    DateTimeOffset? WithdrawnAt)
{
    internal static readonly Expression<Func<SubmissionRow, Receipt>> OfRow = row => new Receipt(
        row.Id, row.Folio, row.TaskId, row.InstanceId, row.Action, row.InstitutionCode, row.Visit, row.Timeliness, row.BodyHash,
        row.ReceivedAt, row.CountsAt, row.PersonId, row.OnBehalfOf, row.WithdrawnAt);

    private static readonly Func<SubmissionRow, Receipt> Made = OfRow.Compile();

    internal static Receipt Of(SubmissionRow row) => Made(row);
}
