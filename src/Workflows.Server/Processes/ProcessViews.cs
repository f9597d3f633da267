using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;

namespace Workflows.Server.Processes;

/// <summary>How a process is, in one word. A failure that waits for a decision comes before being late.</summary>
public enum ProcessState { Waiting, Late, Blocked, Finished, Cancelled }

/// <summary>A step where a process waits, by the name its flow gives it.</summary>
public sealed record StepView(string ActivityId, string Label);

/// <summary>An open task of a process and who has it.</summary>
public sealed record HeldTask(
    string TaskId, string Title, DateTimeOffset? DueAt, TermState? TermState, DateTimeOffset? LateFrom, bool IsLate, HolderView Holder,
    string? ClaimedBy);

/// <summary>A process as coordinators follow it: where it stands, how late it is and in whose hands.</summary>
/// <param name="DueAt">The soonest deadline of what is open.</param>
/// <param name="TermState">The worst of what is open: a process within its plazo adicional is not late.</param>
/// <param name="WorkingDaysLate">0 when it is in time.</param>
public sealed record ProcessLine(
    string Id, string DefinitionId, string Title, string? BusinessKey, string? InstitutionCode, string? InstitutionName, int? Year,
    ProcessState State, IReadOnlyList<StepView> Steps, DateTimeOffset? DueAt, TermState? TermState, int WorkingDaysLate,
    int OpenIncidents, IReadOnlyList<HeldTask> Tasks, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

/// <summary>Makes of stored processes what people read: names of steps, places and people.</summary>
internal sealed class ProcessReading(DefinitionStore definitions, Holders holders, TimeProvider clock)
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();
    private readonly Dictionary<(string, int), FlowWords> _flows = [];

    private sealed record FlowWords(string Name, IReadOnlyDictionary<string, string> Steps, IReadOnlyList<StepView> OfPeople);

    public async Task<ProcessLine> LineOfAsync(ProcessRow row, CancellationToken ct)
    {
        var (name, steps, _) = await FlowAsync(row.DefinitionId, row.DefinitionVersion, ct);
        var term = row.TermAt(_now);
        return new(
            row.Id, row.DefinitionId, row.Name ?? name, row.BusinessKey, row.InstitutionCode, holders.InstitutionName(row.InstitutionCode),
            row.Year,
            StateOf(row.SubStatus, row.OpenIncidents, term == TermState.Late),
            [.. row.WaitingAt.Select(activity => new StepView(activity, steps.GetValueOrDefault(activity, activity)))], row.DueAt,
            term, term == TermState.Late ? holders.WorkingDaysLate(row.LateFrom) : 0, row.OpenIncidents,
            [.. row.Tasks.Select(task => new HeldTask(
                task.Id, task.Title, task.DueAt, task.TermAt(_now), task.LateFrom, task.TermAt(_now) == TermState.Late,
                holders.Of(task.RoleCode, task.ScopeCode),
                task.ClaimedBy is { } person ? holders.Organisation.FindPerson(person)?.Name : null))],
            row.CreatedAt, row.UpdatedAt, row.FinishedAt);
    }

    public async Task<IReadOnlyList<ProcessLine>> LinesOfAsync(IEnumerable<ProcessRow> rows, CancellationToken ct)
    {
        var lines = new List<ProcessLine>();
        foreach (var row in rows)
            lines.Add(await LineOfAsync(row, ct));
        return lines;
    }

    public async Task<string> NameOfFlowAsync(string definitionId, int version, CancellationToken ct) =>
        (await FlowAsync(definitionId, version, ct)).Name;

    public async Task<string> NameOfStepAsync(string definitionId, int version, string activity, CancellationToken ct) =>
        (await FlowAsync(definitionId, version, ct)).Steps.GetValueOrDefault(activity, activity);

    /// <summary>The steps where people act, in the order of the flow.</summary>
    public async Task<IReadOnlyList<StepView>> StepsOfPeopleAsync(string definitionId, int version, CancellationToken ct) =>
        (await FlowAsync(definitionId, version, ct)).OfPeople;

    internal static ProcessState StateOf(WorkflowSubStatus status, int openIncidents, bool isLate) => status switch
    {
        WorkflowSubStatus.Finished => ProcessState.Finished,
        WorkflowSubStatus.Cancelled => ProcessState.Cancelled,
        _ when openIncidents > 0 => ProcessState.Blocked,
        _ => isLate ? ProcessState.Late : ProcessState.Waiting,
    };

    private async Task<FlowWords> FlowAsync(string definitionId, int version, CancellationToken ct)
    {
        if (_flows.TryGetValue((definitionId, version), out var known))
            return known;
        var graph = await definitions.GraphAsync(definitionId, version, ct);
        return _flows[(definitionId, version)] = new(
            graph.Definition.Name, graph.StepLabels, [.. PeopleSteps.Of(graph).Select(step => new StepView(step.ActivityId, step.Label))]);
    }
}
