using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Server.Tests.Commitments;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// The flows of commitments and reports in every way they can go. They are asked of regions and ministries and belong to no institution.
/// </summary>
internal static class PlaceCases
{
    public const string Coordination = "coordinacion-interministerial";

    public static readonly ReportSteps OfARegion = new("informe", "revision", "aceptacion");
    public static readonly ReportSteps OfASector = new("programacion", "aprobacion", "aceptacion");

    private const string Flooded = "05", Slipping = "08";

    private static readonly DateOnly Opens = new(2026, 8, 3);
    private static readonly IReadOnlyList<Ministry> Ministries =
        [.. FamilyYears.Organisation.Ministries.Where(ministry => !(ministry.ValidFrom > Opens || ministry.ValidTo < Opens))];

    public static IEnumerable<Foretold> Tell() =>
    [
        .. OfRegions(ShippedFlows.RegionalReport, OfARegion, days: 10),
        .. OfRegions(ShippedFlows.RegionalAgenda, new("agenda", "revision") { Announcement = "entrega" }, days: 5),
        .. OfRegions(ShippedFlows.TerritorialDiagnosis, new("diagnostico", "revision", "aceptacion"), days: 15),
        .. Ways(LevelThreeIsHeld(days: 10))
            .Select((way, i) => OfPlace(ShippedFlows.SectorProgramme, OfASector, way, Ministries[i].Code, Ministries[i].Name)),
        .. Contingencies(), .. CriticalOnes(), .. GovernmentProgrammes(), .. RegionalReports(),
    ];

    /// <summary>What each place answers for: one commitment, and one that slips for every way of intervening.</summary>
    public static string Commitments() => Programme.Header
        + string.Concat(Programme.Regions.Select(region => Row($"P-{region}", "", region)))
        + string.Concat(Ministries.Select(ministry => Row($"S-{ministry.Code}", ministry.Code, "")))
        + string.Concat(Enumerable.Range(0, Ways(default).Count).Select(number => Row($"K-{number}", "", Slipping)));

    private static IEnumerable<Foretold> OfRegions(string flow, ReportSteps steps, int days) => Ways(LevelThreeIsHeld(days))
        .Select((way, i) => OfPlace(flow, steps, way, Programme.Regions[i], $"Región {Programme.Regions[i]}"));

    private static IEnumerable<Foretold> Contingencies()
    {
        var opensAt = FamilyCases.At(Opens, new(17, 40));
        var given = new Dictionary<string, string> { ["code"] = Flooded };
        // A day later the report is due, and four hours after that level 3 is held for one.
        return Ways(opensAt.AddHours(28).AddMinutes(30)).Select(way => FamilyCases.Of(
            ShippedFlows.ContingencyReport, way, opensAt, new
            {
                code = Flooded, name = "Región de Valparaíso", asunto = "Crecida del río", year = 2026
            },
            told => new ReportScript(
                told.Flow, told, new("aporte", "revision") { After = "informe", Announcement = "entrega" }, given)));
    }

    private static IEnumerable<Foretold> CriticalOnes()
    {
        var given = new Dictionary<string, string> { ["rol"] = "region.counterpart", ["lugar"] = Slipping };
        // Coordination itself has two working days for its plan, and hears of its own delay from above.
        return Ways(FamilyCases.At(After(2 + 4), new(10, 30))).Select((way, i) => FamilyCases.Of(
            ShippedFlows.CriticalCommitment, way, FamilyCases.At(Opens),
            new { codigo = $"K-{i}", compromiso = "Obra", motivo = "No avanza.", rol = given["rol"], lugar = Slipping, year = 2026 },
            told => new ReportScript(told.Flow, told, new("seguimiento", "decision") { Before = "plan" }, given)));
    }

    private static IEnumerable<Foretold> GovernmentProgrammes() => Ways(LevelThreeIsHeld(days: 10)).Select(way => FamilyCases.Of(
        ShippedFlows.GovernmentProgramme, way, FamilyCases.At(Opens), new
        {
            year = 2026, period = "2026-T2", cutOff = $"{Opens:yyyy-MM-dd}"
        },
        told => new GovernmentProgrammeScript(told, Ministries, Opens)));

    private static IEnumerable<Foretold> RegionalReports() => Ways(LevelThreeIsHeld(days: 10)).Select(way => FamilyCases.Of(
        ShippedFlows.RegionalReports, way, FamilyCases.At(Opens), new { year = 2026, period = "2026-T2", cutOff = $"{Opens:yyyy-MM-dd}" },
        told => new RegionalReportsScript(told, Opens)));

    private static Foretold OfPlace(string flow, ReportSteps steps, Way way, string code, string name) => FamilyCases.Of(
        flow, way, FamilyCases.At(Opens), new { code, name, year = 2026, period = "2026-T2", cutOff = $"{Opens:yyyy-MM-dd}" },
        told => new ReportScript(flow, told, steps, new Dictionary<string, string> { ["code"] = code }));

    private static IReadOnlyList<Way> Ways(DateTimeOffset cancelled) =>
    [
        new(Way.Usual, (stage, _) => Way.OnTime(stage)),
        new(Way.Returned, Way.ReturnedOnce),
        new(Way.Late, (stage, _) => Way.AfterTheLastLevel(stage)),
        new(Way.Silent, (_, _) => null),
        new(Way.Cancelled, (_, _) => null, cancelled),
    ];

    /// <summary>Half past ten of the day on which level 3 hears of a task with so many days, five after its term.</summary>
    private static DateTimeOffset LevelThreeIsHeld(int days) => FamilyCases.At(After(days + 5), new(10, 30));

    private static DateOnly After(int workingDays) => WorkingCalendar.Shipped.AddWorkingDays(Opens, workingDays);

    private static string Row(string code, string ministry, string region) =>
        $"{code},Obra {code},medida,presidencial,,{ministry},{region},2028-12-31,En proceso,40,no\n";
}
