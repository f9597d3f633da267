namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>A sentence of an explanation, and the norm it follows when there is one.</summary>
public sealed record ScoreLine(string Text, string? Norm = null);

/// <summary>What a goal came to.</summary>
/// <param name="Degree">In percent, from 0 to 100, exact.</param>
/// <param name="Points">Degree by weight, exact.</param>
public sealed record GoalScore(Goal Goal, Ratio Degree, Ratio Points, IReadOnlyList<ScoreLine> Lines);

/// <summary>What an objective came to: the points of its goals, of those they weigh.</summary>
public sealed record ObjectiveScore(string Name, decimal Weight, Ratio Points);

/// <summary>The result of an institution or a team for a year, with everything that led to it.</summary>
/// <param name="Degree">The global degree in percent, exact: what is compared with the table.</param>
/// <param name="Percent">What is paid of the base, the fixed part included.</param>
/// <param name="Share">Of what depends on the degree, how much was reached, in percent: 100, 50 or 0 for the PMG.</param>
public sealed record Score(
    IncentiveRules Rules, Ratio Degree, Tier Tier, Ratio Percent, Ratio Share, IReadOnlyList<GoalScore> Goals,
    IReadOnlyList<ObjectiveScore> Objectives, IReadOnlyList<ScoreLine> Lines)
{
    /// <summary>
    /// The degree with as many decimals as it takes to stand on the right side of every limit: 89,99999 is never shown as 90.
    /// </summary>
    public string ShownDegree => Shown(Rules, Degree);

    internal static string Shown(IncentiveRules rules, Ratio degree)
    {
        const int most = 12;
        var decimals = 2;
        while (decimals < most && rules.TierOf(Ratio.Of(degree.Rounded(decimals))) != rules.TierOf(degree))
            decimals++;
        return degree.Shown(decimals);
    }
}
