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

    public static string LabelOf(TermState state) => state switch
    {
        TermState.InTerm => "En plazo",
        TermState.InAdditionalTerm => "En plazo adicional",
        _ => "Fuera de plazo",
    };
}
