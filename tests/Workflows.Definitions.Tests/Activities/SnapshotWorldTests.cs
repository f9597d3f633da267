using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

public class SnapshotWorldTests
{
    private static readonly SnapshotWorld World = new(Story.Demo);

    [Theory]
    [InlineData("institution.pmgOfficer", null, "CA-CON-00725", "CA-CON-00725")]
    [InlineData("ministry.minister", null, "CA-CON-00725", "SEGEGOB")]
    [InlineData("ministry.minister", null, "PE-GOR-00036", "INT")]
    [InlineData("network.expert", "experiencia-usuaria", "CA-CON-00725", "experiencia-usuaria")]
    [InlineData("national.technicalCommittee", null, null, "CL")]
    public void A_role_is_held_where_the_institution_says(string role, string? scope, string? institution, string expected)
    {
        var answer = World.Answer(WorldQuestions.Assignee, Story.Values(("role", role), ("scope", scope), ("institution", institution)));

        Assert.Equal(expected, answer.TextOf("scope"));
    }

    [Theory]
    [InlineData("assignee", """{ "role": "institution.pmgOfficer", "institution": "XX" }""", "«XX» no existe")]
    [InlineData("assignee", """{ "role": "institution.pmgOfficer" }""", "el proceso no dice cuál")]
    [InlineData("assignee", """{ "role": "jefe" }""", "El rol «jefe» no existe")]
    [InlineData("assignee", """{ "role": "network.expert", "scope": "otra" }""", "no puede estar en «otra»")]
    [InlineData("assignee", """{ "role": "committee.secretary", "scope": "otro" }""", "no puede estar en «otro»")]
    [InlineData("institutions", """{ "programme": "XYZ", "year": 2026 }""", "El programa «XYZ» no se conoce")]
    [InlineData("institutions", """{ "programme": "PMG", "year": 26 }""", "El año «26» no sirve")]
    [InlineData(
        "deadline", """{ "policy": { "term": { "workingDays": 3 } }, "openedAt": "2046-01-02T12:00:00Z", "year": 2046 }""",
        "El calendario conoce los feriados")]
    [InlineData("deadline", """{ "policy": { "plazo": 3 }, "openedAt": "2026-01-02T12:00:00Z", "year": 2026 }""", "deadline.term: falta")]
    [InlineData("framework", """{ "programme": "MEI", "year": 2026 }""", "No hay Programa Marco de MEI")]
    [InlineData("clima", "{}", "Nadie sabe responder la pregunta «clima»")]
    public void What_the_world_does_not_know_is_refused_in_Spanish(string question, string asked, string refusal)
    {
        var refused = Assert.Throws<ActivityFaultException>(() => World.Answer(question, Values.FromJson(asked)));

        Assert.Contains(refusal, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_answer_is_plain_and_the_same_when_asked_again()
    {
        var asked = Story.Values(
            ("codes", new List<object?> { "authority" }), ("level", 3d), ("institution", "PE-GOR-00036"), ("date", "2025-11-07"));

        var first = Values.ToJson(World.Answer(WorldQuestions.Recipients, asked));

        Assert.Equal(first, Values.ToJson(new SnapshotWorld(Story.Demo).Answer(WorldQuestions.Recipients, asked)));
    }

    [Fact]
    public void Asking_for_the_institutions_of_the_year_gives_what_a_formulation_needs()
    {
        var institutions = World.Answer(WorldQuestions.Institutions, Story.Values(("programme", "PMG"), ("year", 2026d))).AsList();

        Assert.Equal(159, institutions.Count);
        Assert.Equal(
            ["institution", "name", "ministry", "kind", "regime", "incentive", "year"],
            ((IReadOnlyDictionary<string, object?>)institutions[0]!).Keys);
    }

    [Fact]
    public void A_notice_to_a_vacant_post_climbs_and_says_why()
    {
        var people = Ask(WithoutPmgOfficerOf(Formulation.Service), "responsible");

        Assert.Equal("jefatura.ca-con-00725", Assert.Single(people).TextOf("personId"));
        Assert.Contains("vacante", people[0].TextOf("why"), StringComparison.Ordinal);
    }

    [Fact]
    public void When_nobody_is_left_the_coordinators_hear_of_it()
    {
        var empty = new OrganisationSnapshot(
            OrganisationFiles.ShippedInstitutions(), OrganisationFiles.ShippedMinistries(), OrganisationFiles.ShippedRegions(), [],
            [new Person("coordinacion", "Coordinador/a de flujos", "coordinacion@example.cl")],
            [new Appointment("coordinacion", Role.Coordinator, Appointment.National)]);

        var people = Ask(empty, "responsible");

        Assert.Equal("coordinacion", Assert.Single(people).TextOf("personId"));
        Assert.Contains("nadie ocupa el cargo", people[0].TextOf("why"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_substitute_receives_the_escalation_in_the_name_of_the_office()
    {
        var demo = Story.Demo.Organisation;
        var covered = new OrganisationSnapshot(
            OrganisationFiles.ShippedInstitutions(), OrganisationFiles.ShippedMinistries(), OrganisationFiles.ShippedRegions(),
            demo.Networks, [.. demo.People, new Person("subrogante", "Jefatura subrogante", "subrogante@example.cl")],
            [.. AllPosts(demo), new Appointment("subrogante", Role.HeadOfService, Formulation.Service)
            {
                ValidFrom = new DateOnly(2025, 11, 1), ValidTo = new DateOnly(2025, 11, 30), IsSubstitute = true,
                InsteadOf = "jefatura.ca-con-00725",
            }],
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);
        var story = new Story(
            Formulation.Graph, Story.At(2025, 10, 1), Story.Values(("institution", Formulation.Service), ("year", 2026d)),
            new WorldSnapshot(covered, WorkingCalendar.Shipped));

        story.TurnTo(2025, 11, 6);

        Assert.Equal("Jefatura subrogante (S)", story.Told.Single(mail => mail.Mail.Level == 2).Mail.Addressees[0].Name);
    }

    private static IReadOnlyList<object?> Ask(OrganisationSnapshot organisation, string code) =>
        new SnapshotWorld(new WorldSnapshot(organisation, WorkingCalendar.Shipped)).Answer(WorldQuestions.Recipients, Story.Values(
            ("codes", new List<object?> { code }), ("role", "institution.pmgOfficer"), ("scope", Formulation.Service),
            ("institution", Formulation.Service), ("date", "2025-11-03"))).AsList();

    private static OrganisationSnapshot WithoutPmgOfficerOf(string institution)
    {
        var demo = Story.Demo.Organisation;
        return new OrganisationSnapshot(
            OrganisationFiles.ShippedInstitutions(), OrganisationFiles.ShippedMinistries(), OrganisationFiles.ShippedRegions(),
            demo.Networks, demo.People,
            AllPosts(demo).Where(post => post.Role != Role.InstitutionPmgOfficer || post.ScopeCode != institution),
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);
    }

    private static IEnumerable<Appointment> AllPosts(OrganisationSnapshot organisation) =>
        organisation.People.SelectMany(person => organisation.AppointmentsOf(person.Id, new DateOnly(2025, 11, 3)));
}
