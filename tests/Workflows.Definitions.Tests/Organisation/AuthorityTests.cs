using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

public class AuthorityTests
{
    private static readonly DateOnly Day = new(2026, 10, 16);
    private static readonly Institution Service = new("S-1", "Servicio de Prueba", InstitutionKind.Service, "HAC", IncentiveRegime.Pmg);
    private static readonly Institution Gore = new(
        "G-1", "Gobierno Regional de Prueba", InstitutionKind.RegionalGovernment, "INT", IncentiveRegime.PmgRegionalGovernment);
    private static readonly Ministry[] Ministries = [new("HAC", "Ministerio de Hacienda"), new("INT", "Ministerio del Interior")];

    private static readonly (string Person, Role Role, string Scope)[] Posts =
    [
        ("encargado", Role.InstitutionPmgOfficer, "S-1"),
        ("jefa", Role.HeadOfService, "S-1"),
        ("subsecretario", Role.Undersecretary, "HAC"),
        ("ministerial", Role.MinistryPmgOfficer, "HAC"),
        ("ministra", Role.Minister, "HAC"),
        ("encargada-gore", Role.InstitutionPmgOfficer, "G-1"),
        ("administradora", Role.RegionalAdministrator, "G-1"),
        ("gobernador", Role.Governor, "G-1"),
        ("ministro-interior", Role.Minister, "INT"),
        ("coordinacion", Role.InterministerialCoordination, Appointment.National),
        ("dipres", Role.TechnicalSecretariat, Appointment.National),
        ("subdere", Role.Subdere, Appointment.National),
    ];

    [Theory]
    [InlineData(0, "encargado", "")]
    [InlineData(1, "encargado", "")]
    [InlineData(2, "jefa", "dipres")]
    [InlineData(3, "subsecretario ministerial", "dipres")]
    [InlineData(4, "ministra", "dipres")]
    [InlineData(5, "coordinacion", "dipres")]
    public void A_service_climbs_to_its_minister_and_Dipres_is_copied_from_level_two(int level, string to, string copies) =>
        Assert.Equal((to, copies), Names(Snapshot().AuthorityAt(level, Service, Day)));

    [Theory]
    [InlineData(1, "encargada-gore", "")]
    [InlineData(2, "administradora", "dipres")]
    [InlineData(3, "gobernador", "dipres subdere")]
    [InlineData(4, "gobernador", "dipres subdere")]
    public void A_regional_government_ends_in_its_governor_and_never_in_a_minister(int level, string to, string copies) =>
        Assert.Equal((to, copies), Names(Snapshot().AuthorityAt(level, Gore, Day)));

    [Fact]
    public void Everybody_is_told_why_they_receive_a_notice()
    {
        var recipients = Snapshot().AuthorityAt(2, Service, Day);

        Assert.Equal(
            "Recibe este aviso porque responde por «Servicio de Prueba», como Jefe/a superior de servicio.",
            recipients[0].Why);
        Assert.Equal("Recibes copia porque Dipres sigue el PMG de «Servicio de Prueba».", recipients[1].Why);
    }

    [Fact]
    public void A_vacancy_climbs_to_the_next_level_and_says_so()
    {
        var recipients = Snapshot(without: ["jefa"]).AuthorityAt(2, Service, Day);

        Assert.Equal(("subsecretario", "dipres"), Names(recipients));
        Assert.Equal(
            "Recibe este aviso sobre «Servicio de Prueba» porque el cargo Jefe/a superior de servicio está vacante "
            + "el 16 de octubre de 2026 " +
            "y le corresponde como Subsecretario/a (Ministerio de Hacienda).",
            recipients[0].Why);
    }

    [Fact]
    public void Several_vacancies_climb_until_somebody_answers()
    {
        Assert.Equal(("ministra", "dipres"), Names(Snapshot(without: ["jefa", "subsecretario"]).AuthorityAt(2, Service, Day)));
        Assert.Equal(("ministra ministerial", "dipres"), Names(Snapshot(without: ["subsecretario"]).AuthorityAt(3, Service, Day)));
        Assert.Equal(("coordinacion", "dipres"), Names(Snapshot(without: ["ministra", "subsecretario"]).AuthorityAt(4, Service, Day)));
        Assert.Equal(("", "dipres"), Names(Snapshot(without: ["coordinacion"]).AuthorityAt(5, Service, Day)));
    }

    [Fact]
    public void A_ministry_without_a_minister_is_answered_for_by_its_undersecretary_as_the_law_says()
    {
        var answer = Snapshot(without: ["ministra"]).ExplainAuthority(4, Service, Day);

        Assert.Equal(("subsecretario", "Cargo subsecretario (S)"), (answer.Recipients[0].PersonId, answer.Recipients[0].Name));
        Assert.Contains(
            "Ministro/a: el cargo está vacante. Actúa Cargo subsecretario (S), por ley lo subroga la subsecretaría de designación más "
            + "antigua (Ley 18.575, art. 25).", answer.Steps);
    }

    [Fact]
    public void Who_stopped_working_here_leaves_the_post_vacant() =>
        Assert.Equal("subsecretario", Names(Snapshot(inactive: "jefa").AuthorityAt(2, Service, Day)).To);

    [Fact]
    public void A_substitute_acts_instead_of_the_holder_only_in_the_days_of_the_absence()
    {
        var snapshot = Snapshot(extra: new Appointment("subrogante", Role.HeadOfService, "S-1")
        {
            ValidFrom = new(2026, 10, 16), ValidTo = new(2026, 10, 23), IsSubstitute = true, InsteadOf = "jefa",
        });

        var acting = snapshot.AuthorityAt(2, Service, Day)[0];

        Assert.Equal(("subrogante", "Cargo subrogante (S)"), (acting.PersonId, acting.Name));
        Assert.Contains("como Jefe/a superior de servicio subrogante.", acting.Why, StringComparison.Ordinal);
        Assert.Equal("jefa", snapshot.AuthorityAt(2, Service, new(2026, 10, 15))[0].PersonId);
        Assert.Equal("jefa", snapshot.AuthorityAt(2, Service, new(2026, 10, 24))[0].PersonId);
    }

    [Fact]
    public void Who_holds_two_posts_of_a_level_gets_one_notice()
    {
        var snapshot = Snapshot(extra: new Appointment("subsecretario", Role.MinistryPmgOfficer, "HAC"));

        Assert.Equal(("subsecretario ministerial", "dipres"), Names(snapshot.AuthorityAt(3, Service, Day)));
    }

    [Theory]
    [InlineData("authority", "jefa")]
    [InlineData("institution.head", "jefa")]
    [InlineData("ministry.minister", "ministra")]
    [InlineData("ministry.minister:INT", "ministro-interior")]
    [InlineData("national.subdere", "subdere")]
    [InlineData("responsible", "")]
    public void A_policy_may_name_the_level_or_a_role(string code, string expected) =>
        Assert.Equal(expected, Names(Snapshot().Resolve(RecipientCode.Parse(code), 2, Service, Day)).To);

    [Fact]
    public void A_named_role_that_is_vacant_climbs_too()
    {
        Assert.Equal(
            "subsecretario", Names(Snapshot(without: ["jefa"]).Resolve(RecipientCode.Parse("institution.head"), 2, Service, Day)).To);
        Assert.Empty(Snapshot().Resolve(RecipientCode.Parse("institution.auditor"), 2, Service, Day));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void There_are_no_other_levels(int level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Snapshot().AuthorityAt(level, Service, Day));

    private static (string To, string Copies) Names(IReadOnlyList<Recipient> recipients) => (
        string.Join(' ', recipients.Where(recipient => !recipient.IsCopy).Select(recipient => recipient.PersonId)),
        string.Join(' ', recipients.Where(recipient => recipient.IsCopy).Select(recipient => recipient.PersonId)));

    private static OrganisationSnapshot Snapshot(string[]? without = null, string? inactive = null, Appointment? extra = null)
    {
        var posts = Posts.Where(post => without?.Contains(post.Person) != true)
            .Select(post => new Appointment(post.Person, post.Role, post.Scope)).ToList();
        if (extra is not null) posts.Add(extra);
        var people = posts.Select(post => post.PersonId).Distinct()
            .Select(id => new Person(id, $"Cargo {id}", $"{id}@example.cl", id != inactive));
        return new OrganisationSnapshot([Service, Gore], Ministries, [], [], people, posts);
    }
}
