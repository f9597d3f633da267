using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>The deadline of one visit of a task, its schedule, and why it is that date.</summary>
public sealed class DeadlinePlan
{
    private readonly Func<IReadOnlyList<DayReason>> _explain;
    private readonly Func<string> _sentence;

    internal DeadlinePlan(
        Deadline deadline, DateTimeOffset? opensAt, Schedule schedule, Func<string> sentence, Func<IReadOnlyList<DayReason>> explain) =>
        (Deadline, OpensAt, Schedule, _sentence, _explain) = (deadline, opensAt, schedule, sentence, explain);

    public Deadline Deadline { get; }

    /// <summary>
    /// Until when something is still received as such after the deadline, when the policy declares a plazo adicional; late begins after it.
    /// </summary>
    public Deadline? AdditionalUntil { get; init; }

    /// <summary>Where a moment stands: in time, within the plazo adicional, or late.</summary>
    public TermState StateAt(DateTimeOffset instant) => TermStates.Of(Deadline, AdditionalUntil, instant);

    /// <summary>The first instant at which something is received; null when it is from the day the task opens.</summary>
    public DateTimeOffset? OpensAt { get; }

    public Schedule Schedule { get; }

    /// <summary>The term and the date it gives, in Spanish: «10 días hábiles desde que se abre la tarea: vence el …».</summary>
    public string Sentence => _sentence();

    /// <summary>The date day by day. Written when asked: most plans are never questioned.</summary>
    public IReadOnlyList<DayReason> Explanation => _explain();
}
