using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>A step of a table: from this degree on, what it pays.</summary>
/// <param name="From">The least degree, included, in percent.</param>
/// <param name="Percent">What is paid, in percent of the base.</param>
/// <param name="Collective">What a team is paid where the law has a second column.</param>
/// <param name="IsProportional">The percentage is multiplied by the degree.</param>
public sealed record Tier(decimal From, decimal Percent, decimal? Collective, bool IsProportional);

/// <summary>
/// How a law turns a degree of fulfilment into pay. It is data of that law: at least five schemes coexist, and what was not
/// verified is listed for administrators, in the words that they read.
/// </summary>
/// <param name="Fixed">Paid whatever the degree, in percent of the base.</param>
/// <param name="Tiers">From the highest to the lowest; the last begins at 0.</param>
/// <param name="GoalNorm">Where the rules for one goal stand: quotient, ceiling, minimum and requirements.</param>
public sealed record IncentiveRules(
    string Code, string Name, string Norm, string? GoalNorm, string? Base, decimal Fixed, IReadOnlyList<Tier> Tiers,
    IReadOnlyList<string> Instalments, string? InstalmentsNorm, IReadOnlyList<string> Notes, IReadOnlyList<string> Unverified)
{
    private const string Resource = "Workflows.Definitions.Pmg.Scoring.incentivos.json";

    private static readonly Lazy<IReadOnlyList<IncentiveRules>> ShippedRules = new(ReadShipped);

    public static IReadOnlyList<IncentiveRules> Shipped => ShippedRules.Value;

    public static IncentiveRules? Find(string code) => Shipped.FirstOrDefault(rules => rules.Code == code);

    /// <summary>What the best result pays, without the fixed part: the whole of what depends on the degree.</summary>
    public decimal Most => Tiers.Max(tier => tier.Percent);

    internal Tier TierOf(Ratio degree) => Tiers.First(tier => degree >= Ratio.Of(tier.From));

    private static List<IncentiveRules> ReadShipped()
    {
        using var stream = typeof(IncentiveRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using var reader = new StreamReader(stream);
        return [.. Values.FromJson(reader.ReadToEnd()).AsList().Select(FromValues)];
    }

    private static IncentiveRules FromValues(object? values) => new(
        Required(values, "code"), Required(values, "name"), Required(values, "norm"), values.TextOf("goalNorm"), values.TextOf("base"),
        values.Member("fixed").AsNumber() ?? 0,
        [.. values.ListOf("tiers").Select(tier => new Tier(
            NumberOf(tier, "from"), NumberOf(tier, "percent"), tier.Member("collective").AsNumber(), tier.FlagOf("proportional")))
            .OrderByDescending(tier => tier.From)],
        Texts(values, "instalments"), values.TextOf("instalmentsNorm"), Texts(values, "notes"), Texts(values, "unverified"));

    private static string Required(object? values, string name) =>
        values.TextOf(name) ?? throw new InvalidOperationException($"{Resource} has rules without «{name}».");

    private static decimal NumberOf(object? values, string name) =>
        values.Member(name).AsNumber() ?? throw new InvalidOperationException($"{Resource} has a tier without «{name}».");

    private static List<string> Texts(object? values, string name) => [.. values.ListOf(name).OfType<string>()];
}
