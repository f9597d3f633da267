using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Deadlines;

/// <summary>Where a moment stands against a deadline: the one definition of what is late.</summary>
public enum TermState
{
    /// <summary>The deadline has not passed.</summary>
    InTerm,

    /// <summary>The deadline has passed, and what a policy declares after it has not.</summary>
    InAdditionalTerm,

    Late,
}

public static class TermStates
{
    /// <param name="additional">The end of the plazo adicional, when one is declared.</param>
    public static TermState Of(Deadline deadline, Deadline? additional, DateTimeOffset instant) =>
        !deadline.IsLate(instant) ? TermState.InTerm
        : additional is { } end && !end.IsLate(instant) ? TermState.InAdditionalTerm
        : TermState.Late;

    /// <summary>The same of a task as it is stored; null without a deadline.</summary>
    /// <param name="dueAt">The last second of its deadline.</param>
    /// <param name="lateFrom">The first instant that is late, when a plazo adicional may be over.</param>
    public static TermState? Of(DateTimeOffset? dueAt, DateTimeOffset? lateFrom, DateTimeOffset instant) =>
        dueAt is not { } due ? null
        : instant < due + Deadline.WholeSecond ? TermState.InTerm
        : lateFrom is { } late && instant < late ? TermState.InAdditionalTerm
        : TermState.Late;

    /// <summary>The last day that is in time: lateness is counted from it.</summary>
    public static DateOnly LastDayInTime(DateTimeOffset lateFrom) => SantiagoTime.DateAt(lateFrom - Deadline.WholeSecond);

    public static string LabelOf(TermState state) => state switch
    {
        TermState.InTerm => "En plazo",
        TermState.InAdditionalTerm => "En plazo adicional",
        _ => "Fuera de plazo",
    };
}
