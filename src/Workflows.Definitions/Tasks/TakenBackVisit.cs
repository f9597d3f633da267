namespace Workflows.Definitions.Tasks;

/// <summary>
/// What a visit is told of the one that was taken back: it goes on with the deadline, the remarks and the round of that one.
/// </summary>
/// <param name="Deadline">As the task kept it; null when it had none.</param>
/// <param name="Round">As the task showed it; null when it showed none.</param>
public sealed record TakenBackVisit(string? SubmissionId, object? Deadline, IReadOnlyList<object?> Remarks, object? Round)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["submissionId"] = SubmissionId,
        ["deadline"] = Deadline,
        ["remarks"] = Remarks,
        ["round"] = Round,
    };

    /// <summary>Null for a visit that repeats none.</summary>
    public static TakenBackVisit? FromValues(object? given) => given is null ? null : new(
        given.TextOf("submissionId"), given.Member("deadline"), given.ListOf("remarks"), given.Member("round"));
}
