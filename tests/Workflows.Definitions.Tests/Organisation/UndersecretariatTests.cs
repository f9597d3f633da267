using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Tests.Organisation;

/// <summary>The notices of a service climb through its own undersecretariat, and through no other of its ministry.</summary>
public class UndersecretariatTests
{
    private static readonly DateOnly Day = new(2026, 10, 16);
    private static readonly OrganisationSnapshot Demo = DemoOrganisation.Build();
    private static readonly Institution Tourism = new("S-1", "Servicio de Turismo", InstitutionKind.Service, "ECO", IncentiveRegime.Pmg);
    private static readonly Institution Treasury = new("S-2", "Tesorería", InstitutionKind.Service, "HAC", IncentiveRegime.Pmg);
    private static readonly Institution Gore = new(
        "G-1", "Gobierno Regional de Prueba", InstitutionKind.RegionalGovernment, "ECO", IncentiveRegime.PmgRegionalGovernment);

    private static readonly Undersecretariat[] Offices =
    [
        new("SUBECO", "Subsecretaría de Economía", "ECO"), new("SUBTUR", "Subsecretaría de Turismo", "ECO"),
        new("SUBHAC", "Subsecretaría de Hacienda", "HAC"),
    ];

    private static readonly Appointment[] Placed =
    [
        new("economia", Role.Undersecretary, "SUBECO"), new("turismo", Role.Undersecretary, "SUBTUR"),
        new("hacienda", Role.Undersecretary, "SUBHAC"),
    ];

    [Fact]
    public void There_are_forty_undersecretariats_in_twenty_five_ministries()
    {
        var offices = OrganisationFiles.ShippedUndersecretariats();
        var open = OrganisationFiles.ShippedMinistries().Where(ministry => ministry.ValidTo is null).Select(ministry => ministry.Code);

        Assert.Equal(40, offices.Count);
        Assert.Equal(open.Order(), offices.Select(office => office.MinistryCode).Distinct().Order());
    }

    [Theory]
    [InlineData("PE-SER-00102", "SUBTUR")]
    [InlineData("PE-SER-00103", "SUBPESCA")]
    [InlineData("PE-SER-00603", "SUBTRAB")]
    [InlineData("PE-INS-00021", "SUBPREVS")]
    [InlineData("PE-SER-00139", "SUBPARV")]
    [InlineData("PE-SER-00066", "SUBREDES")]
    [InlineData("PE-INS-00067", "SUBSALPUB")]
    [InlineData("CA-CON-00725", "SUBSEGEGOB")]
    public void The_shipped_list_says_of_each_service_its_undersecretariat(string service, string office) =>
        Assert.Equal(office, Demo.Undersecretariats.Of(Demo.InstitutionOf(service), Day)?.Code);

    [Fact]
    public void Every_service_of_the_PMG_has_one_and_no_regional_government_does()
    {
        Assert.All(Demo.InstitutionsIn("PMG", 2026).Where(one => one.MinistryCode is not null), institution => Assert.Equal(
            institution.Kind == InstitutionKind.RegionalGovernment, Demo.Undersecretariats.Of(institution, Day) is null));
    }

    [Fact]
    public void A_late_service_of_a_second_undersecretariat_reaches_that_one_and_no_other()
    {
        Assert.Equal("turismo", To(World(Placed, [Of("SUBTUR")]), Tourism, 3));
        Assert.Equal("economia", To(World(Placed, [Of("SUBECO")]), Tourism, 3));
    }

    [Fact]
    public void Which_one_it_is_depends_on_the_day()
    {
        var world = World(
            Placed, [Of("SUBECO") with { ValidTo = Day.AddDays(-1) }, Of("SUBTUR") with { ValidFrom = Day, Norm = "DS 4 de 2026" }]);

        Assert.Equal("economia", To(world, Tourism, 3, Day.AddDays(-1)));
        Assert.Equal("turismo", To(world, Tourism, 3));
        Assert.Contains(
            "Su línea sube por «Subsecretaría de Turismo», según DS 4 de 2026.", world.ExplainAuthority(3, Tourism, Day).Steps);
    }

    [Fact]
    public void Where_a_ministry_has_one_nobody_has_to_say_it()
    {
        var world = World(Placed, []);

        Assert.Equal("hacienda", To(world, Treasury, 3));
        Assert.Contains(
            "Su línea sube por «Subsecretaría de Hacienda», la única de su ministerio.", world.ExplainAuthority(3, Treasury, Day).Steps);
    }

    [Fact]
    public void Only_who_can_confirm_it_is_told_that_nobody_did()
    {
        var world = World(Placed, [Of("SUBTUR")]);

        Assert.Contains(
            "Su línea sube por «Subsecretaría de Turismo», por confirmar.",
            world.ExplainAuthority(3, Tourism, Day, saysUnconfirmed: true).Steps);
        Assert.DoesNotContain("confirmar", string.Concat(world.ExplainAuthority(3, Tourism, Day).Steps), StringComparison.Ordinal);
        Assert.DoesNotContain("confirmar", world.AuthorityAt(3, Tourism, Day)[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_of_which_nobody_said_it_alerts_no_undersecretary_of_another_and_climbs_saying_why()
    {
        var answer = World(Placed, []).ExplainAuthority(3, Tourism, Day);

        Assert.Equal("ministra", To(answer.Recipients));
        Assert.Contains("no se ha dicho de qué subsecretaría depende", answer.Recipients[0].Why, StringComparison.Ordinal);
        Assert.Contains(answer.Steps, step => step.Contains("nadie ha dicho de cuál depende", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_was_appointed_in_the_ministry_before_still_gets_the_notices_that_nobody_else_would()
    {
        Appointment[] before = [new("antigua", Role.Undersecretary, "ECO"), new("economia", Role.Undersecretary, "SUBECO")];

        Assert.Equal("antigua", To(World(before, []), Tourism, 3));
        var world = World(before, [Of("SUBTUR")]);
        Assert.Equal("antigua", To(world, Tourism, 3));
        Assert.Contains(
            "En «Subsecretaría de Turismo» no hay nadie nombrado: lo recibe quien figura en el ministerio sin decir en qué subsecretaría.",
            world.ExplainAuthority(3, Tourism, Day).Steps);
        Assert.Equal("economia", To(World(before, [Of("SUBECO")]), Tourism, 3));
    }

    [Fact]
    public void An_appointment_in_a_ministry_with_one_counts_in_it()
    {
        var world = World([new("hacienda", Role.Undersecretary, "HAC")], []);

        Assert.Equal("hacienda", To(world, Treasury, 3));
        Assert.Equal("hacienda", Assert.Single(world.HoldersOf(Role.Undersecretary, "SUBHAC", Day)).Person.Id);
    }

    [Fact]
    public void A_minister_who_is_away_is_substituted_by_the_oldest_of_all_its_undersecretaries()
    {
        var world = World(
            [Placed[0] with { ValidFrom = new(2026, 4, 1) }, Placed[1] with { ValidFrom = new(2026, 3, 11) }], [Of("SUBTUR")],
            [new("ministra", Day, Day, "Feriado legal")]);

        var acting = Assert.Single(world.HoldersOf(Role.Minister, "ECO", Day));

        Assert.Equal("turismo", acting.Person.Id);
        Assert.Contains(world.HeldWithoutAppointment("turismo", Day), post => post.Role == Role.Minister && post.ScopeCode == "ECO");
    }

    [Fact]
    public void A_vacant_undersecretariat_has_its_own_order_of_substitution()
    {
        var world = World(
            [Placed[0]], [Of("SUBTUR")], designations: [new(Role.Undersecretary, "SUBTUR", 1, "hacienda"),
                new(Role.Undersecretary, "SUBECO", 1, "ministra")]);

        Assert.Equal("hacienda", To(world, Tourism, 3));
    }

    [Fact]
    public void What_is_asked_of_an_undersecretary_is_asked_in_the_undersecretariat_of_the_service()
    {
        Assert.Equal("SUBTUR", Asked(World(Placed, [Of("SUBTUR")]), "S-1", null));
        Assert.Equal("ECO", Asked(World(Placed, []), "S-1", null));
        Assert.Equal("HAC", Asked(World(Placed, []), null, "HAC"));
    }

    [Fact]
    public void Work_asked_of_a_ministry_as_a_whole_is_of_all_its_undersecretaries() => Assert.Equal(
        ["economia", "turismo"],
        World(Placed, []).HoldersOf(Role.Undersecretary, "ECO", Day).Select(holder => holder.Person.Id).Order());

    [Fact]
    public void A_row_of_another_ministry_than_the_service_s_says_nothing()
    {
        var world = World(
            Placed, [Of("SUBTUR")], dependencies: [new("S-1", "HAC") { ValidFrom = Day, Norm = "Ley de traspaso" }]);

        Assert.Equal("turismo", To(world, Tourism, 3, Day.AddDays(-1)));
        Assert.Equal("hacienda", To(world, Tourism, 3));
    }

    [Theory]
    [InlineData("ministry.pmgOfficer")]
    [InlineData("ministry.undersecretary")]
    [InlineData("ministry.minister")]
    [InlineData("ministry.cabinet")]
    public void What_a_policy_writes_for_a_ministry_never_takes_a_regional_government_to_one(string code)
    {
        var world = World(
            [.. Placed, new("administradora", Role.RegionalAdministrator, "G-1"), new("gobernador", Role.Governor, "G-1")], []);

        Assert.Equal("administradora", To(world.Resolve(RecipientCode.Parse(code), 2, Gore, Day)));
        Assert.Equal("gobernador", To(world.Resolve(RecipientCode.Parse(code), 3, Gore, Day)));
        Assert.Equal("gobernador", To(world.Resolve(RecipientCode.Parse(code), 5, Gore, Day)));
    }

    [Theory]
    [InlineData("region.counterpart", "13", 3)]
    [InlineData("region.presidentialDelegate", "05", 3)]
    public void The_line_of_a_region_goes_through_the_undersecretariat_of_the_interior_and_not_through_the_other(
        string role, string region, int level)
    {
        var told = new SnapshotWorld(new(Demo, WorkingCalendar.Shipped)).Answer(WorldQuestions.Recipients, new Dictionary<string, object?>
        {
            ["codes"] = PlainValues.ToValues(["authority"]), ["level"] = (double)level, ["role"] = role, ["scope"] = region,
            ["date"] = "2026-07-15",
        }).AsList();

        Assert.Equal(["subsecretario.int"], told.Select(person => person.TextOf("personId")));
        Assert.Contains("Subsecretaría del Interior", told[0].TextOf("why"), StringComparison.Ordinal);
    }

    [Fact]
    public void Contradictions_are_refused_in_Spanish()
    {
        Refused("depende de dos subsecretarías el 16 de octubre de 2026", [Of("SUBECO"), Of("SUBTUR") with { ValidFrom = Day }]);
        Refused("es «NADA», que no existe", [Of("NADA")]);
        Refused("es de una institución que no existe", [new("NADIE", "SUBECO")]);
        Refused("termina antes de empezar", [Of("SUBTUR") with { ValidFrom = Day, ValidTo = Day.AddDays(-1) }]);
    }

    private static void Refused(string because, Supervision[] rows) => Assert.Contains(
        because, Assert.Throws<OrganisationException>(() => World(Placed, rows)).Message, StringComparison.Ordinal);

    private static Supervision Of(string office) => new("S-1", office);

    private static string To(OrganisationSnapshot world, Institution institution, int level, DateOnly? day = null) =>
        To([.. world.AuthorityAt(level, institution, day ?? Day).Where(one => one.Role != Role.MinistryPmgOfficer)]);

    private static string To(IReadOnlyList<Recipient> recipients) =>
        string.Join(' ', recipients.Where(one => !one.IsCopy).Select(one => one.PersonId));

    private static string? Asked(OrganisationSnapshot world, string? institution, string? scope) =>
        new SnapshotWorld(new(world, WorkingCalendar.Shipped)).Answer(WorldQuestions.Assignee, new Dictionary<string, object?>
        {
            ["role"] = "ministry.undersecretary", ["institution"] = institution, ["scope"] = scope, ["date"] = "2026-10-16",
        }).TextOf("scope");

    private static OrganisationSnapshot World(
        Appointment[] posts, Supervision[] supervisions, Absence[]? absences = null, Designation[]? designations = null,
        Dependency[]? dependencies = null)
    {
        Appointment[] all = [new("ministra", Role.Minister, "ECO"), .. posts];
        string[] ids = [.. all.Select(post => post.PersonId), .. (designations ?? []).Select(place => place.PersonId)];
        return new(
            [Tourism, Treasury, Gore], [new("ECO", "Ministerio de Economía"), new("HAC", "Ministerio de Hacienda")], [], [],
            ids.Distinct().Select(id => new Person(id, $"Cargo {id}", $"{id}@example.cl")), all, absences, designations,
            dependencies: dependencies, undersecretariats: Offices, supervisions: supervisions);
    }
}
