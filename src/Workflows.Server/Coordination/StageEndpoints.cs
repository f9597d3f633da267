using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Tasks;
using Workflows.Server.Web;

namespace Workflows.Server.Coordination;

/// <summary>A stage is one flow in one year, for every institution: how many are where, who is late, and whom they wait for.</summary>
internal static class StageEndpoints
{
    public static void MapStages(this IEndpointRouteBuilder api)
    {
        var stages = api.MapGroup("/stages").WithTags("Stages").RequireAuthorization();
        stages.MapGet("/", ListAsync).WithName("ListStages").WithSummary("Etapas: un flujo en un año, con cuántos procesos están en cada estado");
        stages.MapGet("/{definitionId}/{year:int}", GetAsync).WithName("GetStage").WithSummary("Una etapa: cada institución, dónde está y a quién se espera");

        var decisions = stages.MapGroup("/{definitionId}/{year:int}/reminders").AllowRoles(Role.Coordinator, Role.Administrator);
        decisions.MapPost("/preview", BulkReminder.PreviewAsync).WithName("PreviewReminders").WithSummary("Los avisos que saldrían, con su texto exacto");
        decisions.MapPost("/", BulkReminder.SendAsync).Command().WithName("SendReminders").WithSummary("Envía los avisos que se revisaron, con motivo");
    }

    public sealed record StageSummary(string DefinitionId, string Name, int Year, int Total, int Late, int Blocked, int Finished, int Cancelled);

    /// <summary>How many processes wait at a step; one process may wait at several.</summary>
    public sealed record StepCount(string ActivityId, string Label, int Waiting, int Late);

    /// <summary>How many open tasks a role has, in how many places.</summary>
    public sealed record RoleCount(string RoleCode, string RoleLabel, int Tasks, int Late, int Places);

    public sealed record StageView(
        StageSummary Summary, IReadOnlyList<StepCount> Steps, IReadOnlyList<RoleCount> WaitsFor, IReadOnlyList<ProcessLine> Institutions);

    private static async Task<Ok<IReadOnlyList<StageSummary>>> ListAsync(
        Acting acting, WorkflowsDb db, ProcessReading reading, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stages = await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.InstitutionCode != null && row.Year != null)
            .Select(row => new
            {
                row.DefinitionId, row.DefinitionVersion, row.Year, row.SubStatus, IsBlocked = row.OpenIncidents > 0,
                IsLate = db.Set<TaskRow>().Any(task => task.InstanceId == row.Id && task.State == TaskState.Open && task.DueAt < now),
            })
            .GroupBy(row => new { row.DefinitionId, row.Year, row.SubStatus, row.IsBlocked, row.IsLate })
            .Select(group => new { group.Key, Version = group.Max(row => row.DefinitionVersion), Count = group.Count() })
            .ToListAsync(ct);
        var summaries = new List<StageSummary>();
        foreach (var stage in stages.GroupBy(part => (part.Key.DefinitionId, Year: part.Key.Year!.Value)).OrderByDescending(stage => stage.Key.Year).ThenBy(stage => stage.Key.DefinitionId, StringComparer.Ordinal))
        {
            int Count(Func<WorkflowSubStatus, bool, bool, bool> isOne) =>
                stage.Where(part => isOne(part.Key.SubStatus, part.Key.IsBlocked, part.Key.IsLate)).Sum(part => part.Count);
            summaries.Add(new(
                stage.Key.DefinitionId, await reading.NameOfFlowAsync(stage.Key.DefinitionId, stage.Max(part => part.Version), ct), stage.Key.Year,
                stage.Sum(part => part.Count),
                Count((status, isBlocked, isLate) => IsOpen(status) && !isBlocked && isLate), Count((status, isBlocked, _) => IsOpen(status) && isBlocked),
                Count((status, _, _) => status == WorkflowSubStatus.Finished), Count((status, _, _) => status == WorkflowSubStatus.Cancelled)));
        }

        return TypedResults.Ok<IReadOnlyList<StageSummary>>(summaries);
    }

    private static async Task<Results<Ok<StageView>, ProblemHttpResult>> GetAsync(
        string definitionId, int year, Acting acting, WorkflowsDb db, ProcessReading reading, Holders holders, CancellationToken ct)
    {
        var rows = await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db)
            .Where(row => row.DefinitionId == definitionId && row.Year == year && row.InstitutionCode != null)
            .Select(ProcessRow.In(db)).ToListAsync(ct);
        if (rows.Count == 0)
            return Refusal.NotFound();
        var lines = await reading.LinesOfAsync(rows, ct);
        int Of(ProcessState state) => lines.Count(line => line.State == state);
        var summary = new StageSummary(
            definitionId, await reading.NameOfFlowAsync(definitionId, rows.Max(row => row.DefinitionVersion), ct), year, lines.Count,
            Of(ProcessState.Late), Of(ProcessState.Blocked), Of(ProcessState.Finished), Of(ProcessState.Cancelled));
        return TypedResults.Ok(new StageView(
            summary, StepsOf(lines), WaitsFor(lines), [.. lines.OrderBy(line => line.InstitutionName, StringComparer.Create(Chile, ignoreCase: true))]));
    }

    private static IReadOnlyList<StepCount> StepsOf(IEnumerable<ProcessLine> lines) =>
    [
        .. lines.SelectMany(line => line.Steps.Select(step => (step, line))).GroupBy(waiting => waiting.step)
            .Select(step => new StepCount(step.Key.ActivityId, step.Key.Label, step.Count(), step.Count(waiting => waiting.line.State == ProcessState.Late)))
            .OrderByDescending(step => step.Waiting).ThenBy(step => step.Label, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<RoleCount> WaitsFor(IEnumerable<ProcessLine> lines) =>
    [
        .. lines.SelectMany(line => line.Tasks).GroupBy(task => (task.Holder.RoleCode, task.Holder.RoleLabel))
            .Select(role => new RoleCount(
                role.Key.RoleCode, role.Key.RoleLabel, role.Count(), role.Count(task => task.IsLate), role.Select(task => task.Holder.ScopeCode).Distinct().Count()))
            .OrderByDescending(role => role.Late).ThenByDescending(role => role.Tasks),
    ];

    private static bool IsOpen(WorkflowSubStatus status) => status is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled);

    private static readonly System.Globalization.CultureInfo Chile = System.Globalization.CultureInfo.GetCultureInfo("es-CL");
}
