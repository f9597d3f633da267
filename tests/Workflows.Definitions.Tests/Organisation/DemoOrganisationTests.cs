using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

public class DemoOrganisationTests
{
    private static readonly OrganisationSnapshot Demo = DemoOrganisation.Build();
    private static readonly DateOnly Day = new(2026, 10, 16);

    [Fact]
    public void Every_institution_of_the_PMG_has_somebody_at_each_level()
    {
        var institutions = Demo.InstitutionsIn("PMG", 2026);

        Assert.Equal(159, institutions.Count);
        Assert.All(institutions, institution =>
        {
            for (var level = 0; level <= 4; level++)
            {
                var recipients = Demo.AuthorityAt(level, institution, Day);
                Assert.Contains(recipients, recipient => !recipient.IsCopy);
                Assert.DoesNotContain(recipients, recipient => recipient.Why.Contains("vacante", StringComparison.Ordinal));
                Assert.Equal(level >= 2, recipients.Any(recipient => recipient is { IsCopy: true, PersonId: "secretaria-tecnica" }));
            }
        });
    }

    [Fact]
    public void Every_institution_has_who_proposes_submits_comments_and_certifies() =>
        Assert.All(Demo.InstitutionsIn("PMG", 2026), institution => Assert.All(
            new[] { Role.InstitutionPmgOfficer, Role.HeadOfService, Role.StaffAssociation, Role.InternalAuditor, Role.IndicatorOfficer },
            role => Assert.Single(Demo.HoldersOf(role, institution.Code, Day))));

    [Fact]
    public void The_centre_is_complete()
    {
        Assert.Equal(3, Demo.HoldersOf(Role.TechnicalCommittee, Appointment.National, Day).Count);
        Assert.Single(Demo.HoldersOf(Role.Coordinator, Appointment.National, Day));
        Assert.Single(Demo.HoldersOf(Role.TechnicalSecretariat, Appointment.National, Day));
        Assert.All(Demo.Networks, network => Assert.Equal(2, Demo.HoldersOf(Role.Expert, network.Code, Day).Count));
    }

    [Fact]
    public void Mail_goes_to_example_addresses_and_each_person_has_one_of_their_own()
    {
        Assert.All(Demo.People, person => Assert.Matches(@"^[a-z0-9.\-]+@example\.cl$", person.Email));
        Assert.Equal(Demo.People.Count, Demo.People.Select(person => person.Email).Distinct().Count());
        Assert.Equal("Encargado/a PMG · Consejo Nacional de Televisión", Demo.FindPerson("pmg.ca-con-00725")?.Name);
    }

    [Fact]
    public void The_demo_is_the_same_every_time() => Assert.Equal(Demo.Version, DemoOrganisation.Build().Version);
}
