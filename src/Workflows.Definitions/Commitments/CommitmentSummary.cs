namespace Workflows.Definitions.Commitments;

/// <summary>
/// How far a group of commitments is. The average is of those that answered, and says how many those are, how many are missing and how
/// many do not apply: an average without them would lie.
/// </summary>
/// <param name="Average">Per cent, unrounded; null when nobody answered.</param>
/// <param name="Gap">What is missing to 100 %; null when nobody answered.</param>
/// <param name="ByState">How many are in each state, in its order.</param>
public sealed record CommitmentSummary(
    string? Group, int Total, int Answered, int Missing, int NotApplicable, decimal? Average, decimal? Gap, int Critical,
    IReadOnlyDictionary<CommitmentState, int> ByState)
{
    /// <param name="critical">Whether a commitment is in a critical situation.</param>
    public static CommitmentSummary Of(string? group, IReadOnlyCollection<Commitment> commitments, Func<Commitment, bool> critical)
    {
        var notApplicable = commitments.Count(commitment => commitment.DoesNotApply);
        var progress = commitments.Select(commitment => commitment.Progress).OfType<decimal>().ToList();
        decimal? average = progress.Count > 0 ? progress.Sum() / progress.Count : null;
        return new(
            group, commitments.Count, progress.Count, commitments.Count - progress.Count - notApplicable, notApplicable, average,
            100 - average, commitments.Count(critical),
            Enum.GetValues<CommitmentState>()
                .ToDictionary(state => state, state => commitments.Count(one => !one.DoesNotApply && one.State == state)));
    }
}
