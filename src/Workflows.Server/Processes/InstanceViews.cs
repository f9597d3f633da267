using System.Linq.Expressions;
using Workflows.Engine;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Processes;

/// <summary>A process in a list.</summary>
public sealed record InstanceSummary(
    string Id, string DefinitionId, int DefinitionVersion, string? Name, string? BusinessKey, string? InstitutionCode, int? Year,
    string? ParentId, WorkflowStatus Status, WorkflowSubStatus SubStatus, IReadOnlyList<string> WaitingAt, int OpenIncidents,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt)
{
    internal static readonly Expression<Func<InstanceRow, InstanceSummary>> OfRow = row => new InstanceSummary(
        row.Id, row.DefinitionId, row.DefinitionVersion, row.Name, row.BusinessKey, row.InstitutionCode, row.Year, row.ParentId,
        row.Status, row.SubStatus, row.WaitingAt, row.OpenIncidents, row.CreatedAt, row.UpdatedAt, row.FinishedAt);
}

/// <summary>A process and where it stands: what it waits for, who has it, what failed, what it started.</summary>
public sealed record InstanceView(
    InstanceSummary Summary, IReadOnlyList<OpenTaskView> OpenTasks, IReadOnlyList<NextTimerView> NextTimers,
    IReadOnlyList<IncidentView> Incidents, IReadOnlyList<ChildrenCount> Children);

public sealed record OpenTaskView(
    string Id, string Title, string ActivityId, string RoleCode, string ScopeCode, int Visit, DateTimeOffset? DueAt, string? ClaimedBy);

public sealed record NextTimerView(string ActivityId, string Name, DateTimeOffset DueAt);

/// <summary>How many children are in each state.</summary>
public sealed record ChildrenCount(WorkflowStatus Status, WorkflowSubStatus SubStatus, int Count);
