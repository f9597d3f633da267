using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Story 5: an institution formulates. Who takes part before anybody proposes, who proposes, who gives an opinion on what, and what the
/// decree keeps. The proposal is due on Thursday 30 October 2025.
/// </summary>
public class ProposingTests
{
    [Fact]
    public void Story_5_associations_read_and_comment_before_the_head_of_service_proposes()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);

        story.Submit();
        Assert.Equal("institution.association", Assert.Single(story.Tasks).RoleCode);
        story.Act("comentarios", "comment", Story.Values(("comment", "Falta un indicador de trato.")));

        var task = Assert.Single(story.Tasks);
        Assert.Equal(("jefatura", "institution.head"), (task.ActivityId, task.RoleCode));
        Assert.Equal("Comentaron la propuesta: Coordinador/a de flujos.", task.Content.Member("background").TextOf("aviso"));
        var fact = Assert.Single(story.Of<FactRecorded>()).Effect;
        Assert.Equal(
            ("pmg.participacion", "Falta un indicador de trato."), (fact.FactKind, fact.Data.Member("comentarios").TextOf("comment")));
        story.Approve("jefatura");
        Assert.Equal("revisionMinisterial", Assert.Single(story.Tasks).ActivityId);
    }

    [Fact]
    public void Story_5_nobody_waits_for_associations_past_their_term_and_their_absence_is_named()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.Submit();

        // Five working days from Monday 20 October.
        story.TurnTo(2025, 10, 27, 23);
        Assert.Equal("comentarios", Assert.Single(story.Tasks).ActivityId);
        story.TurnTo(2025, 10, 28, 0);

        Assert.Equal("jefatura", Assert.Single(story.Tasks).ActivityId);
        var fact = Assert.Single(story.Of<FactRecorded>()).Effect;
        Assert.Equal("Las asociaciones de funcionarios no comentaron dentro de su plazo.", fact.Data.TextOf("participacion"));
        story.Approve("jefatura");
        Assert.Equal(fact.Data.TextOf("participacion"), story.Task("revisionMinisterial").Content.Member("background").TextOf("aviso"));
    }

    [Fact]
    public void Story_5_a_proposal_its_head_does_not_make_climbs_at_three_days_to_the_undersecretary_and_is_never_made_by_silence()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.Submit();
        story.Act("comentarios", "decline");

        // Five working days end on Monday 27 October.
        story.TurnTo(2026, 2, 1);

        Assert.Equal(
            [(1, "jefatura.ca-con-00725", Story.At(2025, 10, 28)), (3, "subsecretario.segegob", Story.At(2025, 10, 30)), (
                4, "ministro.segegob", Story.At(2025, 11, 11))],
            story.Told.Select(mail => (mail.Mail.Level!.Value, mail.Mail.Addressees[0].PersonId, mail.At)));
        Assert.Equal("jefatura", Assert.Single(story.Tasks).ActivityId);
    }

    [Fact]
    public void Story_5_what_was_not_answered_in_ten_working_days_is_accepted_and_the_decree_freezes_objectives_and_weights()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20).ProposeAfterParticipation();
        story.Act("revisionMinisterial", "return", Formulation.Remarks("La meta 2 no tiene fórmula"));

        story.TurnTo(2025, 11, 5, 0);
        story.FinishFromNetworks();

        Assert.Equal(
            ["pmg.participacion", "pmg.observacionesAceptadas", "pmg.decretoDictado", "pmg.objetivosFijados"],
            story.Of<FactRecorded>().Select(fact => fact.Effect.FactKind));
        var frozen = story.Of<FactRecorded>().Last().Effect.Data;
        Assert.Equal(
            [40d, 20d, 40d], frozen.Member("propuesta").Member("answers").ListOf("indicadores").Select(row => row.Member("ponderacion")));
        Assert.Equal("2025-12-31", frozen.Member("decreto").Member("answers").TextOf("fecha"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void What_the_head_sends_back_and_nobody_corrects_comes_to_the_head_again_and_passes_no_further()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.Submit();
        story.Act("comentarios", "decline");
        story.Act("jefatura", "return", Formulation.Remarks("Sube la segunda meta"));

        story.TurnTo(2025, 11, 5, 0);

        var task = Assert.Single(story.Tasks);
        Assert.Equal(("jefatura", 2), (task.ActivityId, task.Visit));
        Assert.DoesNotContain(story.Of<FactRecorded>(), fact => fact.Effect.FactKind == "pmg.observacionesAceptadas");
    }

    [Fact]
    public void A_corrected_proposal_is_proposed_again_before_anybody_outside_sees_it()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20).ProposeAfterParticipation();
        story.Act("revisionMinisterial", "return", Formulation.Remarks("La meta 2 no tiene fórmula"));

        story.Submit(Formulation.Proposal(50, 20, 30));

        Assert.Equal(("jefatura", 2), (Assert.Single(story.Tasks).ActivityId, story.Tasks[0].Visit));
    }

    [Fact]
    public void A_regional_government_is_proposed_by_its_governor_after_the_regional_council_straight_to_the_committee()
    {
        var story = Formulation.Open(Formulation.RegionalGovernment).TurnTo(2025, 10, 20);
        story.Submit();
        story.Act("comentarios", "decline");
        var task = Assert.Single(story.Tasks);
        Assert.Equal(("gobernacion", "institution.governor"), (task.ActivityId, task.RoleCode));
        Assert.Contains(
            "Falta «Fecha de la consulta al consejo regional».", TaskRules.Problem(task.Actions, task.Content, "approve", Story.Values()),
            StringComparison.Ordinal);

        story.Act(
            "gobernacion", "approve", Story.Values(("answers", Story.Values(("core_fecha", "2025-10-15"), ("core_numero", "CORE 412")))));

        Assert.Equal("certificado", Assert.Single(story.Tasks).ActivityId);
        var fact = story.Of<FactRecorded>().Last().Effect;
        Assert.Equal(
            ("pmg.consultaConsejoRegional", "2025-10-15", "CORE 412"),
            (fact.FactKind, fact.Data.TextOf("fecha"), fact.Data.TextOf("numero")));
        Assert.DoesNotContain(story.Of<TaskOpened>(), opened => opened.Effect.RoleCode.StartsWith("ministry.", StringComparison.Ordinal));

        story.Approve("certificado");
        var decree = Assert.Single(story.Tasks);
        Assert.Equal(("decreto", "INT"), (decree.ActivityId, decree.ScopeCode));
        story.Act("decreto", "submit", Formulation.Decree("12", "2025-12-30"));
        story.Act("publicacion", "submit", Formulation.Published("2026-03-10"));
        Assert.Equal("2025-10-15", story.Of<FactRecorded>().Last().Effect.Data.Member("consulta").Member("answers").TextOf("core_fecha"));
    }

    [Fact]
    public void A_governor_s_silence_proposes_nothing_and_no_minister_hears_of_it()
    {
        var story = Formulation.Open(Formulation.RegionalGovernment).TurnTo(2025, 10, 20);
        story.Submit();
        story.Act("comentarios", "decline");

        story.TurnTo(2026, 2, 1);

        Assert.Equal("gobernacion", Assert.Single(story.Tasks).ActivityId);
        Assert.Equal(
            ["gobernacion.pe-gor-00036", "administracion-regional.pe-gor-00036", "gobernacion.pe-gor-00036"],
            story.Told.Select(mail => mail.Mail.Addressees[0].PersonId));
        Assert.DoesNotContain(
            story.Mails.SelectMany(mail => mail.Mail.Addressees), person =>
                person.RoleCode.StartsWith("ministry.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_committee_sends_back_to_a_regional_government_goes_to_its_governor_again_and_never_to_a_ministry()
    {
        var story = ProposedByGovernor();
        story.Act("certificado", "return", Formulation.Remarks("Falta el medio de verificación"));

        story.Submit();
        Assert.Equal(("gobernacion", 2), (Assert.Single(story.Tasks).ActivityId, story.Tasks[0].Visit));

        var silent = ProposedByGovernor();
        silent.Act("certificado", "return", Formulation.Remarks("Falta el medio de verificación"));
        silent.TurnTo(2025, 11, 25);
        Assert.Equal("certificado", Assert.Single(silent.Tasks).ActivityId);
    }

    [Theory]
    [InlineData("equidad-de-genero,riesgo-psicolaboral,propio", "redGenero")]
    [InlineData("transformacion-digital,propio,cambio-climatico", "redClima,redDigital")]
    [InlineData("propio,propio,propio", "certificado")]
    public void Only_the_networks_that_own_a_topic_of_the_proposal_give_their_opinion(string topics, string asked)
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20).ProposeAfterParticipation(Formulation.Proposal(topics.Split(','), 40, 20, 40));

        story.Approve("revisionMinisterial");

        Assert.Equal(asked.Split(','), story.Tasks.Select(task => task.ActivityId).Order());
        Assert.Empty(story.Instance.Incidents);
    }

    [Fact]
    public void Every_network_that_owns_a_topic_has_its_branch_and_every_topic_is_offered()
    {
        var topics = FrameworkParameters.For("PMG", 2026)!.Topics;
        var form = Formulation.Graph.Nodes.Single(node => node.ActivityId == "propuesta").Input("form")!.Constant.AsList();
        var column = form[0].ListOf("columns").Single(column => column.TextOf("id") == "tema");
        var branches = Formulation.Graph.Root.Source.Connections.Where(arrow => arrow.SourceId == "redes")
            .ToLookup(arrow => arrow.Port, arrow => arrow.TargetId);

        Assert.Equal(
            topics.Select(topic => (topic.Id, topic.Name)),
            column.ListOf("options").Select(option => (option.TextOf("id")!, option.TextOf("label")!)));
        Assert.All(topics.Select(topic => topic.Network).OfType<string>(), network => Assert.Equal(
            network, Formulation.Graph.Nodes.Single(node => node.ActivityId == Assert.Single(branches[network])).Input("scope")!.Constant));
    }

    [Fact]
    public void A_network_that_nobody_keeps_in_the_organisation_is_named_and_not_passed_over()
    {
        var demo = Story.Demo.Organisation;
        var without = new OrganisationSnapshot(
            demo.Institutions, demo.Ministries, demo.Regions, demo.Networks.Where(network => network.Code != "cambio-climatico"),
            demo.People,
            demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2025, 10, 1)))
                .Where(post => post.ScopeCode != "cambio-climatico"),
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);
        var story = Formulation.Open().TurnTo(2025, 10, 20).ProposeAfterParticipation();
        story.World = new SnapshotWorld(new(without, WorkingCalendar.Shipped));

        story.Approve("revisionMinisterial");

        Assert.Contains(
            "La red «cambio-climatico», dueña de «Cambio climático»", Assert.Single(story.Instance.Incidents).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_decree_cannot_come_before_its_certificate_nor_a_publication_before_its_decree()
    {
        var story = Certified();
        var decree = story.Task("decreto");
        Assert.Equal(
            "La fecha del decreto, 14/12/2025, es anterior a la del certificado del Comité Técnico, 15/12/2025: corrígela.",
            TaskRules.Problem(decree.Actions, decree.Content, "submit", Formulation.Decree("320", "2025-12-14")));

        story.Act("decreto", "submit", Formulation.Decree("320", "2025-12-15"));

        var publication = story.Task("publicacion");
        Assert.Equal(
            "La fecha de publicación, 14/12/2025, es anterior a la del decreto, 15/12/2025: corrígela.",
            TaskRules.Problem(publication.Actions, publication.Content, "submit", Formulation.Published("2025-12-14")));
    }

    [Fact]
    public void Exceptional_situations_of_the_second_article_are_kept_with_the_decree()
    {
        var story = Certified();
        var payload = Formulation.Decree("320", "2025-12-31");
        ((Dictionary<string, object?>)payload["answers"]!)["excepciones"] = new List<object?>
        {
            Story.Values(("situacion", "Servicio en instalación"), ("contenido", "No mide la meta de equidad en el primer semestre.")),
        };

        story.Act("decreto", "submit", payload);
        story.Act("publicacion", "submit", Formulation.Published("2026-03-17"));

        Assert.All(
            story.Of<FactRecorded>().Select(fact => fact.Effect)
                .Where(fact => fact.FactKind is "pmg.decretoDictado" or "pmg.objetivosFijados"),
            fact => Assert.Equal("Servicio en instalación", Assert.Single(fact.Data.ListOf("excepciones")).TextOf("situacion")));
    }

    private static Story Certified()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20).ProposeAfterParticipation();
        story.Approve("revisionMinisterial", "redGenero", "redClima", "redExperiencia", "certificado");
        return story;
    }

    private static Story ProposedByGovernor()
    {
        var story = Formulation.Open(Formulation.RegionalGovernment).TurnTo(2025, 10, 20);
        story.Submit();
        story.Act("comentarios", "decline");
        story.Act(
            "gobernacion", "approve", Story.Values(("answers", Story.Values(("core_fecha", "2025-10-15"), ("core_numero", "CORE 412")))));
        return story;
    }
}
