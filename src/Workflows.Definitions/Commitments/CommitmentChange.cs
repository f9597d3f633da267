namespace Workflows.Definitions.Commitments;

/// <summary>What is told anew of a commitment; what is null stays as it was.</summary>
/// <param name="Code">The commitment.</param>
public sealed record CommitmentChange(string Code)
{
    public CommitmentState? State { get; init; }
    public decimal? Declared { get; init; }
    public decimal? Verified { get; init; }
    public bool? DoesNotApply { get; init; }
    public Obstacle? Obstacle { get; init; }

    /// <summary>Begins or ends its critical situation, with <see cref="Why"/>.</summary>
    public bool? IsCritical { get; init; }

    public string? Why { get; init; }

    /// <summary>
    /// It comes from a report: without more progress than before it counts as one without, and what it does not name blocks no more.
    /// </summary>
    public bool IsReport { get; init; }
}
