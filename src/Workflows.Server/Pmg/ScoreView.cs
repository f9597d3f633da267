using Workflows.Definitions.Pmg.Scoring;
using Workflows.Definitions.Tasks;

namespace Workflows.Server.Pmg;

/// <summary>A sentence of why a result is what it is, with the norm it follows when there is one.</summary>
public sealed record ScoreLineView(string Text, string? Norm);

/// <summary>What a goal came to, and how.</summary>
/// <param name="Degree">As people read it: «75 %».</param>
public sealed record GoalScoreView(
    string Name, string? Objective, decimal Weight, string Degree, decimal Points, IReadOnlyList<ScoreLineView> Lines);

/// <summary>What an objective came to: the points of its goals, of those they weigh.</summary>
public sealed record ObjectiveScoreView(string Name, decimal Weight, decimal Points);

/// <summary>A limit of the table of a regime: from that degree on, that percentage of the base.</summary>
public sealed record TierView(decimal From, decimal Percent, decimal? Collective, bool IsProportional);

/// <summary>The result a process computed, line by line with its norm. It is what was computed: whoever fixes it by law signs.</summary>
/// <param name="Exact">The degree as a fraction: what is compared with the table, unrounded.</param>
/// <param name="Percent">What is paid of the base, the fixed part included: «7,6 %».</param>
/// <param name="Share">Of what depends on the degree, how much was reached, in percent.</param>
/// <param name="Unconfirmed">What of the regime's rules nobody has confirmed; only for those who can confirm it.</param>
public sealed record ScoreView(
    string Regime, string RegimeName, string Norm, string Degree, string Exact, string Percent, decimal Share, string? Collective,
    IReadOnlyList<TierView> Tiers, IReadOnlyList<string> Instalments, string? InstalmentsNorm, IReadOnlyList<ObjectiveScoreView> Objectives,
    IReadOnlyList<GoalScoreView> Goals, IReadOnlyList<ScoreLineView> Lines, IReadOnlyList<string> Notes, IReadOnlyList<string> Unconfirmed)
{
    /// <summary>Null when the values are not a result: a variable of that name may hold anything.</summary>
    internal static ScoreView? Of(object? values, bool canConfirm)
    {
        if (ScoreResult.FromValues(values) is not { Degree: { } degree } result || IncentiveRules.Find(result.Regime) is not { } rules)
            return null;
        return new(
            rules.Code, rules.Name, rules.Norm, degree, result.Exact ?? "", result.Percent ?? "", result.Share, result.Collective,
            [.. rules.Tiers.Select(tier => new TierView(tier.From, tier.Percent, tier.Collective, tier.IsProportional))],
            rules.Instalments, rules.InstalmentsNorm,
            [.. result.Objectives.Select(objective => new ObjectiveScoreView(objective.Name, objective.Weight, objective.Points))],
            [.. result.Goals.Select(goal => new GoalScoreView(
                goal.Name, goal.Objective, goal.Weight, goal.Degree, goal.Points, Explanation(goal.Lines)))],
            Explanation(result.Lines), rules.Notes, canConfirm ? rules.Unverified : []);
    }

    private static List<ScoreLineView> Explanation(IReadOnlyList<ScoreLine> lines) =>
        [.. lines.Select(line => new ScoreLineView(line.Text, line.Norm))];
}
