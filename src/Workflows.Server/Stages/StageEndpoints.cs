using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Processes;
using Workflows.Server.Web;

namespace Workflows.Server.Stages;

/// <summary>A stage is one flow in one year, for every institution: how many are where, who is late, and whom they wait for.</summary>
internal static class StageEndpoints
{
    public static void MapStages(this IEndpointRouteBuilder api)
    {
        var stages = api.MapGroup("/stages").WithTags("Stages").RequireAuthorization();
        stages.MapGet("/", ListAsync).ForKeys(KeyCommand.Read).WithName("ListStages")
            .WithSummary("Etapas: un flujo en un año, con cuántos procesos están en cada estado");
        stages.MapGet("/{definitionId}/{year:int}", GetAsync).ForKeys(KeyCommand.Read).WithName("GetStage")
            .WithSummary("Una etapa: cuántas instituciones hay en cada paso y a quién se espera");

        var decisions = stages.MapGroup("/{definitionId}/{year:int}/reminders").AllowRoles(Role.Coordinator, Role.Administrator);
        decisions.MapGet("/candidates", CandidatesAsync).WithName("ListReminderCandidates")
            .WithSummary("Los procesos de la etapa con tareas abiertas, y cuáles están atrasados");
        decisions.MapPost("/preview", BulkReminder.PreviewAsync).WithName("PreviewReminders")
            .WithSummary("Los avisos que saldrían, con su texto exacto");
        decisions.MapPost("/", BulkReminder.SendAsync).Command().WithName("SendReminders")
            .WithSummary("Envía los avisos que se revisaron, con motivo");
    }

    public sealed record StageSummary(
        string DefinitionId, string Name, int Year, int Total, int Late, int Blocked, int Finished, int Cancelled);

    /// <summary>How many processes wait at a step; one process may wait at several.</summary>
    public sealed record StepCount(string ActivityId, string Label, int Waiting, int Late);

    /// <summary>How many open tasks a role has, in how many places.</summary>
    public sealed record RoleCount(string RoleCode, string RoleLabel, int Tasks, int Late, int Places);

    /// <param name="Candidates">Of the whole stage; a list that is narrowed asks for its own.</param>
    public sealed record StageView(
        StageSummary Summary, IReadOnlyList<StepCount> Steps, IReadOnlyList<RoleCount> WaitsFor, ReminderCandidates Candidates);

    /// <summary>Whom a coordinator may choose to remind, by id of the process.</summary>
    /// <param name="Late">Those of <paramref name="Open"/> whose state is late.</param>
    public sealed record ReminderCandidates(IReadOnlyList<string> Open, IReadOnlyList<string> Late);

    private static async Task<Ok<IReadOnlyList<StageSummary>>> ListAsync(
        Acting acting, WorkflowsDb db, ProcessReading reading, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stages = await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db)
            .Where(row => row.InstitutionCode != null && row.Year != null)
            .Select(row => new
            {
                row.DefinitionId, row.DefinitionVersion, row.Year, row.SubStatus, IsBlocked = row.OpenIncidents > 0,
                IsLate = db.Set<TaskRow>().Any(task => task.InstanceId == row.Id && task.State == TaskState.Open && task.DueAt < now),
            })
            .GroupBy(row => new { row.DefinitionId, row.Year, row.SubStatus, row.IsBlocked, row.IsLate })
            .Select(group => new { group.Key, Version = group.Max(row => row.DefinitionVersion), Count = group.Count() })
            .ToListAsync(ct);
        var summaries = new List<StageSummary>();
        foreach (var stage in stages.GroupBy(part => (part.Key.DefinitionId, Year: part.Key.Year!.Value))
            .OrderByDescending(stage => stage.Key.Year).ThenBy(stage => stage.Key.DefinitionId, StringComparer.Ordinal))
        {
            int Count(Func<WorkflowSubStatus, bool, bool, bool> isOne) =>
                stage.Where(part => isOne(part.Key.SubStatus, part.Key.IsBlocked, part.Key.IsLate)).Sum(part => part.Count);
            summaries.Add(new(
                stage.Key.DefinitionId, await reading.NameOfFlowAsync(stage.Key.DefinitionId, stage.Max(part => part.Version), ct),
                stage.Key.Year,
                stage.Sum(part => part.Count),
                Count((status, isBlocked, isLate) => IsOpen(status) && !isBlocked && isLate),
                Count((status, isBlocked, _) => IsOpen(status) && isBlocked),
                Count((status, _, _) => status == WorkflowSubStatus.Finished),
                Count((status, _, _) => status == WorkflowSubStatus.Cancelled)));
        }

        return TypedResults.Ok<IReadOnlyList<StageSummary>>(summaries);
    }

    private static async Task<Results<Ok<StageView>, ProblemHttpResult>> GetAsync(
        string definitionId, int year, Acting acting, WorkflowsDb db, ProcessReading reading, TimeProvider clock, CancellationToken ct)
    {
        var stage = db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db)
            .Where(row => row.DefinitionId == definitionId && row.Year == year && row.InstitutionCode != null);
        var rows = await StageRow.OfAsync(stage, db, ct);
        if (rows.Count == 0)
            return Refusal.NotFound();
        var now = clock.GetUtcNow();
        int In(ProcessState state) => rows.Count(row => row.StateAt(now) == state);
        var version = rows.Max(row => row.DefinitionVersion);
        var summary = new StageSummary(
            definitionId, await reading.NameOfFlowAsync(definitionId, version, ct), year, rows.Count,
            In(ProcessState.Late), In(ProcessState.Blocked), In(ProcessState.Finished), In(ProcessState.Cancelled));
        return TypedResults.Ok(
            new StageView(summary, await StepsAsync(rows, definitionId, reading, now, ct), WaitsFor(rows, now), Candidates(rows, now)));
    }

    private static async Task<Ok<ReminderCandidates>> CandidatesAsync(
        string definitionId, int year, [AsParameters] Narrowing narrowing, Acting acting, WorkflowsDb db, Holders holders,
        TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var filter = new ProcessFilter(
            definitionId, year, null, narrowing.State, narrowing.Step, narrowing.Role, OnlyOfInstitutions: true, narrowing.Search);
        var rows = await StageRow.OfAsync(ProcessEndpoints.Followed(filter, acting, db, holders, now), db, ct);
        return TypedResults.Ok(Candidates(rows, now));
    }

    private static ReminderCandidates Candidates(List<StageRow> rows, DateTimeOffset now)
    {
        var open = rows.Where(row => row.Tasks.Count > 0).ToList();
        return new([.. open.Select(row => row.Id)], [.. open.Where(row => row.StateAt(now) is ProcessState.Late).Select(row => row.Id)]);
    }

    /// <summary>What the list beside is narrowed to; the same words as the list of processes.</summary>
    internal sealed record Narrowing(ProcessState? State, string? Step, string? Role, string? Search);

    /// <summary>A step is named by the newest version that somebody waits in.</summary>
    private static async Task<IReadOnlyList<StepCount>> StepsAsync(
        List<StageRow> rows, string definitionId, ProcessReading reading, DateTimeOffset now, CancellationToken ct)
    {
        var steps = new List<StepCount>();
        foreach (var step in rows.SelectMany(row => row.WaitingAt.Select(activity => (activity, row)))
            .GroupBy(waiting => waiting.activity, waiting => waiting.row))
            steps.Add(new(
                step.Key, await reading.NameOfStepAsync(definitionId, step.Max(row => row.DefinitionVersion), step.Key, ct), step.Count(),
                step.Count(row => row.StateAt(now) is ProcessState.Late)));
        return [.. steps.OrderByDescending(step => step.Waiting).ThenBy(step => step.Label, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<RoleCount> WaitsFor(IEnumerable<StageRow> rows, DateTimeOffset now) =>
    [
        .. rows.SelectMany(row => row.Tasks).GroupBy(task => task.RoleCode)
            .Select(role => new RoleCount(
                role.Key, Role.Find(role.Key)?.Label ?? role.Key, role.Count(), role.Count(task => task.DueAt < now),
                role.Select(task => task.ScopeCode).Distinct().Count()))
            .OrderByDescending(role => role.Late).ThenByDescending(role => role.Tasks),
    ];

    /// <summary>As much of a process as counting it takes.</summary>
    private sealed record StageRow(
        string Id, int DefinitionVersion, WorkflowSubStatus SubStatus, int OpenIncidents, string[] WaitingAt,
        IReadOnlyList<StageTask> Tasks)
    {
        /// <summary>In two flat reads: joined, each process came once a task and was put together again.</summary>
        public static async Task<List<StageRow>> OfAsync(IQueryable<InstanceRow> stage, WorkflowsDb db, CancellationToken ct)
        {
            var rows = await stage.Select(row => new { row.Id, row.DefinitionVersion, row.SubStatus, row.OpenIncidents, row.WaitingAt })
                .ToListAsync(ct);
            var tasks = (await db.Set<TaskRow>().Where(task => task.State == TaskState.Open && stage.Any(row => row.Id == task.InstanceId))
                .Select(task => new { task.InstanceId, Task = new StageTask(task.RoleCode, task.ScopeCode, task.DueAt) }).ToListAsync(ct))
                .ToLookup(task => task.InstanceId, task => task.Task);
            return [.. rows.Select(row => new StageRow(row.Id, row.DefinitionVersion, row.SubStatus, row.OpenIncidents, row.WaitingAt,
                [.. tasks[row.Id]]))];
        }

        public ProcessState StateAt(DateTimeOffset now) =>
            ProcessReading.StateOf(SubStatus, OpenIncidents, Tasks.Any(task => task.DueAt < now));
    }

    private sealed record StageTask(string RoleCode, string ScopeCode, DateTimeOffset? DueAt);

    private static bool IsOpen(WorkflowSubStatus status) => status is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled);
}
