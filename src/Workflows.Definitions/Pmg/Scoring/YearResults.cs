namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>How many of how many: exact for whoever computes, half up for whoever reads. 164 and 165 of 168 both read 98 %.</summary>
/// <param name="Exact">In percent.</param>
public sealed record Share(int Count, int Of, Ratio Exact)
{
    public string Shown => $"{Exact.Shown(0)} %";

    internal static Share Out(int count, int of) => new(count, of, of == 0 ? Ratio.Zero : Ratio.Of(count) * Ratio.Hundred / Ratio.Of(of));
}

/// <summary>A step of the table of a regime, and how many results stand on it.</summary>
public sealed record TierShare(Tier Tier, Share Results);

/// <summary>
/// The results of many institutions under one regime, summed up. Nothing is rounded before it is shown, so an average of many thirds is
/// the average of thirds.
/// </summary>
/// <param name="Reached">Those on the highest step: all of what depends on the degree.</param>
/// <param name="Full">Those that met every goal: 100 %.</param>
/// <param name="Average">Of the degrees, in percent; each institution counts once.</param>
public sealed record YearResults(
    IncentiveRules Rules, int Institutions, Share Reached, Share Full, Ratio Average, IReadOnlyList<TierShare> Tiers)
{
    public static YearResults Of(IncentiveRules rules, IReadOnlyCollection<Ratio> degrees)
    {
        var tiers = rules.Tiers.Select(tier =>
            new TierShare(tier, Share.Out(degrees.Count(degree => rules.TierOf(degree) == tier), degrees.Count))).ToList();
        return new(
            rules, degrees.Count, tiers[0].Results, Share.Out(degrees.Count(degree => degree >= Ratio.Hundred), degrees.Count),
            degrees.Count == 0 ? Ratio.Zero : degrees.Aggregate(Ratio.Zero, (sum, degree) => sum + degree) / Ratio.Of(degrees.Count),
            tiers);
    }
}
