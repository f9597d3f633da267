namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// A quantity as it was measured: a number, or a part of a whole. The parts are kept because dividing them first would round.
/// </summary>
public sealed record Measure(decimal Number, decimal? Of = null)
{
    /// <summary>A part of a whole is a percentage of it.</summary>
    internal Ratio Value => Of is { } whole ? Ratio.Of(Number) * Ratio.Hundred / Ratio.Of(whole) : Ratio.Of(Number);

    internal string Shown => Of is { } ? $"{Value.Shown()} %" : Value.Shown();
}

/// <summary>
/// A degree that whoever decides gave to a goal instead of the measured one, as after an accepted claim; with its reason.
/// </summary>
public sealed record GrantedDegree(decimal Degree, string Reason, string? Norm);

/// <summary>A goal (an indicator or a system) as the decree fixed it, and what came of it.</summary>
/// <param name="Weight">Of the 100 points of the institution; 0 for a pilot that does not weigh.</param>
/// <param name="Committed">The target.</param>
/// <param name="Effective">What was achieved; null when nothing was reported.</param>
public sealed record Goal(string Name, string? Objective, decimal Weight, Measure Committed, Measure? Effective)
{
    /// <summary>The target before a decree changed it; null when none did. It is shown and never counts.</summary>
    public Measure? Original { get; init; }

    /// <summary>The decree that changed the target.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>As for waiting days: less is better, and the degree is the inverse quotient.</summary>
    public bool LowerIsBetter { get; init; }

    /// <summary>A lower degree counts as none. In percent; null when the framework fixes no minimum.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Technical requirements that were not met with their evidence: one is enough for a degree of zero.</summary>
    public IReadOnlyList<string> Unmet { get; init; } = [];

    public GrantedDegree? Granted { get; init; }
}
