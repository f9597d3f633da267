using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

/// <summary>Units, their order of rank and the ministries of institutions, each between its dates.</summary>
public class UnitTests
{
    private static readonly DateOnly Monday = new(2026, 9, 14);
    private static readonly DateOnly Friday = new(2026, 9, 18);
    private static readonly Institution Service = new("S-1", "Servicio de Prueba", InstitutionKind.Service, "SEGPRES", IncentiveRegime.Pmg);
    private static readonly Unit Planning = new("S-1.PLAN", "Departamento de Planificación", "S-1") { ValidTo = new(2026, 12, 31) };

    private static readonly UnitPost[] Ranks =
    [
        new("S-1.PLAN", 1, "Jefatura") { Role = Role.InstitutionPmgOfficer },
        new("S-1.PLAN", 2, "Profesional") { PersonId = "segunda" },
        new("S-1.PLAN", 3, "Analista") { Role = Role.IndicatorOfficer },
        new("S-1.PLAN", 4, "Administrativo") { PersonId = "cuarto" },
    ];

    [Fact]
    public void Whoever_follows_in_rank_in_the_same_unit_substitutes_and_the_law_is_named()
    {
        var world = World(absences: [Away("encargada")]);

        var acting = Assert.Single(world.HoldersOf(Role.InstitutionPmgOfficer, "S-1", Monday));

        Assert.Equal("Cargo segunda (S)", acting.DisplayName);
        Assert.Equal("por ley le sigue en el orden jerárquico de «Departamento de Planificación» (Ley 18.834, art. 80)", acting.Basis);
        Assert.Equal(
            [(Role.InstitutionPmgOfficer, "encargada")],
            world.HeldWithoutAppointment("segunda", Monday).Select(post => (post.Role, post.InsteadOf!)));
        Assert.Equal("encargada", Acting(world, new(2026, 9, 21)));
    }

    [Fact]
    public void Who_is_away_or_does_not_meet_the_requirements_is_passed_over()
    {
        Assert.Equal("indicadores", Acting(World(absences: [Away("encargada"), Away("segunda")]), Monday));
        Assert.Equal(
            "indicadores",
            Acting(
                World(absences: [Away("encargada")], ranks: [Ranks[0], Ranks[1] with { MeetsRequirements = false }, .. Ranks[2..]]),
                Monday));
    }

    [Fact]
    public void Nobody_of_another_unit_or_of_a_lower_place_than_those_present_substitutes()
    {
        var other = new Unit("S-1.OTRA", "Otra unidad", "S-1");

        Assert.Equal(
            "",
            Acting(
                World(
                    absences: [Away("encargada")], ranks: [Ranks[0], new("S-1.OTRA", 1, "Jefatura") { PersonId = "segunda" }],
                    units: [Planning, other]), Monday));
        Assert.Empty(World(absences: [Away("encargada")]).HeldWithoutAppointment("cuarto", Monday));
    }

    [Fact]
    public void The_unit_of_the_post_decides_who_follows_and_not_another_unit_its_holder_is_in()
    {
        UnitPost[] ranks = [
            .. Ranks, new("S-1.AAA", 1, "Secretaría del comité") { PersonId = "encargada" },
            new("S-1.AAA", 2, "Apoyo") { PersonId = "cuarto" }];

        Assert.Equal(
            "segunda",
            Acting(World(absences: [Away("encargada")], ranks: ranks, units: [Planning, new("S-1.AAA", "Comité interno", "S-1")]), Monday));
    }

    [Fact]
    public void A_vacant_post_is_exercised_by_whoever_follows_it_in_rank()
    {
        var world = World(posts: [new("indicadores", Role.IndicatorOfficer, "S-1")]);

        Assert.Equal("segunda", Acting(world, Monday));
        Assert.Null(world.HeldWithoutAppointment("segunda", Monday).Single().InsteadOf);
    }

    [Fact]
    public void An_order_of_substitution_goes_before_the_rank()
    {
        Designation[] order = [new(Role.InstitutionPmgOfficer, "S-1", 1, "cuarto")];

        Assert.Equal("cuarto", Acting(World(absences: [Away("encargada")], designations: order), Monday));
    }

    [Fact]
    public void A_unit_that_ended_gives_no_substitute() =>
        Assert.Equal("", Acting(World(absences: [new("encargada", new(2027, 1, 4), new(2027, 1, 8), "Feriado")]), new(2027, 1, 4)));

    [Fact]
    public void Whoever_follows_two_places_below_acts_in_the_work_of_both_who_are_away()
    {
        var world = World(absences: [Away("encargada"), Away("segunda")]);

        Assert.Equal([Role.InstitutionPmgOfficer], world.HeldWithoutAppointment("indicadores", Monday).Select(post => post.Role));
    }

    [Fact]
    public void A_minister_is_never_substituted_by_rank()
    {
        UnitPost[] ranks = [
            new("SEGPRES.GAB", 1, "Ministra") { Role = Role.Minister },
            new("SEGPRES.GAB", 2, "Jefatura de gabinete") { PersonId = "segunda" }];
        var world = World(
            ranks: ranks, units: [new("SEGPRES.GAB", "Gabinete", "SEGPRES")], posts: [new("encargada", Role.InstitutionPmgOfficer, "S-1")]);

        Assert.Empty(world.HoldersOf(Role.Minister, "SEGPRES", Monday));
    }

    [Fact]
    public void A_service_that_passed_to_another_ministry_by_law_climbs_to_the_one_of_each_day()
    {
        var world = World(dependencies: [new("S-1", "HAC") { ValidFrom = new(2024, 3, 1), Norm = "DS de traspaso" }]);

        Assert.Equal("subsecretario-segpres", world.AuthorityAt(3, Service, new(2024, 2, 29))[0].PersonId);
        Assert.Equal("subsecretaria-hacienda", world.AuthorityAt(3, Service, new(2024, 3, 1))[0].PersonId);
        Assert.Equal("«Servicio de Prueba» depende de «Ministerio de Hacienda».", world.ExplainAuthority(3, Service, Monday).Steps[0]);
        Assert.NotEqual(World().Version, world.Version);
    }

    [Fact]
    public void Circles_overlaps_and_unknown_places_are_refused_by_name()
    {
        Refused(
            "«Uno» (A) termina dependiendo de sí misma: A → B",
            units: [new("A", "Uno", "S-1") { ParentCode = "B" }, new("B", "Dos", "S-1") { ParentCode = "A" }]);
        Refused("(A) termina dependiendo de sí misma", units: [new("A", "Uno", "S-1") { ParentCode = "A" }]);
        Refused("depende de la unidad «NADA», que no existe", units: [new("A", "Uno", "S-1") { ParentCode = "NADA" }]);
        Refused(
            "depende de la unidad «B», que es de otra institución",
            units: [new("A", "Uno", "S-1") { ParentCode = "B" }, new("B", "Dos", "HAC")]);
        Refused("es de «NADA», que no es una institución ni un ministerio", units: [new("A", "Uno", "NADA")]);
        Refused("dos filas para los mismos días (Uno y Uno bis)", units: [new("A", "Uno", "S-1"), new("A", "Uno bis", "S-1")
        {
            ValidFrom = Monday
        }]);
        Refused("tienen el mismo lugar (2) en la unidad «S-1.PLAN»", ranks: [.. Ranks, new("S-1.PLAN", 2, "Otra") { PersonId = "cuarto" }]);
        Refused("de una sola forma: por su rol o por su nombre", ranks: [new("S-1.PLAN", 1, "Nadie")]);
        Refused("nombra a «nadie», que no existe", ranks: [new("S-1.PLAN", 1, "Jefatura") { PersonId = "nadie" }]);
        Refused("un rol que no se ejerce en el lugar de esa unidad", ranks: [new("S-1.PLAN", 1, "Ministra") { Role = Role.Minister }]);
        Refused("no entra en su orden jerárquico", ranks: [new("S-1.PLAN", 1, "Dirigente") { Role = Role.StaffAssociation }]);
        Refused("es de una unidad que no existe", ranks: [new("NADA", 1, "Jefatura") { PersonId = "segunda" }]);
        Refused(
            "depende de dos ministerios el 14 de septiembre de 2026 (HAC y SEGPRES)",
            dependencies: [new("S-1", "HAC"), new("S-1", "SEGPRES") { ValidFrom = Monday }]);
        Refused("es del ministerio «NADA», que no existe", dependencies: [new("S-1", "NADA")]);
    }

    [Fact]
    public void A_circle_that_time_undoes_is_none()
    {
        Unit[] units =
        [
            new("A", "Uno", "S-1") { ParentCode = "B", ValidTo = Friday }, new("A", "Uno", "S-1") { ValidFrom = Friday.AddDays(1) },
            new("B", "Dos", "S-1") { ValidTo = Friday }, new("B", "Dos", "S-1") { ParentCode = "A", ValidFrom = Friday.AddDays(1) },
        ];

        Assert.Equal(4, World(units: [Planning, .. units]).Units.Count(unit => unit.Code is "A" or "B"));
    }

    [Fact]
    public void Files_are_read_by_row_and_what_is_wrong_names_its_row()
    {
        var unit = Assert.Single(UnitFiles.ReadUnits("units.csv", "code;name;place;parent;valid_from\nA;División;S-1;;2026-01-01\n"));
        var posts = UnitFiles.ReadPosts(
            "unit-posts.csv",
            "unit,rank,title,role,person,requirements\nA,1,Jefatura,institution.pmgOfficer,,\nA,2,Analista,,segunda,no\n");
        var refusal = Assert.Throws<CsvException>(
            () => UnitFiles.ReadPosts("unit-posts.csv", "unit,rank,title,role\nA,primero,Jefatura,\nA,2,Jefatura,rey\n"));

        Assert.Equal(new Unit("A", "División", "S-1") { ValidFrom = new(2026, 1, 1) }, unit);
        Assert.Equal(
            [(Role.InstitutionPmgOfficer, null, true), (null, "segunda", false)],
            posts.Select(post => (post.Role, post.PersonId, post.MeetsRequirements)));
        Assert.Equal(["Fila 2", "Fila 3"], refusal.Problems.Select(problem => problem[..6]));
    }

    private static void Refused(string because, UnitPost[]? ranks = null, Unit[]? units = null, Dependency[]? dependencies = null)
    {
        var refusal = Assert.Throws<OrganisationException>(() => World(ranks: ranks, units: units, dependencies: dependencies));

        Assert.Contains(refusal.Problems, problem => problem.Contains(because, StringComparison.Ordinal));
    }

    private static Absence Away(string person) => new(person, Monday, Friday, "Feriado legal");

    private static string Acting(OrganisationSnapshot world, DateOnly day) =>
        string.Join(' ', world.HoldersOf(Role.InstitutionPmgOfficer, "S-1", day).Select(holder => holder.Person.Id));

    private static OrganisationSnapshot World(
        Absence[]? absences = null, UnitPost[]? ranks = null, Unit[]? units = null, Appointment[]? posts = null,
        Designation[]? designations = null,
        Dependency[]? dependencies = null)
    {
        Appointment[] all = posts ??
        [
            new("encargada", Role.InstitutionPmgOfficer, "S-1"), new("indicadores", Role.IndicatorOfficer, "S-1"),
            new("subsecretario-segpres", Role.Undersecretary, "SEGPRES"), new("subsecretaria-hacienda", Role.Undersecretary, "HAC"),
        ];
        var people = all.Select(post => post.PersonId).Concat(["encargada", "segunda", "cuarto"]).Distinct()
            .Select(id => new Person(id, $"Cargo {id}", $"{id}@example.cl"));
        var places = units ?? [Planning];
        return new(
            [Service], [new("HAC", "Ministerio de Hacienda"), new("SEGPRES", "Ministerio Secretaría General de la Presidencia")], [], [],
            people, all, absences, designations, places, ranks ?? (places.Contains(Planning) ? Ranks : []), dependencies);
    }
}
