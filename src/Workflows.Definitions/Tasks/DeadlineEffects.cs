using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// The deadline of an open task is another: by an extension, or because the world it was computed from changed. What was sent stays sent.
/// </summary>
/// <param name="From">The deadline before, as it is stored.</param>
/// <param name="To">The deadline from now on.</param>
/// <param name="LateFrom">The first instant at which the task is late.</param>
/// <param name="Deadline">The new deadline and what it is derived from, as values.</param>
/// <param name="Why">The reason in Spanish.</param>
public sealed record DeadlineMoved(
    string TaskId, string From, string To, DateTimeOffset DueAt, DateTimeOffset LateFrom, object? Deadline, string Why) : Effect
{
    public override string Kind => "deadlineMoved";

    public override object? ToValues() => WithLateFrom(
        new()
        {
            ["taskId"] = TaskId,
            ["from"] = From,
            ["to"] = To,
            ["dueAt"] = Instants.ToText(DueAt),
            ["why"] = Why,
        }, DueAt, LateFrom);

    /// <summary>Most deadlines have nothing after them: the journal says since when something is late only where it is not told by its
    /// deadline.</summary>
    internal static Dictionary<string, object?> WithLateFrom(
        Dictionary<string, object?> values, DateTimeOffset? dueAt, DateTimeOffset? lateFrom)
    {
        if (lateFrom is { } late && late != dueAt + Deadlines.Deadline.WholeSecond)
            values["lateFrom"] = Instants.ToText(late);
        return values;
    }
}

/// <summary>
/// A law approved late gives another deadline to a task that is over: it would have been judged otherwise. Nothing is taken back.
/// </summary>
/// <param name="From">The deadline it was judged by, as it is stored.</param>
/// <param name="To">The one it had by the law.</param>
/// <param name="Why">The law in Spanish.</param>
public sealed record JudgementOvertaken(string TaskId, Judgement What, string From, string To, string Why) : Effect
{
    public override string Kind => "judgementOvertaken";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["taskId"] = TaskId,
        ["judged"] = What.ToString(),
        ["from"] = From,
        ["to"] = To,
        ["why"] = Why,
    };
}

/// <summary>Whoever has a task asks for more time (prórroga).</summary>
public sealed record ExtensionAsked : Effect
{
    public override string Kind => "extensionAsked";

    public required string ExtensionId { get; init; }
    public required string TaskId { get; init; }
    public required int Days { get; init; }

    /// <summary>Its days are días corridos.</summary>
    public required bool CalendarDays { get; init; }
    public required string Reason { get; init; }

    /// <summary>The deadline it would give.</summary>
    public required string Proposed { get; init; }

    /// <summary>After this instant nobody may decide it any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
    public required string DecidedByRole { get; init; }
    public required string DecidedByScope { get; init; }

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["extensionId"] = ExtensionId,
        ["taskId"] = TaskId,
        ["days"] = (double)Days,
        ["calendarDays"] = CalendarDays,
        ["reason"] = Reason,
        ["proposed"] = Proposed,
    };
}

/// <summary>More time was granted or refused; or nobody decided before the term ended, which grants nothing.</summary>
/// <param name="Days">The days granted; zero when none.</param>
public sealed record ExtensionDecided(string ExtensionId, string TaskId, ExtensionOutcome Outcome, int Days, string? Reason) : Effect
{
    public override string Kind => "extensionDecided";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["extensionId"] = ExtensionId,
        ["taskId"] = TaskId,
        ["outcome"] = Outcome.ToString(),
        ["days"] = (double)Days,
        ["reason"] = Reason,
    };
}

public enum ExtensionOutcome { Asked, Granted, Refused, Lapsed }

/// <summary>An act about a task changed nothing, and why: whoever sent it is told.</summary>
public sealed record ActRefused(string Action, string Reason) : Effect
{
    public override string Kind => "actRefused";

    public override object? ToValues() => new Dictionary<string, object?> { ["action"] = Action, ["reason"] = Reason };
}
