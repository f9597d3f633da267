using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

/// <summary>Who acts when a holder is away: by order of substitution, by law, and never a substitute of a substitute.</summary>
public class SubstitutionTests
{
    private static readonly DateOnly Monday = new(2026, 9, 14);
    private static readonly DateOnly Friday = new(2026, 9, 18);
    private static readonly Institution Service = new("S-1", "Servicio de Prueba", InstitutionKind.Service, "HAC", IncentiveRegime.Pmg);
    private static readonly Institution Gore = new(
        "G-1", "Gobierno Regional de Prueba", InstitutionKind.RegionalGovernment, null, IncentiveRegime.PmgRegionalGovernment);

    private static readonly Appointment[] Posts =
    [
        new("jefa", Role.HeadOfService, "S-1"), new("ministra", Role.Minister, "HAC"),
        new("nueva", Role.Undersecretary, "HAC") { ValidFrom = new(2026, 4, 1) },
        new("antigua", Role.Undersecretary, "HAC") { ValidFrom = new(2026, 3, 11) },
        new("gobernador", Role.Governor, "G-1"), new("administradora", Role.RegionalAdministrator, "G-1"),
    ];

    private static readonly Designation[] Order =
    [
        new(Role.HeadOfService, "S-1", 1, "primero") { Norm = "Resolución exenta 12" }, new(Role.HeadOfService, "S-1", 2, "segunda"),
    ];

    [Fact]
    public void A_minister_who_is_away_is_substituted_by_the_undersecretary_of_oldest_designation()
    {
        var world = World([Away("ministra")]);

        Assert.Equal("antigua", Acting(world, Role.Minister, "HAC", Monday));
        Assert.Equal("antigua", Acting(world, Role.Minister, "HAC", Friday));
        Assert.Equal("ministra", Acting(world, Role.Minister, "HAC", new(2026, 9, 21)));
    }

    [Fact]
    public void A_substitute_who_is_away_gives_way_to_the_next_in_order_and_leaves_them_nothing_else()
    {
        Assert.Equal("primero", Acting(World([Away("jefa")]), Role.HeadOfService, "S-1", Monday));
        Assert.Equal("segunda", Acting(World([Away("jefa"), Away("primero")]), Role.HeadOfService, "S-1", Monday));
        Assert.Equal("", Acting(World([Away("jefa"), Away("primero"), Away("segunda")]), Role.HeadOfService, "S-1", Monday));
    }

    [Fact]
    public void The_substitute_of_an_undersecretary_does_not_become_minister()
    {
        var substitute = new Appointment("subrogante", Role.Undersecretary, "HAC") { IsSubstitute = true, InsteadOf = "antigua" };

        var world = World([Away("ministra"), Away("antigua"), Away("nueva")], [substitute]);

        Assert.Equal("subrogante", Acting(world, Role.Undersecretary, "HAC", Monday));
        Assert.Equal("", Acting(world, Role.Minister, "HAC", Monday));
    }

    [Fact]
    public void A_governor_is_substituted_by_law_for_forty_five_days_and_no_longer()
    {
        Assert.Equal(
            "administradora", Acting(World([new("gobernador", Monday, Monday.AddDays(44), "Permiso")]), Role.Governor, "G-1", Monday));
        Assert.Equal("", Acting(World([new("gobernador", Monday, Monday.AddDays(45), "Permiso")]), Role.Governor, "G-1", Monday));
    }

    [Fact]
    public void Whoever_acts_by_law_knows_in_which_posts()
    {
        var world = World([Away("ministra"), Away("jefa")]);

        Assert.Equal([Role.Minister], world.HeldWithoutAppointment("antigua", Monday).Select(post => post.Role));
        Assert.Equal(
            [("jefa", Friday)], world.HeldWithoutAppointment("primero", Monday).Select(post => (post.InsteadOf!, post.ValidTo!.Value)));
        Assert.Empty(world.HeldWithoutAppointment("nueva", Monday));
        Assert.Empty(world.HeldWithoutAppointment("antigua", new(2026, 9, 21)));
    }

    [Fact]
    public void The_explanation_tells_every_step_and_names_the_norm()
    {
        var answer = World([Away("jefa")]).ExplainAuthority(2, Service, Monday);

        Assert.Equal(
            [
                "«Servicio de Prueba» depende de «Ministerio de Hacienda».",
                "El segundo aviso de atraso corresponde a Jefe/a superior de servicio.",
                "Jefe/a superior de servicio: Cargo jefa está ausente hasta el 18 de septiembre de 2026. "
                    + "Actúa Cargo primero (S), ocupa el lugar 1 del orden de subrogancia (Resolución exenta 12).",
            ],
            answer.Steps.Take(3));
        Assert.Equal("primero", answer.Recipients[0].PersonId);
    }

    [Fact]
    public void A_notice_never_goes_up_to_the_one_who_is_late()
    {
        var world = World([]);

        var climbed = world.Resolve(RecipientCode.Authority, 2, Service, Monday, new HashSet<string> { "jefa" });

        Assert.Equal("antigua", climbed[0].PersonId);
        Assert.Contains(
            "porque quien ejerce como Jefe/a superior de servicio es quien tiene la tarea pendiente", climbed[0].Why,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_regional_government_never_mentions_a_ministry()
    {
        var answer = World([]).ExplainAuthority(4, Gore, Monday);

        Assert.Equal(
            "«Gobierno Regional de Prueba» es un gobierno regional: su línea termina en la gobernación y no pasa por "
            + "el delegado presidencial.", answer.Steps[0]);
        Assert.Equal("gobernador", answer.Recipients[0].PersonId);
    }

    [Fact]
    public void Contradictions_are_refused_by_name()
    {
        Refused(
            "«Cargo jefa» y «Cargo otro» son titulares de Jefe/a superior de servicio (S-1) en los mismos días",
            posts: [new("otro", Role.HeadOfService, "S-1")]);
        Refused(
            "Dos ausencias de «Cargo jefa» se traslapan desde el 16 de septiembre de 2026",
            [Away("jefa"), new("jefa", new(2026, 9, 16), new(2026, 9, 30), "Licencia")]);
        Refused("La ausencia de «Cargo jefa» termina antes de empezar.", [new("jefa", Friday, Monday, "Feriado")]);
        Refused("Hay una ausencia de «nadie», que no existe.", [Away("nadie")]);
        Refused("la subrogancia no se encadena", posts:
        [
            new("uno", Role.HeadOfService, "S-1") { IsSubstitute = true, InsteadOf = "dos" },
            new("dos", Role.HeadOfService, "S-1") { IsSubstitute = true, InsteadOf = "uno" },
        ]);
        Refused("tienen el mismo lugar en la subrogancia", designations: [new(Role.HeadOfService, "S-1", 1, "segunda")]);
        Refused("es en «99», que no existe.", designations: [new(Role.RegionalCounterpart, "99", 1, "segunda")]);
    }

    private static void Refused(string because, Absence[]? absences = null, Appointment[]? posts = null, Designation[]? designations = null)
    {
        var refusal = Assert.Throws<OrganisationException>(() => World(absences ?? [], posts, designations));

        Assert.Contains(refusal.Problems, problem => problem.Contains(because, StringComparison.Ordinal));
    }

    private static Absence Away(string person) => new(person, Monday, Friday, "Feriado legal");

    private static string Acting(OrganisationSnapshot world, Role role, string scope, DateOnly day) =>
        string.Join(' ', world.HoldersOf(role, scope, day).Select(holder => holder.Person.Id));

    private static OrganisationSnapshot World(Absence[] absences, Appointment[]? posts = null, Designation[]? designations = null)
    {
        Appointment[] all = [.. Posts, .. posts ?? []];
        var people = all.Select(post => post.PersonId).Concat(Order.Select(place => place.PersonId)).Distinct()
            .Select(id => new Person(id, $"Cargo {id}", $"{id}@example.cl"));
        return new(
            [Service, Gore], [new("HAC", "Ministerio de Hacienda")], [], [], people, all, absences, [.. Order, .. designations ?? []]);
    }
}
