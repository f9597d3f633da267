using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>The formulation of PMG 2026, from 1 October 2025. The proposal is due on Thursday 30 October; the 31st is a holiday.</summary>
public class FormulationStoryTests
{
    [Fact]
    public void A_formulation_on_time_reaches_its_published_decree()
    {
        var story = Formulation.Open();

        story.TurnTo(2025, 10, 20).Submit();
        story.Act("comentarios", "comment", Story.Values(("comment", "Falta un indicador de trato.")));
        story.Approve("jefatura", "revisionMinisterial");
        story.FinishFromNetworks();

        Assert.Empty(story.Instance.Incidents);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal(
            ["Submitted", "Commented", "Approved", "Approved", "Approved", "Approved", "Approved", "Approved", "Submitted", "Submitted"],
            story.Outcomes);
        Assert.DoesNotContain(story.Mails, mail => mail.Mail.Level is not null);
    }

    [Fact]
    public void The_decree_is_dated_one_day_and_published_another()
    {
        var story = Formulation.Open();
        story.TurnTo(2025, 10, 20).ProposeAfterParticipation();
        story.Approve("revisionMinisterial");

        story.FinishFromNetworks();

        var facts = story.Of<FactRecorded>().Select(fact => fact.Effect).ToList();
        Assert.Equal(["pmg.participacion", "pmg.decretoDictado", "pmg.objetivosFijados"], facts.Select(fact => fact.FactKind));
        Assert.Equal(("320", "2025-12-31"), (facts[1].Data.TextOf("numero"), facts[1].Data.TextOf("fecha")));
        Assert.Equal("2026-03-17", facts[2].Data.Member("publicacion").Member("answers").TextOf("fecha_publicacion"));
        Assert.Equal(3, facts[2].Data.Member("propuesta").Member("answers").ListOf("indicadores").Count);
        var notice = story.Mails.Last().Mail;
        Assert.Equal("decreto", notice.Template);
        Assert.Contains(
            notice.Model.ListOf("datos"), fact => fact.TextOf("nombre") == "Fecha de publicación" && fact.TextOf("valor") == "2026-03-17");
    }

    [Fact]
    public void A_proposal_that_never_comes_climbs_to_the_minister_and_stays_open()
    {
        var story = Formulation.Open().TurnTo(2026, 2, 1);

        Assert.Equal(
            [
                (Story.At(2025, 11, 3), 1, "pmg.ca-con-00725"),
                (Story.At(2025, 11, 5), 2, "jefatura.ca-con-00725"),
                (Story.At(2025, 11, 7), 3, "subsecretario.segegob"),
                (Story.At(2025, 11, 14), 4, "ministro.segegob"),
            ],
            story.Told.Select(mail => (mail.At, mail.Mail.Level!.Value, mail.Mail.Addressees[0].PersonId)));
        Assert.Equal("propuesta", Assert.Single(story.Tasks).ActivityId);
    }

    [Fact]
    public void From_level_three_a_notice_is_held_until_one_in_the_afternoon()
    {
        var story = Formulation.Open().TurnTo(2026, 2, 1);

        Assert.Equal(
            [null, null, Story.At(2025, 11, 7, 13), Story.At(2025, 11, 14, 13)],
            story.Told.Select(mail => mail.Mail.HeldUntil));
    }

    [Fact]
    public void Dipres_gets_a_copy_from_level_two()
    {
        var story = Formulation.Open().TurnTo(2026, 2, 1);

        Assert.Equal(
            [2, 3, 4],
            story.Mails.Where(mail => mail.Mail.Addressees.Any(person => person is { PersonId: "secretaria-tecnica", IsCopy: true }))
                .Select(mail => mail.Mail.Level!.Value));
    }

    [Fact]
    public void Every_notice_says_what_the_legal_term_how_late_the_link_and_what_comes_next()
    {
        var mail = Formulation.Open().TurnTo(2026, 2, 1).Told.Single(mail => mail.Mail.Level == 2).Mail;

        Assert.Equal("Preparar objetivos, indicadores y metas", mail.Model["tarea"]);
        Assert.Equal("jueves 30/10/2025 a las 23:59 horas", mail.Model["plazo"]);
        Assert.Equal("Hasta el 30 de octubre de 2025: vence el jueves 30 de octubre de 2025.", mail.Model["plazo_legal"]);
        Assert.Equal("3 días hábiles de atraso", mail.Model["distancia"]);
        Assert.Equal(("Tercer día hábil de atraso", "Atrasado 3 días hábiles"), (mail.Model["atraso"], mail.Model["estado"]));
        Assert.Equal("Hasta el 30 de octubre de 2025.", mail.Model["regla"]);
        Assert.Equal($"/tareas/{mail.TaskId}", mail.Model["ruta"]);
        Assert.Equal(
            "Si sigue pendiente el viernes 07/11/2025, avisaremos a la Subsecretaria o al Subsecretario. "
                + "También a la Encargada o al Encargado PMG ministerial.",
            mail.Model["siguiente"]);
        Assert.All(
            mail.Model.ListOf("destinatarios"), person => Assert.StartsWith("Recibe", person.TextOf("razon"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Formulation.RegionalGovernment)]
    public void No_notice_tells_its_reader_that_they_themselves_will_be_told(string? institution)
    {
        var story = (institution is null ? Formulation.Open() : Formulation.Open(institution)).TurnTo(2026, 2, 1);

        var read = story.Mails.Where(
            mail => (mail.Mail.Model.GetValueOrDefault("siguiente") as string)?.Contains("avisaremos a", StringComparison.Ordinal) is true)
                .ToList();
        Assert.True(read.Count > 3);
        Assert.All(read, mail => Assert.All(mail.Mail.Addressees, reader => Assert.DoesNotContain(
            Role.Find(reader.RoleCode)!.Label, (string)mail.Mail.Model["siguiente"]!, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_receipt_promises_nothing_that_the_flow_may_not_do()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.Submit();

        var receipt = story.Mails.Single(mail => mail.Mail.Template == "acuse-recibo").Mail;
        Assert.DoesNotContain("avisaremos", (string)receipt.Model["siguiente"]!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_regional_government_answers_to_its_governor_and_never_to_a_minister()
    {
        var story = Formulation.Open(Formulation.RegionalGovernment).TurnTo(2026, 2, 1);

        var climbed = story.Told.ToList();
        Assert.Equal(
            ["pmg.pe-gor-00036", "administracion-regional.pe-gor-00036", "gobernacion.pe-gor-00036", "gobernacion.pe-gor-00036"],
            climbed.Select(mail => mail.Mail.Addressees[0].PersonId));
        Assert.DoesNotContain(
            story.Mails.SelectMany(mail => mail.Mail.Addressees), person =>
                person.RoleCode.StartsWith("ministry.", StringComparison.Ordinal));
        Assert.Contains(
            story.Mails.Where(mail => mail.Mail.Level == 3).SelectMany(mail => mail.Mail.Addressees), person =>
                person is { PersonId: "subdere", IsCopy: true });
    }

    [Fact]
    public void A_late_proposal_is_received_as_late_and_the_ladder_stops()
    {
        var story = Formulation.Open().TurnTo(2025, 11, 6);

        story.ProposeAfterParticipation();
        story.Approve("revisionMinisterial");
        story.FinishFromNetworks();

        Assert.Equal("late", story.Of<SubmissionReceived>().First().Effect.Timeliness);
        Assert.Equal([1, 2], story.Told.Select(mail => mail.Mail.Level!.Value));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Associations_comment_only_on_the_first_proposal()
    {
        var story = Formulation.Open();
        story.ProposeAfterParticipation();
        story.Act("revisionMinisterial", "return", Formulation.Remarks("La meta 2 no tiene fórmula"));

        story.Propose(Formulation.Proposal(50, 20, 30));

        Assert.Equal("revisionMinisterial", Assert.Single(story.Tasks).ActivityId);
        Assert.Equal(2, story.Tasks[0].Visit);
    }

    [Fact]
    public void Remarks_that_the_service_does_not_answer_are_accepted_and_the_proposal_goes_on()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.ProposeAfterParticipation();
        story.Act("revisionMinisterial", "return", Formulation.Remarks("La meta 2 no tiene fórmula"));

        // Ten working days from Monday 20 October pass over the holiday of the 31st: they end on Tuesday 4 November.
        story.TurnTo(2025, 11, 4, 23);
        Assert.Equal("propuesta", Assert.Single(story.Tasks).ActivityId);
        story.TurnTo(2025, 11, 5, 0);

        Assert.Equal(["redClima", "redExperiencia", "redGenero"], story.Tasks.Select(task => task.ActivityId).Order());
        var fact = story.Of<FactRecorded>().Last().Effect;
        Assert.Equal("pmg.observacionesAceptadas", fact.FactKind);
        Assert.Contains("MEI", fact.Data.Member("observaciones").TextOf("norm"), StringComparison.Ordinal);
        Assert.True(fact.Data.Member("observaciones").FlagOf("unverified"));
        story.FinishFromNetworks();
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void One_network_that_returns_waits_for_the_others_and_their_remarks_go_back_together()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.ProposeAfterParticipation();
        story.Approve("revisionMinisterial");

        story.Act("redGenero", "return", Formulation.Remarks("Falta el medio de verificación"));
        Assert.Equal(["redClima", "redExperiencia"], story.Tasks.Select(task => task.ActivityId).Order());
        story.Act("redExperiencia", "return", Formulation.Remarks("La meta es poco exigente"));
        story.Approve("redClima");

        var correction = story.Task("propuesta");
        Assert.Equal(2, correction.Visit);
        Assert.Equal(
            ["Dar opinión técnica: Género y Personas", "Dar opinión técnica: Experiencia Usuaria"],
            correction.Content.ListOf("remarks").Select(remark => remark.TextOf("from")));
        Assert.NotNull(correction.Content.Member("previous"));
    }

    [Fact]
    public void A_proposal_that_comes_back_from_every_reviewer_still_ends_in_its_decree()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.ProposeAfterParticipation();
        story.Act("revisionMinisterial", "return", Formulation.Remarks("Primera vuelta"));
        story.Propose();
        story.Approve("revisionMinisterial", "redGenero", "redExperiencia");
        story.Act("redClima", "return", Formulation.Remarks("Segunda vuelta"));
        story.Propose();
        story.Approve("revisionMinisterial", "redGenero", "redClima", "redExperiencia");
        story.Act("certificado", "return", Formulation.Remarks("Tercera vuelta"));
        story.Propose();
        story.Approve("revisionMinisterial");
        story.FinishFromNetworks();

        Assert.Empty(story.Instance.Incidents);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        Assert.Equal(
            [1, 2, 3, 4], story.Of<TaskOpened>().Where(task => task.Effect.ActivityId == "propuesta").Select(task => task.Effect.Visit));
    }

    [Fact]
    public void A_ministry_that_does_not_review_is_told_up_to_its_minister_and_nothing_is_approved()
    {
        var story = Formulation.Open().TurnTo(2025, 10, 20);
        story.ProposeAfterParticipation();

        story.TurnTo(2026, 2, 1);

        Assert.Equal(
            ["pmg.segegob", "gabinete.segegob", "subsecretario.segegob", "ministro.segegob"],
            story.Told.Select(mail => mail.Mail.Addressees[0].PersonId));
        Assert.Equal("revisionMinisterial", Assert.Single(story.Tasks).ActivityId);
    }

    [Fact]
    public void Weights_that_do_not_add_up_are_refused_before_they_are_received()
    {
        var task = Formulation.Open().Task("propuesta");

        Assert.Equal(
            "Las ponderaciones suman 99,99 y tienen que sumar 100.",
            TaskRules.Problem(task.Actions, task.Content, "submit", Formulation.Proposal(33.33, 33.33, 33.33)));
        Assert.Null(TaskRules.Problem(task.Actions, task.Content, "submit", Formulation.Proposal()));
    }
}
