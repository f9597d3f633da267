using System.Linq.Expressions;
using System.Text.Json;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>A task in an inbox: what, for whom, until when.</summary>
public sealed record TaskSummary(
    string Id, string InstanceId, string DefinitionId, string ActivityId, string Kind, string Title, string? InstitutionCode, string? InstitutionName, int? Year,
    string RoleCode, string ScopeCode, int Visit, DateTimeOffset? DueAt, bool IsOverdue, TaskState State, string? Outcome, bool IsLate,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClaimedBy, string? ClaimedByName, DateTimeOffset? DraftSavedAt);

/// <summary>A task with everything its page shows.</summary>
/// <param name="CanAct">The person holds the post it is asked of, and nobody else has claimed it.</param>
/// <param name="Content">Form, evidence asked for, what is reviewed and the remarks so far.</param>
/// <param name="Deadline">The deadline and its explanation day by day.</param>
/// <param name="Draft">What was typed and not handed in; only for those who may act.</param>
public sealed record TaskView(
    TaskSummary Summary, bool CanAct, string? Instructions, IReadOnlyList<string> Actions, JsonElement Content, JsonElement? Deadline, JsonElement? Draft, string ETag)
{
    internal static TaskView Of(TaskRow row, TaskSummary summary, bool isAsked, bool canAct) => new(
        summary, canAct, row.Instructions, row.Actions, JsonText.Parse(row.Content)!.Value, JsonText.Parse(row.MovedDeadline ?? row.Deadline),
        isAsked ? JsonText.Parse(row.Draft) : null, RowVersions.ToTag(row.RowVersion));
}

/// <summary>After taking, leaving or saving: the version to name next time.</summary>
public sealed record TaskHeld(string TaskId, string? ClaimedBy, DateTimeOffset? ClaimedAt);

/// <summary>What a person keeps after handing in: the receipt.</summary>
public sealed record Receipt(
    string SubmissionId, string Folio, string TaskId, string InstanceId, string Action, string? InstitutionCode, int Visit, string Timeliness,
    string BodyHash, DateTimeOffset ReceivedAt, string? PersonId, string? OnBehalfOf)
{
    internal static readonly Expression<Func<SubmissionRow, Receipt>> OfRow = row => new Receipt(
        row.Id, row.Folio, row.TaskId, row.InstanceId, row.Action, row.InstitutionCode, row.Visit, row.Timeliness, row.BodyHash, row.ReceivedAt,
        row.PersonId, row.OnBehalfOf);
}
