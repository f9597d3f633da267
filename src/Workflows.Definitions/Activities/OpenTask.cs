using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>What a visit of a human task remembers from the day it opened. It is kept with the visit and goes with it.</summary>
internal sealed record OpenTask
{
    public required string TaskId { get; init; }
    public required string Title { get; init; }
    public string? Instructions { get; init; }
    public required string Role { get; init; }
    public required string Scope { get; init; }
    public string? Institution { get; init; }
    public string? InstitutionName { get; init; }
    public required string Process { get; init; }
    public Deadline? Deadline { get; init; }

    /// <summary>Until when it is still received as such after its deadline; it is late after this.</summary>
    public Deadline? AdditionalUntil { get; init; }

    /// <summary>What it is late after: the end of the plazo adicional, or of the term.</summary>
    public Deadline? LateAfter => AdditionalUntil ?? Deadline;

    public string? LegalTerm { get; init; }

    /// <summary>Before this instant nothing is received; null when the task may be done from the day it opens.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>What its deadline was computed from; null without a deadline, and for tasks opened before it was kept.</summary>
    public DeadlineState? Plan { get; init; }

    /// <summary>Parameters of the rules over the form, as answered on the day it opened.</summary>
    public object? RuleParameters { get; init; }

    /// <summary>
    /// Answers of other steps that fields of the form arrived with, as they were on the day it opened; null when none did.
    /// </summary>
    public object? Arrived { get; init; }

    /// <summary>
    /// Its notices that are still to come, in order: see <see cref="NoticesToCome"/>. Null for visits that have a timer for each.
    /// </summary>
    public IReadOnlyList<PlannedNotice>? ToCome { get; init; }

    /// <summary>Levels of the ladder that were told, the lowest first, and what each did.</summary>
    public IReadOnlyList<ToldLevel> Levels { get; init; } = [];

    /// <summary>Who answered already, when several are asked and the task waits for the others.</summary>
    public IReadOnlyList<SaidComment> Said { get; init; } = [];

    /// <summary>The level that is expected to attend: the last one that has heard of it.</summary>
    public ToldLevel? CurrentAt(DateTimeOffset now) => Levels.LastOrDefault(level => level.LeavesAt <= now);

    /// <summary>Tells the table which moments are still to come.</summary>
    public NoticesPlanned PlannedNotices => new(TaskId, ToCome ?? []);

    public OpenTask With(ToldLevel level) =>
        this with { Levels = [.. Levels.Where(other => other.Level != level.Level).Append(level).OrderBy(told => told.Level)] };

    public Dictionary<string, object?> ToValues() => new()
    {
        ["taskId"] = TaskId,
        ["title"] = Title,
        ["instructions"] = Instructions,
        ["role"] = Role,
        ["scope"] = Scope,
        ["institution"] = Institution,
        ["institutionName"] = InstitutionName,
        ["process"] = Process,
        ["deadline"] = Deadline?.ToString(),
        ["additionalUntil"] = AdditionalUntil?.ToString(),
        ["legalTerm"] = LegalTerm,
        ["opensAt"] = OpensAt is { } opens ? Instants.ToText(opens) : null,
        ["plan"] = Plan?.ToValues(),
        ["toCome"] = ToCome?.Select(object? (notice) => notice.ToString()).ToList(),
        ["ruleParameters"] = RuleParameters,
        ["arrived"] = Arrived,
        ["said"] = Said.Count == 0 ? null : Said.Select(object? (one) => one.ToValues()).ToList(),
        ["levels"] = Levels.Count == 0 ? null : Levels.Select(object? (level) => level.ToValues()).ToList(),
    };

    public static OpenTask FromValues(object? values) => new()
    {
        TaskId = values.TextOf("taskId") ?? throw new ActivityFaultException("La tarea perdió sus datos: pide que la reabran."),
        Title = values.TextOf("title") ?? "",
        Instructions = values.TextOf("instructions"),
        Role = values.TextOf("role") ?? "",
        Scope = values.TextOf("scope") ?? "",
        Institution = values.TextOf("institution"),
        InstitutionName = values.TextOf("institutionName"),
        Process = values.TextOf("process") ?? "",
        Deadline = values.TextOf("deadline") is { } deadline ? Deadlines.Deadline.Parse(deadline) : null,
        AdditionalUntil = values.TextOf("additionalUntil") is { } until ? Deadlines.Deadline.Parse(until) : null,
        LegalTerm = values.TextOf("legalTerm"),
        OpensAt = values.TextOf("opensAt") is { } opens ? Instants.Parse(opens) : null,
        Plan = DeadlineState.FromValues(values.Member("plan")),
        ToCome = values.Member("toCome") is { } toCome ? [.. toCome.AsList().Select(PlannedNotice.FromValues)] : null,
        RuleParameters = values.Member("ruleParameters"),
        Arrived = values.Member("arrived"),
        Said = [.. values.ListOf("said").Select(SaidComment.FromValues)],
        Levels = [.. values.ListOf("levels").Select(ToldLevel.FromValues)],
    };
}
