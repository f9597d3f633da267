using Workflows.Definitions.Calendar;

namespace Workflows.Server.Tests.Commitments;

/// <summary>How a region behaves in one quarter.</summary>
internal enum RegionalConduct
{
    /// <summary>Within the term, on a day and at an hour that are drawn.</summary>
    Reports,
    ReportsInTheFirstMinute,
    ReportsInTheLastSecond,
    IsReturnedByTheDelegation,
    IsReturnedByBoth,

    /// <summary>One second after the last that is in time.</summary>
    IsLateByASecond,
    IsLate,

    /// <summary>What came late stays late, however soon it is corrected.</summary>
    IsLateAndReturned,

    /// <summary>Accepted in the last second before the quarter is put together.</summary>
    IsLateUntilTheCutOff,

    /// <summary>In time, but its delegation approves when the quarter has been put together.</summary>
    IsApprovedTooLate,

    /// <summary>At the very instant at which the quarter is put together.</summary>
    ReportsAtTheCutOff,
    NeverReports,
}

/// <summary>What somebody does about the report of one region, and when.</summary>
internal sealed record RegionalDeed(DateTimeOffset At, string Region, string Step, string Action);

/// <summary>
/// A quarter as it is told beforehand from the calendar alone: when it opens, when a report is due, when it is put together, and how every
/// region behaves. The same seed gives the same year.
/// </summary>
internal sealed class RegionalQuarter(int number, DateOnly cutOff, IReadOnlyDictionary<string, RegionalConduct> conducts)
{
    private const int Seed = 20_260;
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Shipped;

    public int Number => number;
    public string Period => $"2026-T{number}";
    public IReadOnlyDictionary<string, RegionalConduct> Conducts => conducts;

    /// <summary>What each region says of its commitment: further from quarter to quarter.</summary>
    public int Progress => 20 * number;

    public DateTimeOffset Opens { get; } = SantiagoTime.ToInstant(cutOff, new(9, 0));
    public DateTimeOffset LastSecond { get; } = SantiagoTime.ToInstant(Calendar.AddWorkingDays(cutOff, 10), new(23, 59, 59));
    public DateTimeOffset PutTogether { get; } = SantiagoTime.ToInstant(Calendar.AddWorkingDays(cutOff, 15), new(18, 0));

    /// <summary>In the last quarter everybody has reported before it is put together.</summary>
    public bool IsComplete => number == 4;

    public IReadOnlyList<string> Late => Those(
        RegionalConduct.IsLateByASecond, RegionalConduct.IsLate, RegionalConduct.IsLateAndReturned, RegionalConduct.IsLateUntilTheCutOff);

    public IReadOnlyList<string> Missing => Those(
        RegionalConduct.IsApprovedTooLate, RegionalConduct.ReportsAtTheCutOff, RegionalConduct.NeverReports);

    public IReadOnlyList<string> Silent => Those(RegionalConduct.NeverReports);

    public static IReadOnlyList<RegionalQuarter> OfTheYear()
    {
#pragma warning disable CA5394 // a script that is the same every time
        var draw = new Random(Seed);
        var special = Enum.GetValues<RegionalConduct>();
        return [.. Enumerable.Range(1, 4).Select(number =>
        {
            var regions = Programme.Regions.ToArray();
            draw.Shuffle(regions);
            var dealt = special.Append(RegionalConduct.NeverReports).ToArray();
            return new RegionalQuarter(number, new DateOnly(2026, 3 * number, 1).AddMonths(1).AddDays(-1), regions.Select((region, i) =>
                (region, Conduct: i < dealt.Length && !(number == 4 && IsMissing(dealt[i])) ? dealt[i] : RegionalConduct.Reports))
                .ToDictionary(dealing => dealing.region, dealing => dealing.Conduct));
        })];
#pragma warning restore CA5394
    }

    /// <summary>Everything that people do about the reports of this quarter, in its order.</summary>
    public IEnumerable<RegionalDeed> Deeds() => conducts.SelectMany(region => DeedsOf(region.Key, region.Value)).OrderBy(deed => deed.At);

    private RegionalDeed[] DeedsOf(string region, RegionalConduct conduct)
    {
        var index = Array.IndexOf(Programme.Regions, region);
        var usual = SantiagoTime.ToInstant(Calendar.AddWorkingDays(cutOff, 2 + index % 7), new(10 + index % 6, 15));
        return conduct switch
        {
            RegionalConduct.NeverReports => [],
            RegionalConduct.ReportsInTheFirstMinute => Accepted(Opens.AddSeconds(59)),
            RegionalConduct.ReportsInTheLastSecond => Accepted(LastSecond),
            RegionalConduct.IsLateByASecond => Accepted(LastSecond.AddSeconds(1)),
            RegionalConduct.IsLate => Accepted(On(12, new(15, 30))),
            RegionalConduct.IsLateUntilTheCutOff => Accepted(PutTogether.AddSeconds(-1), TimeSpan.Zero),
            RegionalConduct.ReportsAtTheCutOff => Accepted(PutTogether, TimeSpan.Zero),
            RegionalConduct.IsApprovedTooLate =>
                [new(usual, region, "informe", "submit"), new(PutTogether, region, "revision", "approve"), new(
                    PutTogether, region, "aceptacion", "approve")],
            RegionalConduct.IsReturnedByTheDelegation => [.. Returned(usual, "revision"), .. Accepted(usual.AddHours(5))],
            RegionalConduct.IsReturnedByBoth =>
                [.. Returned(usual, "revision"), .. Returned(usual.AddHours(3), "aceptacion"), .. Accepted(usual.AddHours(26))],
            RegionalConduct.IsLateAndReturned => [.. Returned(On(11, new(9, 30)), "revision"), .. Accepted(On(11, new(16, 0)))],
            _ => Accepted(usual),
        };

        DateTimeOffset On(int workingDays, TimeOnly hour) => SantiagoTime.ToInstant(Calendar.AddWorkingDays(cutOff, workingDays), hour);

        RegionalDeed[] Accepted(DateTimeOffset at, TimeSpan? apart = null) =>
        [
            new(at, region, "informe", "submit"), new(at + (apart ?? TimeSpan.FromHours(1)), region, "revision", "approve"),
            new(at + 2 * (apart ?? TimeSpan.FromHours(1)), region, "aceptacion", "approve"),
        ];

        RegionalDeed[] Returned(DateTimeOffset at, string step) => step == "revision"
            ? [new(at, region, "informe", "submit"), new(at.AddHours(1), region, step, "return")]
            : [
                new(at, region, "informe", "submit"), new(at.AddHours(1), region, "revision", "approve"),
                new(at.AddHours(2), region, step, "return")];
    }

    private List<string> Those(params RegionalConduct[] behaving) =>
        [.. Programme.Regions.Where(region => behaving.Contains(conducts[region]))];

    private static bool IsMissing(RegionalConduct conduct) =>
        conduct is RegionalConduct.IsApprovedTooLate or RegionalConduct.ReportsAtTheCutOff or RegionalConduct.NeverReports;
}
