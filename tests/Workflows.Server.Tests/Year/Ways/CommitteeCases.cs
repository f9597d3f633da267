using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>The flows of committees in every way they can go. They are asked of seats and belong to no institution.</summary>
internal static class CommitteeCases
{
    private const string Committee = "comite-tecnico-pmg";

    /// <summary>The norm of a body whose minutes nobody observed in five days corridos are approved.</summary>
    private const string SilenceApproves = "fondo-reconstruccion";

    /// <summary>The norm of a body that meets with fewer when it is called again.</summary>
    private const string SecondCall = "consejo-regional";

    private static readonly DateOnly Opens = new(2026, 8, 3);

    public static IEnumerable<Foretold> Tell() => [.. WrittenVotes(), .. Agreements(), .. Sessions(), .. Calendars()];

    /// <summary>A ministry has until 15 December, and reports in November.</summary>
    private static IEnumerable<Foretold> Agreements()
    {
        var given = new Dictionary<string, string>
        {
            ["committee"] = Committee, ["responsable_rol"] = "ministry.cabinet", ["responsable_lugar"] = "MOP", ["plazo"] = "2026-12-15",
        };
        var input = new
        {
            committee = Committee, organo = "Comité Técnico del PMG", sesion = 1, punto = "1", titulo_punto = "Marco", numero = 1,
            texto = "Publicar el marco",
            responsable = "Gabinete", responsable_rol = given["responsable_rol"], responsable_lugar = given["responsable_lugar"],
            plazo = given["plazo"],
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
        new { organo = Committee, comite = Committee, materia = $"Marco ({way.Name})", year = 2026 }, told =>
            new WrittenVoteScript(told, Committee)));

    /// <summary>Items are proposed for a week, and the session is on 27 August.</summary>
    private static IEnumerable<Foretold> Sessions()
    {
        DateOnly closes = new(2026, 8, 10), tooSoon = new(2026, 8, 17), day = new(2026, 8, 27), later = new(2026, 9, 10);
        return
        [
            Of(new(Way.Usual, (stage, _) => Sitting(stage, Way.OnTime(stage))), Committee, day),
            // The agenda calls with four of the five days of the norm. Whoever presides sends back minutes that nobody observed, and they
            // are observed again.
            Of(new(Way.Returned, (stage, visit) => stage.Activity == "observar" && visit == 2 ? Way.OnTime(stage)
                : Sitting(stage, Way.ReturnedOnce(stage, visit))), Committee, tooSoon, day),
            Of(new(Way.Late, (stage, _) => Sitting(stage, Way.AfterTheLastLevel(stage))), Committee, day),
            Of(new("con los asientos en silencio", (stage, _) => stage.Action == "comment" ? null : Sitting(stage, Way.OnTime(stage))),
                SilenceApproves, day),
            Of(new("con el acta observada", (stage, _) => stage.Activity == "observar" ? Way.OnTime(stage)
                : Sitting(stage, Way.OnTime(stage))), SilenceApproves, day),
            // The second time there are two days left, too few to ask who comes.
            Of(Closed("trasladada", "trasladada", workingDays: -3, times: 2), Committee, day, later, later.AddDays(-1)),
            Of(Closed("suspendida", "suspendida", workingDays: -3), Committee, day),
            Of(Closed("sin quórum", "sin_quorum", workingDays: 0), Committee, day),
            Of(Closed("con segunda citación", "sin_quorum", workingDays: 0), SecondCall, day, later),
            Of(new("liviana", (stage, _) => Way.OnTime(stage)), Committee),
            Of(new("liviana y tarde", (stage, _) => Way.AfterTheLastLevel(stage)), Committee),
            Of(new(Way.Silent, (_, _) => null), Committee, day),
            // Nobody proposes. Level 3 hears of the agenda three working days after its three, and its notice is held until one o'clock.
            Of(new(Way.Cancelled, (_, _) => null,
                FamilyCases.At(WorkingCalendar.Shipped.AddWorkingDays(closes.AddDays(1), 3 + 3), new(10, 30))), Committee, day),
            Of(new("anulada después de citar", (stage, _) => Sitting(stage, Way.OnTime(stage)),
                FamilyCases.At(new(2026, 8, 17), new(10, 30))), Committee, day),
        ];

        Foretold Of(Way way, string body, params DateOnly[] dates) => FamilyCases.Of(
            ShippedFlows.CommitteeSession, way, FamilyCases.At(Opens),
            new { body, committee = Committee, tipo = "ordinaria", cierre = $"{closes:yyyy-MM-dd}", liviana = dates.Length == 0 },
            told => new SessionScript(told, GivenTo(body, $"{closes:yyyy-MM-dd}"), dates));

        // So it closes the first times; what was moved is held at last.
        static Way Closed(string name, string how, int workingDays, int times = 1) => new(name, (stage, visit) =>
            stage.Activity == "sesion" && visit <= times ? new(new(workingDays, new(15, 30)), $"record:que_paso={how}")
                : Sitting(stage, Way.OnTime(stage)));
    }

    /// <summary>Two sessions a month apart. A late secretariat calls them a week or two after the day that was planned.</summary>
    private static IEnumerable<Foretold> Calendars()
    {
        PlannedSession[] planned =
        [
            new("2026-10-01", new(2026, 10, 15), new(2026, 10, 15)), new("2026-10-29", new(2026, 11, 12), new(2026, 11, 12)),
        ];
        PlannedSession[] late = [planned[0] with { Held = new(2026, 10, 22) }, planned[1] with { Held = new(2026, 11, 26) }];
        return new Way[]
        {
            new(Way.Usual, (stage, _) => Sitting(stage, Way.OnTime(stage))),
            new(Way.Returned, (stage, visit) => Sitting(stage, Way.ReturnedOnce(stage, visit))),
            new(Way.Late, (stage, _) => Sitting(stage, Way.AfterTheLastLevel(stage))),
            new(Way.Silent, (_, _) => null),
            // Level 3 hears three working days after the ten of the calendar, and its notice is held until one o'clock.
            new(Way.Cancelled, (_, _) => null, FamilyCases.At(WorkingCalendar.Shipped.AddWorkingDays(Opens, 10 + 3), new(10, 30))),
        }.Select(way => FamilyCases.Of(
            ShippedFlows.CommitteeCalendar, way, FamilyCases.At(Opens), new { body = Committee, committee = Committee, periodo = way.Name },
            told => new CommitteeCalendarScript(told, GivenTo(Committee, closes: ""), way.Name == Way.Late ? late : planned)));
    }

    /// <summary>A session is held on its day and not before it; who has nothing to observe of its minutes says so.</summary>
    private static Turn Sitting(Stage stage, Turn turn) => stage.Activity switch
    {
        "sesion" => turn with { Moment = new(Math.Max(0, turn.Moment.WorkingDays), new(15, 30)) },
        "observar" => turn with { Action = "decline" },
        _ => turn,
    };

    /// <summary>What a session is opened with, how long its norm lets its minutes be observed, and what is agreed in it.</summary>
    private static Dictionary<string, string> GivenTo(string body, string closes) => new()
    {
        ["body"] = body, ["committee"] = Committee, ["cierre"] = closes, ["reglas.plazo_observaciones"] = SessionScript.Observation(body),
        ["responsable_rol"] = "ministry.cabinet", ["responsable_lugar"] = "MOP", ["plazo"] = "2026-12-15",
    };
}
