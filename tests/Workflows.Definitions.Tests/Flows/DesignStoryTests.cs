using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Stories 1 to 4: the design of the framework of 2027, which happens in 2026. 31 January is a Saturday and 31 October, a holiday and a
/// Saturday.
/// </summary>
public class DesignStoryTests
{
    [Fact]
    public void Story_1_the_survey_opens_for_every_service_and_those_who_do_not_answer_are_named()
    {
        var story = Opened();
        Assert.Equal(Story.Demo.Organisation.InstitutionsIn("PMG", 2027).Count, story.Tasks("encuesta").Count);
        Assert.Equal(new DateOnly(2026, 2, 2), story.DueDate("encuesta", Formulation.Service));

        Answer(story, Formulation.Service);
        story.TurnTo(2026, 2, 5);
        // Three working days late the ministry's officer hears of it.
        Assert.Contains(
            story.Mails,
            mail => mail.Mail.Level == 2 && mail.Mail.Addressees.Any(person => person.RoleCode == Role.MinistryPmgOfficer.Code));
        story.TurnTo(2026, 2, 9);

        var survey = Assert.Single(story.Facts("pmg.encuesta")).Data;
        Assert.Equal(story.All.Count(child => child.DefinitionId == ShippedFlows.PmgSurvey) - 1, survey.ListOf("sinRespuesta").Count);
        Assert.DoesNotContain(Story.Demo.Organisation.InstitutionOf(Formulation.Service).Name, survey.ListOf("sinRespuesta"));
        Assert.NotEmpty(story.Tasks("opinion"));
    }

    [Fact]
    public void Story_2_networks_give_their_opinion_in_parallel_and_who_does_not_is_without_pronouncement()
    {
        var story = Surveyed();
        Assert.Equal(
            ["lineamientos", "informe", "opinionSecretaria"],
            story.Tasks().Where(task => task.Instance == story.Root).Select(task => task.Task.ActivityId).Order(StringComparer.Ordinal)
                .OrderBy(id => id != "lineamientos"));
        Assert.Equal(new DateOnly(2026, 11, 2), story.DueDate("opinion", "genero-y-personas"));

        story.TurnTo(2026, 6, 15);
        Opine(story, "genero-y-personas");
        File(story);
        story.TurnTo(2026, 11, 5);

        var opinions = Assert.Single(story.Facts("pmg.opinionesDiseno")).Data;
        Assert.Equal(3, opinions.ListOf("sinPronunciamiento").Count);
        Assert.Equal(
            "Se mantiene.",
            opinions.ListOf("opiniones").Single(opinion => opinion.FlagOf("finished")).Member("output").Member("opinion")
                .TextOf("resumen"));
        Assert.Equal("propuesta", Assert.Single(story.Tasks(), task => task.Instance == story.Root).Task.ActivityId);
        // Three working days late, Dipres hears of the network; its task stays open.
        Assert.Contains(
            story.Mails,
            mail => mail.Mail.Level == 2 && mail.Mail.Addressees.Any(person => person.RoleCode == Role.TechnicalSecretariat.Code));
        Assert.Equal(3, story.Tasks("opinion").Count);
    }

    [Fact]
    public void Story_3_the_technical_committee_decides_in_a_session_and_what_is_pending_goes_to_an_extraordinary_one()
    {
        var story = Proposed();

        Record(story, "definicion", "presencial", "ausente", "ausente");
        Assert.Equal("Sin quórum", story.Instance.Variables["acuerdo"].TextOf("resultado_texto"));
        Record(story, "extraordinaria", "presencial", "telematica", "presencial");

        Assert.Equal("Aprobado", story.Instance.Variables["acuerdo"].TextOf("resultado_texto"));
        Assert.Equal(3, story.Tasks().Count(task => task.Task.RoleCode == Role.Minister.Code));
    }

    [Fact]
    public void Story_3_without_any_definition_the_previous_framework_stays_as_working_version()
    {
        var story = Proposed();

        Record(story, "definicion", "presencial", "ausente", "ausente");
        Record(story, "extraordinaria", "presencial", "ausente", "ausente");

        Assert.Single(story.Facts("pmg.marcoPendiente"));
        Assert.Equal(2, story.Task("propuesta").Task.Visit);
    }

    [Fact]
    public void Story_4_three_ministers_approve_in_parallel_a_substitute_signs_and_objections_go_back_to_the_committee()
    {
        var story = Defined();
        Assert.Equal(new DateOnly(2026, 11, 23), story.DueDate("firmaHacienda"));

        story.Act("firmaInterior", "approve").Act("firmaSegpres", "approve");
        story.Act("firmaHacienda", "return", Formulation.Remarks("Falta el costo del tercer objetivo."));

        var again = story.Task("propuesta").Task;
        Assert.Equal((2, "Falta el costo del tercer objetivo."), (again.Visit, again.Content.ListOf("remarks")[0].TextOf("text")));
        Propose(story);
        Record(story, "definicion", "presencial", "presencial", "presencial");
        foreach (var minister in new[] { "firmaInterior", "firmaHacienda", "firmaSegpres" })
            story.Act(minister, "approve");
        Decree(story);

        var framework = Assert.Single(story.Facts("pmg.marco")).Data;
        Assert.Equal(
            ("2026-11-30", "2026-12-14"), (framework.Member("decreto").TextOf("fecha"), framework.Member("publicacion").TextOf("fecha")));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Story_4_the_task_of_a_minister_who_is_away_is_the_substitute_s()
    {
        var away = new Absence("ministro.hac", new(2026, 11, 1), new(2026, 12, 31), "Comisión de servicio");
        var demo = Story.Demo.Organisation;
        var world = new WorldSnapshot(
            new OrganisationSnapshot(
                demo.Institutions, demo.Ministries, demo.Regions, demo.Networks, demo.People,
                [.. demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2026, 1, 1)))],
                [away], committees: demo.Committees, seats: demo.Seats,
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions),
            WorkingCalendar.Shipped);
        var story = Defined(world);

        Assert.Contains(
            story.Mails,
            mail => mail.Mail.TaskId == story.Task("firmaHacienda").Task.TaskId
                && mail.Mail.Addressees[0].Name.EndsWith("(S)", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_s_silence_defines_or_signs_the_framework()
    {
        var story = Defined();

        story.TurnTo(2027, 6, 30);

        Assert.Equal(3, story.Tasks().Count(task => task.Task.RoleCode == Role.Minister.Code));
        Assert.Empty(story.Facts("pmg.marco"));
    }

    private static FamilyStory Opened(WorldSnapshot? world = null) =>
        new(ShippedFlows.PmgDesign, Story.At(2026, 1, 5), world, ("year", 2027d));

    private static FamilyStory Surveyed(WorldSnapshot? world = null) => Opened(world).TurnTo(2026, 2, 9);

    private static FamilyStory Proposed(WorldSnapshot? world = null)
    {
        var story = Surveyed(world).TurnTo(2026, 10, 1);
        foreach (var network in Story.Demo.Organisation.Networks)
            Opine(story, network.Code);
        File(story);
        Propose(story.TurnTo(2026, 11, 9));
        return story;
    }

    private static FamilyStory Defined(WorldSnapshot? world = null)
    {
        var story = Proposed(world);
        Record(story, "definicion", "presencial", "telematica", "presencial");
        return story;
    }

    private static void Answer(FamilyStory story, string institution) => story.Act(
        "encuesta", "submit", FamilyStory.Payload(("claridad", "claros"), ("plazos", "ajustados")), institution);

    private static void Opine(FamilyStory story, string network) => story.Act("opinion", "submit", FamilyStory.Payload(
        ("temas", new List<object?> { Story.Values(("tema", "Calidad de servicio"), ("opinion", "mantener"), ("razones", "Sirve.")) }),
        ("resumen", "Se mantiene.")), network);

    private static void File(FamilyStory story) => story.TurnTo(2026, 10, 5)
        .Submit("lineamientos", ("lineamientos", "Menos indicadores."), ("fecha", "2026-07-15"))
        .Submit("opinionSecretaria", ("opinion", "Conforme."))
        .Submit("informe", ("recomendaciones", "Medir resultados."), ("empresa", "Consultora"), ("archivo:informe", null));

    private static void Propose(FamilyStory story) => story.Submit(
        "propuesta", ("objetivos", new List<object?> { Story.Values(("objetivo", "Gestión Eficaz"), ("ponderacion", 40d)) }),
        ("cambios", "Se agrega un sistema."), ("archivo:propuesta", null));

    /// <summary>The three seats, in the order of their names; whoever attends votes in favour.</summary>
    private static void Record(FamilyStory story, string session, params string[] attendance) =>
        story.Act(session, "record", FamilyStory.Payload(
        ("fecha", "2026-11-09"), ("modalidad", "hibrida"),
        ("asistencia", new[] { "Dipres", "Subdere", "Subsecretaría General de la Presidencia" }
            .Zip(attendance, object? (seat, how) => how == "ausente"
            ? Story.Values(("asiento", seat), ("asistencia", how))
            : Story.Values(("asiento", seat), ("asistencia", how), ("calidad", "titular"), ("voto", "favor"))).ToList())));

    private static void Decree(FamilyStory story) => story
        .Submit("decreto", ("numero", "347"), ("fecha", "2026-11-30"), ("archivo:decreto", null))
        .Submit("publicacion", ("fecha", "2026-12-14"));
}
