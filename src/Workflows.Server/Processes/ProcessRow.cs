using System.Linq.Expressions;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Processes;

/// <summary>A process with its open tasks, as read in one query: what lists, exports and stages are made of.</summary>
internal sealed record ProcessRow(
    string Id, string DefinitionId, int DefinitionVersion, string? Name, string? BusinessKey, string? InstitutionCode, int? Year,
    WorkflowSubStatus SubStatus, string[] WaitingAt, int OpenIncidents, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt, List<ProcessTask> Tasks)
{
    public static Expression<Func<InstanceRow, ProcessRow>> In(WorkflowsDb db) => row => new ProcessRow(
        row.Id, row.DefinitionId, row.DefinitionVersion, row.Name, row.BusinessKey, row.InstitutionCode, row.Year, row.SubStatus,
        row.WaitingAt, row.OpenIncidents, row.CreatedAt, row.UpdatedAt, row.FinishedAt,
        db.Set<TaskRow>().Where(task => task.InstanceId == row.Id && task.State == TaskState.Open)
            .OrderBy(task => task.DueAt).ThenBy(task => task.Id)
            .Select(
                task => new ProcessTask(task.Id, task.Title, task.ActivityId, task.RoleCode, task.ScopeCode, task.DueAt, task.LateFrom,
                    task.ClaimedBy))
                .ToList());

    /// <summary>The soonest deadline of what is open.</summary>
    public DateTimeOffset? DueAt => Tasks.Count > 0 ? Tasks[0].DueAt : null;

    /// <summary>Since when, or from when, the first of what is open is late.</summary>
    public DateTimeOffset? LateFrom => Tasks.Min(task => task.LateFrom);

    /// <summary>The worst of what is open; null when nothing has a deadline.</summary>
    public TermState? TermAt(DateTimeOffset now) => Tasks.Max(task => task.TermAt(now));
}

internal sealed record ProcessTask(
    string Id, string Title, string ActivityId, string RoleCode, string ScopeCode, DateTimeOffset? DueAt, DateTimeOffset? LateFrom,
    string? ClaimedBy)
{
    public TermState? TermAt(DateTimeOffset now) => TermStates.Of(DueAt, LateFrom, now);
}
