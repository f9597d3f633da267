using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>The flows of committees in every way they can go. They are asked of seats and belong to no institution.</summary>
internal static class CommitteeCases
{
    private const string Committee = "comite-tecnico-pmg";

    private static readonly DateOnly Opens = new(2026, 8, 3);

    public static IEnumerable<Foretold> Tell() => [.. WrittenVotes(), .. Agreements()];

    /// <summary>A ministry has until 15 December, and reports in November.</summary>
    private static IEnumerable<Foretold> Agreements()
    {
        var given = new Dictionary<string, string>
        {
            ["committee"] = Committee, ["responsable_rol"] = "ministry.cabinet", ["responsable_lugar"] = "MOP", ["plazo"] = "2026-12-15",
        };
        var input = new
        {
            committee = Committee, organo = "Comité Técnico del PMG", sesion = 1, punto = "1", titulo_punto = "Marco", numero = 1, texto = "Publicar el marco",
            responsable = "Gabinete", responsable_rol = given["responsable_rol"], responsable_lugar = given["responsable_lugar"], plazo = given["plazo"],
        };
        return new Way[]
        {
            new(Way.Usual, (stage, _) => Way.OnTime(stage)),
            new(Way.Returned, Way.ReturnedOnce),
            new(Way.Late, (stage, _) => Way.AfterTheLastLevel(stage)),
            new(Way.Silent, (_, _) => null),
            // Level 3 of the fulfilment hears five working days after its term, and its notice is held until one o'clock.
            new(Way.Cancelled, (_, _) => null, FamilyCases.At(WorkingCalendar.Shipped.AddWorkingDays(new(2026, 12, 15), 5), new(10, 30))),
        }.Select(way => FamilyCases.Of(
            ShippedFlows.CommitteeAgreement, way, FamilyCases.At(Opens), input, told => new AgreementScript(told, given)));
    }

    private static IEnumerable<Foretold> WrittenVotes() => new Way[]
    {
        new(Way.Usual, (stage, _) => Way.OnTime(stage)),
        new(Way.Returned, Way.ReturnedOnce),
        new("con los asientos en silencio", (stage, _) => stage.Activity == "votacion" ? null : Way.OnTime(stage)),
        new(Way.Late, (stage, _) => Way.AfterTheLastLevel(stage)),
        new(Way.Silent, (_, _) => null),
        // Level 3 hears five working days after the five of the proposal, and its notice is held until one o'clock.
        new(Way.Cancelled, (_, _) => null, FamilyCases.At(WorkingCalendar.Shipped.AddWorkingDays(Opens, 5 + 5), new(10, 30))),
    }.Select(way => FamilyCases.Of(
        ShippedFlows.WrittenVote, way, FamilyCases.At(Opens),
        new { organo = Committee, comite = Committee, materia = $"Marco ({way.Name})", year = 2026 }, told => new WrittenVoteScript(told, Committee)));
}
