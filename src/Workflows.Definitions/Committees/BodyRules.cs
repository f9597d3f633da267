using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>How votes in favour become a decision.</summary>
public enum MajorityKind
{
    /// <summary>In favour reaches the number of <see cref="BodyRules.Majority"/>.</summary>
    OfBase,

    /// <summary>More in favour than against; abstentions do not count.</summary>
    MoreThanAgainst,
}

/// <summary>
/// How a body decides, as its norm says: data, because no two decrees agree. What the norm is silent about is null or empty, and
/// what was not verified is listed for administrators.
/// </summary>
/// <param name="Quorum">On first call; null when its norm asks for none.</param>
/// <param name="SecondCall">What is enough on second call; null when there is none.</param>
/// <param name="Majority">Null when more in favour than against is enough.</param>
/// <param name="PresidentBreaksTie">The vote of whoever presides decides a tie.</param>
/// <param name="TelematicCounts">Who attends by telematic means counts as attending.</param>
/// <param name="SubstitutesVote">A seat may be attended by the alternate or substitute of its holder.</param>
/// <param name="NoticeDays">Working days between the call and an ordinary session.</param>
/// <param name="ExtraordinaryNoticeDays">The same for an extraordinary one.</param>
public sealed record BodyRules(
    string Code, string Name, string Norm, CountRule? Quorum, CountRule? SecondCall, CountRule? Majority, bool PresidentBreaksTie,
    bool TelematicCounts, bool SubstitutesVote, int? NoticeDays, int? ExtraordinaryNoticeDays, MinutesRules Minutes,
    IReadOnlyList<string> Unverified)
{
    private const string Resource = "Workflows.Definitions.Committees.organos.json";

    private static readonly Lazy<IReadOnlyList<BodyRules>> ShippedRules = new(ReadShipped);

    public static IReadOnlyList<BodyRules> Shipped => ShippedRules.Value;

    public MajorityKind Kind => Majority is null ? MajorityKind.MoreThanAgainst : MajorityKind.OfBase;

    public static BodyRules? Find(string code) => Shipped.FirstOrDefault(rules => rules.Code == code);

    internal static string OnlyTheHolderVotes(string seat) =>
        $"En este órgano solo vota quien es titular: el suplente de «{seat}» no vota.";

    private static List<BodyRules> ReadShipped()
    {
        using var stream = typeof(BodyRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using var reader = new StreamReader(stream);
        return [.. Values.FromJson(reader.ReadToEnd()).AsList().Select(FromValues)];
    }

    private static BodyRules FromValues(object? values) => new(
        Required(values, "code"), Required(values, "name"), Required(values, "norm"),
        CountOf(values.Member("quorum")), CountOf(values.Member("secondCall")), CountOf(values.Member("majority")),
        values.FlagOf("presidentBreaksTie"), values.FlagOf("telematicCounts"), values.FlagOf("substitutesVote"),
        values.WholeOf("noticeDays"), values.WholeOf("extraordinaryNoticeDays"),
        MinutesRules.FromValues(values.Member("minutes")), [.. values.ListOf("unverified").OfType<string>()]);

    private static CountRule? CountOf(object? values) => values is null ? null : new(
        Required(values, "words"), Enum.Parse<CountBase>(values.TextOf("base") ?? nameof(CountBase.Members), ignoreCase: true),
        values.WholeOf("numerator") ?? 0, values.WholeOf("denominator") ?? 1, values.FlagOf("exceeds"), values.WholeOf("fixed"));

    private static string Required(object? values, string name) =>
        values.TextOf(name) ?? throw new InvalidOperationException($"{Resource} has rules without «{name}».");
}

/// <summary>What a body's norm says of its minutes (acta).</summary>
/// <param name="ObservationDays">How long members may observe the draft; null when the norm says nothing.</param>
/// <param name="CountsCalendarDays">Días corridos instead of hábiles.</param>
/// <param name="SilenceApproves">Nobody observed in time: the minutes are approved, by this norm.</param>
public sealed record MinutesRules(int? ObservationDays, bool CountsCalendarDays, bool SilenceApproves, int? SendWithinDays, string? Norm)
{
    internal static MinutesRules FromValues(object? values) => new(
        values.WholeOf("observationDays"), values.FlagOf("calendarDays"), values.FlagOf("silenceApproves"),
        values.WholeOf("sendWithinDays"), values.TextOf("norm"));
}
