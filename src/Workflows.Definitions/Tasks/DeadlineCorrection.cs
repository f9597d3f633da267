namespace Workflows.Definitions.Tasks;

/// <summary>Why the deadline of an open task is computed again.</summary>
/// <param name="Proposal">The approved change of the calendar or of a policy that asks for it.</param>
/// <param name="Policy">The policy that rules the visit from now on; null when it stays.</param>
public sealed record DeadlineCorrection(string? Proposal, string? Why, object? Policy)
{
    public Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["proposal"] = Proposal, ["why"] = Why };
        if (Policy is not null)
            values["policy"] = Policy;
        return values;
    }

    public static DeadlineCorrection FromValues(object? payload) =>
        new(payload.TextOf("proposal"), payload.TextOf("why"), payload.Member("policy"));
}
