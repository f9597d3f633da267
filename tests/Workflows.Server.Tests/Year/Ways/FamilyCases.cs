using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>Every flow of the family in every way it can go, with the day on which each opens.</summary>
internal static class FamilyCases
{
    private static readonly Institution Service = FamilyYears.Organisation.InstitutionOf("PE-AGN-00597");
    private static readonly DateOnly Begins = new(2026, 4, 1);

    /// <summary>Told anew each time: what is told is written into them.</summary>
    public static IReadOnlyList<Foretold> Tell() => [.. NewServices(), .. Agreements(), .. Implementations(), .. Designs(),
        .. Evaluations(), .. PlaceCases.Tell(), .. CommitteeCases.Tell()];

    private static IEnumerable<Foretold> NewServices()
    {
        var input = new
        {
            institution = Service.Code, year = 2026, ministry = Service.MinistryCode, name = Service.Name,
            inicio = $"{Begins:yyyy-MM-dd}", referencia = "SEGPRES"
        };
        return Of(ShippedFlows.PmgNewService, At(Begins), input, told => new NewServiceScript(told, Service, 2026, Begins),
            new(Way.Usual, (stage, _) => Way.OnTime(stage)),
            new("antes del primer aviso", (stage, _) => stage.Activity == "metas" ? new(new(-40, new(10, 0)), "submit")
                : Way.OnTime(stage)),
            new(Way.Late, (stage, _) => Way.AfterTheLastLevel(stage)),
            new(Way.Silent, (_, _) => null),
            // The minister's notice, of level 3, is held since 09:00 of that day.
            new(Way.Cancelled, (_, _) => null, At(new(2026, 7, 7), new(10, 30))));
    }

    private static IEnumerable<Foretold> Agreements()
    {
        var input = new
        {
            institution = Service.Code, year = 2026, ministry = Service.MinistryCode, name = Service.Name,
            equipo = "División de Estudios", dotacion = 32
        };
        return Of(ShippedFlows.CollectiveAgreement, YearServer.Opening, input, told => new CollectiveAgreementScript(told, Service, 2026),
            new(Way.Usual, (stage, _) => Way.OnTime(stage)),
            // Each review sends back once; the second one has the agreement's first reviewer judge for the third time.
            new(Way.Returned, Way.ReturnedOnce),
            new(Way.Late, (stage, _) => Way.AfterTheLastLevel(stage)),
            new(Way.Silent, (_, _) => null),
            new(Way.Cancelled, (_, _) => null, At(new(2025, 11, 10), new(10, 30))));
    }

    private static IEnumerable<Foretold> Implementations()
    {
        var input = new { institution = Service.Code, year = 2026, ministry = Service.MinistryCode, name = Service.Name };
        Turn inAugust = new(new(-70, new(10, 0)), "submit");
        return Of(ShippedFlows.PmgImplementation, At(new(2026, 1, 2)), input, told => new ImplementationScript(told, Service, 2026),
            new(Way.Usual, (stage, _) => stage.Activity == "solicitud" ? null : Way.OnTime(stage)),
            // A change of targets is sent back, granted by decree, and a second one asked for afterwards and granted too.
            new(Way.Returned, (stage, visit) => stage.Activity == "solicitud" ? visit > 3 ? null : inAugust
                : Way.ReturnedOnce(stage, visit)),
            new("con una modificación rechazada", (stage, visit) => stage.Activity switch
            {
                "solicitud" => visit == 1 ? inAugust : null,
                "decision" => new(new(-3, new(15, 30)), "reject"),
                _ => Way.OnTime(stage),
            }),
            new(Way.Late, (stage, visit) => stage.Activity == "solicitud" ? visit == 1 ? inAugust : null : Way.AfterTheLastLevel(stage)),
            new(Way.Silent, (_, _) => null),
            new(Way.Cancelled, (_, _) => null, At(new(2026, 3, 12), new(10, 30))));
    }

    private static IEnumerable<Foretold> Designs()
    {
        var networks = FamilyYears.Organisation.Networks;
        return Of(ShippedFlows.PmgDesign, At(new(2026, 1, 5)), new { year = 2027 }, told =>
            new DesignScript(told, FamilyYears.Institutions, networks, 2027),
            new(Way.Usual, (stage, _) => Way.OnTime(stage)),
            // The first session has no quorum; one minister objects to what the extraordinary one approves.
            new(Way.Returned, (stage, visit) => (stage.Activity, visit) switch
            {
                ("definicion", 1) => Way.OnTime(stage) with { Action = "record:nadie" },
                ("firmaHacienda", _) => Way.ReturnedOnce(stage, visit),
                _ => Way.OnTime(stage),
            }),
            new(Way.Late, (stage, _) => Way.AfterTheLastLevel(stage)),
            new(Way.Silent, (stage, _) => stage.Activity is "encuesta" or "opinion"
                || stage.Activity.StartsWith("firma", StringComparison.Ordinal) ? null : Way.OnTime(stage)),
            new(Way.Cancelled, (stage, _) => stage.Activity.StartsWith("firma", StringComparison.Ordinal) ? null : Way.OnTime(stage),
                At(new(2026, 12, 11), new(10, 30))));
    }

    private static IEnumerable<Foretold> Evaluations()
    {
        var input = new { institution = Service.Code, year = 2026, ministry = Service.MinistryCode, name = Service.Name };
        return Of(ShippedFlows.PmgEvaluation, At(new(2027, 1, 4)), input, told => new EvaluationScript(told, Service, 2026),
            new(Way.Usual, (stage, _) => Way.OnTime(stage)),
            new("con un reclamo", (stage, _) => Claiming(stage, Way.OnTime(stage))),
            new(Way.Returned, Way.ReturnedOnce),
            new(Way.Late, (stage, _) => Claiming(stage, Way.AfterTheLastLevel(stage))),
            new(Way.Silent, (_, _) => null),
            new(Way.Cancelled, (_, _) => null, At(new(2027, 1, 22), new(10, 30))));

        static Turn Claiming(Stage stage, Turn turn) => stage.Activity == "respuesta" ? turn with { Action = "submit:reclama" } : turn;
    }

    private static IEnumerable<Foretold> Of(string flow, DateTimeOffset opensAt, object input, Func<Foretold, Script> scriptOf,
        params Way[] ways) => ways.Select(way => Of(flow, way, opensAt, input, scriptOf));

    internal static Foretold Of(string flow, Way way, DateTimeOffset opensAt, object input, Func<Foretold, Script> scriptOf)
    {
        var told = new Foretold(flow, way, opensAt, input);
        told.EndsAt = scriptOf(told).Run(opensAt);
        return told;
    }

    internal static DateTimeOffset At(DateOnly day, TimeOnly? hour = null) => SantiagoTime.ToInstant(day, hour ?? new(9, 0));
}
