using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

public class OrganisationSnapshotTests
{
    private static readonly Ministry Hacienda = new("HAC", "Ministerio de Hacienda");
    private static readonly Institution Service = new("S-1", "Servicio de Prueba", InstitutionKind.Service, "HAC", IncentiveRegime.Pmg);
    private static readonly Person Head = new("jefa", "Jefa de Prueba", "jefa@example.cl");
    private static readonly Person Next = new("nueva", "Jefa nueva", "nueva@example.cl");

    [Fact]
    public void A_post_belongs_to_whoever_holds_it_that_day()
    {
        var snapshot = With(
            [new(Head.Id, Role.HeadOfService, "S-1") { ValidTo = new(2026, 3, 11) }, new(
                Next.Id, Role.HeadOfService, "S-1") { ValidFrom = new(2026, 3, 12) }]);

        Assert.Equal("jefa", Assert.Single(snapshot.HoldersOf(Role.HeadOfService, "S-1", new(2026, 3, 11))).Person.Id);
        Assert.Equal("nueva", Assert.Single(snapshot.HoldersOf(Role.HeadOfService, "S-1", new(2026, 3, 12))).Person.Id);
        Assert.Empty(snapshot.HoldersOf(Role.HeadOfService, "S-2", new(2026, 3, 12)));
        Assert.Equal([Role.HeadOfService], snapshot.AppointmentsOf("nueva", new(2026, 3, 12)).Select(post => post.Role));
        Assert.Empty(snapshot.AppointmentsOf("jefa", new(2026, 3, 12)));
    }

    [Fact]
    public void A_programme_opens_for_the_institutions_that_exist_in_its_year()
    {
        var snapshot = new OrganisationSnapshot(
            [
                Service,
                Service with { Code = "S-2", ValidFrom = new(2027, 4, 1) },
                Service with { Code = "S-3", ValidTo = new(2025, 12, 31) },
                Service with { Code = "S-4", Regime = IncentiveRegime.Mei },
                Service with { Code = "A-5", Regime = IncentiveRegime.PmgLocalEducation },
            ],
            [Hacienda], [], [], [], []);

        Assert.Equal(["A-5", "S-1"], snapshot.InstitutionsIn("PMG", 2026).Select(institution => institution.Code));
        Assert.Equal(["A-5", "S-1", "S-2"], snapshot.InstitutionsIn("PMG", 2027).Select(institution => institution.Code));
        Assert.Equal(["S-4"], snapshot.InstitutionsIn("MEI", 2026).Select(institution => institution.Code));
        Assert.StartsWith(
            "El programa «CDC» no se conoce.", Assert.Throws<ArgumentException>(() => snapshot.InstitutionsIn("CDC", 2026)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "nadie", "institution.head", "S-1",
        "El nombramiento de «nadie» como Jefe/a superior de servicio nombra a una persona que no existe.")]
    [InlineData(
        "jefa", "institution.head", "S-9",
        "El nombramiento de «Jefa de Prueba» como Jefe/a superior de servicio es en «S-9», que no existe.")]
    [InlineData("jefa", "ministry.minister", "S-1", "El nombramiento de «Jefa de Prueba» como Ministro/a es en «S-1», que no existe.")]
    [InlineData(
        "jefa", "national.coordinator", "S-1",
        "El nombramiento de «Jefa de Prueba» como Coordinador/a de flujos es en «S-1», que no existe.")]
    public void An_appointment_that_points_nowhere_is_refused(string person, string role, string scope, string problem) =>
        Assert.Equal([problem], Assert.Throws<OrganisationException>(() => With([new(person, Role.Parse(role), scope)])).Problems);

    [Fact]
    public void Contradictions_are_told_all_at_once()
    {
        var refusal = Assert.Throws<OrganisationException>(() => new OrganisationSnapshot(
            [Service, Service, Service with { Code = "S-2", MinistryCode = "XYZ" }], [Hacienda], [], [], [Head],
            [
                new(Head.Id, Role.HeadOfService, "S-1") { ValidFrom = new(2026, 2, 1), ValidTo = new(2026, 1, 1) },
                new(Head.Id, Role.HeadOfService, "S-1") { IsSubstitute = true, InsteadOf = Head.Id },
            ]));

        Assert.Equal(4, refusal.Problems.Count);
        Assert.Contains("El código «S-1» está repetido en la institución.", refusal.Problems);
        Assert.Contains("«Servicio de Prueba» depende del ministerio «XYZ», que no existe.", refusal.Problems);
    }

    [Fact]
    public void The_world_has_the_same_version_while_nothing_in_it_changes()
    {
        var calendar = WorkingCalendar.Shipped;
        Appointment post = new(Head.Id, Role.HeadOfService, "S-1");
        var world = new WorldSnapshot(With([post]), calendar);

        Assert.Equal(world.Version, new WorldSnapshot(With([post]), calendar).Version);
        Assert.NotEqual(world.Version, new WorldSnapshot(With([post with { ValidTo = new(2026, 12, 31) }]), calendar).Version);
        Assert.NotEqual(
            world.Version, new WorldSnapshot(With([post]), new WorkingCalendar(ChileanHolidays.All, new Territory("15"))).Version);
        Assert.NotEqual(world.Version, (world with { Organisation = With([]) }).Version);
    }

    [Fact]
    public void Roles_are_a_closed_set_with_a_code_each()
    {
        Assert.All(Role.All, role => Assert.Same(role, Role.Parse(role.Code)));
        Assert.StartsWith(
            "El rol «institution.boss» no existe.", Assert.Throws<FormatException>(() => Role.Parse("institution.boss")).Message,
            StringComparison.Ordinal);
    }

    private static OrganisationSnapshot With(Appointment[] posts) => new([Service], [Hacienda], [], [], [Head, Next], posts);
}
