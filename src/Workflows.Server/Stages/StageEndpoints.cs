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

    /// <summary>A stage in the list, with where its processes are.</summary>
    /// <param name="Steps">Where people act, in the order of the flow, and wherever else somebody waits.</param>
    /// <param name="NextDueAt">When the next deadline of the stage falls.</param>
    public sealed record StageLine(
        string DefinitionId, string Name, int Year, int Total, int Late, int Blocked, int Finished, int Cancelled,
        IReadOnlyList<StepStanding> Steps, DateTimeOffset? NextDueAt);

    /// <summary>
    /// How many processes stand at a step. Each counts once, at the first of the steps where it waits: together they are all that wait.
    /// </summary>
    public sealed record StepStanding(string ActivityId, string Label, int Standing, int Late);

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

    private static async Task<Ok<IReadOnlyList<StageLine>>> ListAsync(
        Acting acting, WorkflowsDb db, ProcessReading reading, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stages = await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db)
            .Where(row => row.InstitutionCode != null && row.Year != null)
            .Select(row => new
            {
                row.DefinitionId, row.DefinitionVersion, row.Year, row.SubStatus, row.WaitingAt, IsBlocked = row.OpenIncidents > 0,
                IsLate = db.Set<TaskRow>().Any(task => task.InstanceId == row.Id && task.State == TaskState.Open && task.LateFrom <= now),
                NextDueAt = db.Set<TaskRow>()
                    .Where(task => task.InstanceId == row.Id && task.State == TaskState.Open && task.DueAt >= now).Min(task => task.DueAt),
            })
            .GroupBy(
                row => new { row.DefinitionId, row.DefinitionVersion, row.Year, row.SubStatus, row.WaitingAt, row.IsBlocked, row.IsLate })
            .Select(group => new StagePart(
                group.Key.DefinitionId, group.Key.DefinitionVersion, group.Key.Year!.Value, group.Key.SubStatus, group.Key.WaitingAt,
                group.Key.IsBlocked, group.Key.IsLate, group.Count(), group.Min(row => row.NextDueAt)))
            .ToListAsync(ct);
        var lines = new List<StageLine>();
        foreach (var stage in stages.GroupBy(part => (part.DefinitionId, part.Year))
            .OrderByDescending(stage => stage.Key.Year).ThenBy(stage => stage.Key.DefinitionId, StringComparer.Ordinal))
        {
            var version = stage.Max(part => part.Version);
            lines.Add(new(
                stage.Key.DefinitionId, await reading.NameOfFlowAsync(stage.Key.DefinitionId, version, ct), stage.Key.Year,
                stage.Sum(part => part.Count),
                In(stage, ProcessState.Late), In(stage, ProcessState.Blocked), In(stage, ProcessState.Finished),
                In(stage, ProcessState.Cancelled),
                await StandingAsync([.. stage], version, reading, ct), stage.Min(part => part.NextDueAt)));
        }

        return TypedResults.Ok<IReadOnlyList<StageLine>>(lines);

        static int In(IEnumerable<StagePart> stage, ProcessState state) =>
            stage.Where(part => part.State == state).Sum(part => part.Count);
    }

    /// <summary>The processes of a stage that are alike in all that counting them takes.</summary>
    private sealed record StagePart(
        string DefinitionId, int Version, int Year, WorkflowSubStatus SubStatus, string[] WaitingAt, bool IsBlocked, bool IsLate, int Count,
        DateTimeOffset? NextDueAt)
    {
        public ProcessState State => ProcessReading.StateOf(SubStatus, IsBlocked ? 1 : 0, IsLate);
    }

    private static async Task<IReadOnlyList<StepStanding>> StandingAsync(
        IReadOnlyList<StagePart> stage, int version, ProcessReading reading, CancellationToken ct)
    {
        var waiting = stage.Where(part => part.WaitingAt.Length > 0).ToList();
        var steps = await StepsAsync(
            stage[0].DefinitionId, version, waiting.SelectMany(part => part.WaitingAt.Select(step => (step, part.Version))), reading, ct);
        var standing = waiting.ToLookup(part => steps.First(step => part.WaitingAt.Contains(step.ActivityId)).ActivityId);
        return
        [
            .. steps.Select(step => new StepStanding(
                step.ActivityId, step.Label, standing[step.ActivityId].Sum(part => part.Count),
                standing[step.ActivityId].Where(part => part.State is ProcessState.Late).Sum(part => part.Count))),
        ];
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
            new StageView(
                summary, await CountsAsync(rows, definitionId, version, reading, now, ct), WaitsFor(rows, now), Candidates(rows, now)));
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

    private static async Task<IReadOnlyList<StepCount>> CountsAsync(
        List<StageRow> rows, string definitionId, int version, ProcessReading reading, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = rows.SelectMany(row => row.WaitingAt.Select(step => (Step: step, Row: row)))
            .ToLookup(one => one.Step, one => one.Row);
        var steps = await StepsAsync(
            definitionId, version, waiting.SelectMany(step => step.Select(row => (step.Key, row.DefinitionVersion))), reading, ct);
        return
        [
            .. steps.Select(step => new StepCount(
                step.ActivityId, step.Label, waiting[step.ActivityId].Count(),
                waiting[step.ActivityId].Count(row => row.StateAt(now) is ProcessState.Late))),
        ];
    }

    /// <summary>
    /// The steps where people act, in the order of the newest version; after them those where somebody waits that it does not have, each
    /// named by the newest version that somebody waits in.
    /// </summary>
    private static async Task<IReadOnlyList<StepView>> StepsAsync(
        string definitionId, int version, IEnumerable<(string Step, int Version)> waiting, ProcessReading reading, CancellationToken ct)
    {
        var steps = (await reading.StepsOfPeopleAsync(definitionId, version, ct)).ToList();
        var known = steps.Select(step => step.ActivityId).ToHashSet(StringComparer.Ordinal);
        var others = new List<StepView>();
        foreach (var step in waiting.Where(one => !known.Contains(one.Step)).GroupBy(one => one.Step, one => one.Version))
            others.Add(new(step.Key, await reading.NameOfStepAsync(definitionId, step.Max(), step.Key, ct)));
        return [.. steps, .. others.OrderBy(step => step.Label, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<RoleCount> WaitsFor(IEnumerable<StageRow> rows, DateTimeOffset now) =>
    [
        .. rows.SelectMany(row => row.Tasks).GroupBy(task => task.RoleCode)
            .Select(role => new RoleCount(
                role.Key, Role.Find(role.Key)?.Label ?? role.Key, role.Count(), role.Count(task => task.LateFrom <= now),
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
                .Select(task => new { task.InstanceId, Task = new StageTask(task.RoleCode, task.ScopeCode, task.LateFrom) })
                .ToListAsync(ct))
                .ToLookup(task => task.InstanceId, task => task.Task);
            return [.. rows.Select(row => new StageRow(row.Id, row.DefinitionVersion, row.SubStatus, row.OpenIncidents, row.WaitingAt,
                [.. tasks[row.Id]]))];
        }

        public ProcessState StateAt(DateTimeOffset now) =>
            ProcessReading.StateOf(SubStatus, OpenIncidents, Tasks.Any(task => task.LateFrom <= now));
    }

    private sealed record StageTask(string RoleCode, string ScopeCode, DateTimeOffset? LateFrom);
}
