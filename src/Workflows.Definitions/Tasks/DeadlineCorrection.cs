using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;

namespace Workflows.Definitions.Tasks;

/// <summary>Why the deadline of an open task is computed again.</summary>
/// <param name="Proposal">The approved change of the calendar or of a policy that asks for it.</param>
/// <param name="Policy">The policy that rules the visit from now on; null when it stays.</param>
public sealed record DeadlineCorrection(string? Proposal, string? Why, object? Policy)
{
    /// <summary>The policy sets a date: what was granted before is part of it and is not added again.</summary>
    public bool SetsDate { get; init; }

    /// <summary>An act of its own gives a new term, also where the old one has ended. Without it such a term stays ended.</summary>
    public bool IsNewTerm { get; init; }

    /// <summary>A suspension, or more time given de oficio, that is added to what was decided before.</summary>
    public Adjustments? Adds { get; init; }

    public Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["proposal"] = Proposal, ["why"] = Why };
        if (Policy is not null)
            values["policy"] = Policy;
        if (SetsDate)
            values["setsDate"] = true;
        if (IsNewTerm)
            values["newTerm"] = true;
        if (Adds is not null)
            values["adds"] = AdjustmentValues.Of(Adds);
        return values;
    }

    public static DeadlineCorrection FromValues(object? payload) =>
        new(payload.TextOf("proposal"), payload.TextOf("why"), payload.Member("policy"))
        {
            SetsDate = payload.FlagOf("setsDate"),
            IsNewTerm = payload.FlagOf("newTerm"),
            Adds = payload.Member("adds") is { } added ? AdjustmentValues.Read(added) : null,
        };
}
