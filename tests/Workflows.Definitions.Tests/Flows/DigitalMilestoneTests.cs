using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Hito 1 of the Sistema de Transformación Digital of 2026: the window goes from Friday 13 February to Thursday 5 March at 18:30, and
/// 21 March, the day of the opinion, is a Saturday.
/// </summary>
public class DigitalMilestoneTests
{
    private static readonly WorkflowGraph Graph = WorkflowGraph.Compile(
        WorkflowJson.Read(ShippedFlows.Get(ShippedFlows.DigitalMilestone).Json), DomainActivities.Catalog);

    [Fact]
    public void Before_the_window_the_task_is_there_and_says_from_when_it_is_received()
    {
        var story = Open().TurnTo(2026, 2, 12, 23, 59);

        Submit(story);

        Assert.Equal(
            "Todavía no se recibe. Podrás enviarlo desde el viernes 13/02/2026 a las 00:00 horas; lo que escribas queda guardado.",
            Assert.Single(TaskRules.TooEarly(Instants.Parse(story.Task("formulario").Deadline.TextOf("opensAt")!), story.Now)).Message);
        Assert.Contains(
            "Podrás enviarlo desde el viernes 13/02/2026", Assert.Single(story.Instance.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(story.Of<SubmissionReceived>());
        Assert.StartsWith(
            "Entre el 13 de febrero de 2026 y el 5 de marzo de 2026 a las 18:30", story.Mails.First().Mail.Model.TextOf("plazo_legal"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_window_opens_with_its_first_day()
    {
        var story = Open().TurnTo(2026, 2, 13, 0);

        Submit(story);

        Assert.Equal(TaskWords.OnTime, Assert.Single(story.Of<SubmissionReceived>()).Effect.Timeliness);
    }

    [Theory]
    [InlineData(18, 29)]
    [InlineData(18, 30)]
    public void Until_the_hour_of_the_window_included_it_is_on_time_and_goes_to_the_experts(int hour, int minute)
    {
        var story = Open().TurnTo(2026, 3, 5, hour, minute);

        Submit(story);

        Assert.Equal(TaskWords.OnTime, Assert.Single(story.Of<SubmissionReceived>()).Effect.Timeliness);
        Assert.Equal(["opinion"], story.Tasks.Select(task => task.ActivityId));
    }

    [Fact]
    public void A_minute_after_the_window_it_is_received_as_extemporaneous_and_a_person_decides()
    {
        var story = Extemporaneous();

        Assert.Equal(TaskWords.Extemporaneous, Assert.Single(story.Of<SubmissionReceived>()).Effect.Timeliness);
        var decision = story.Task("aceptacion");
        Assert.Equal(
            ("¿Aceptar el formulario fuera de plazo?", "network.expert", "transformacion-digital"),
            (decision.Title, decision.RoleCode, decision.ScopeCode));
        Assert.Equal([TaskWords.Approve, TaskWords.Reject], decision.Actions);
    }

    [Fact]
    public void Accepted_late_it_gets_its_opinion_and_the_decision_is_a_fact()
    {
        var story = Extemporaneous();

        Assert.Equal(AdvanceStatus.Applied, story.Act("aceptacion", "approve"));
        Assert.Equal(["opinion"], story.Tasks.Select(task => task.ActivityId));
        Assert.Equal(AdvanceStatus.Applied, story.Act("opinion", "approve"));

        Assert.Equal(["pmg.aceptadoFueraDePlazo", "pmg.requisitoCumplido"], story.Of<FactRecorded>().Select(fact => fact.Effect.FactKind));
        Assert.Equal(TaskWords.Extemporaneous, story.Of<FactRecorded>().Last().Effect.Data.TextOf("oportunidad"));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void Rejected_late_the_requirement_is_unmet_and_the_institution_reads_why()
    {
        var story = Extemporaneous();

        Assert.Equal(AdvanceStatus.Applied, story.Act("aceptacion", "reject", Formulation.Remarks("No acreditas una causa externa.")));

        var fact = Assert.Single(story.Of<FactRecorded>()).Effect;
        Assert.Equal(("pmg.requisitoIncumplido", "transformacion-digital.hito-1"), (fact.FactKind, fact.Data.TextOf("requisito")));
        Assert.Equal("No acreditas una causa externa.", fact.Data.ListOf("motivos")[0].TextOf("text"));
        var told = story.Mails.Last().Mail;
        Assert.Equal(("rechazado", "No acreditas una causa externa."), (told.Model.TextOf("resultado"), told.Model.TextOf("comentario")));
        Assert.Contains("pmg.ca-con-00725", told.Addressees.Select(person => person.PersonId));
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void The_silence_of_whoever_decides_never_accepts_nor_rejects()
    {
        var story = Extemporaneous().TurnTo(2026, 12, 31);
        Assert.Equal(["aceptacion"], story.Tasks.Select(task => task.ActivityId));

        story.Act("aceptacion", "approve");
        story.TurnTo(2027, 12, 31);

        Assert.Equal(["opinion"], story.Tasks.Select(task => task.ActivityId));
        Assert.DoesNotContain(story.Of<FactRecorded>(), fact => fact.Effect.FactKind != "pmg.aceptadoFueraDePlazo");
    }

    [Theory]
    [InlineData(2025, "2025-03-21")]
    [InlineData(2026, "2026-03-23")] // 21 March 2026 is a Saturday
    [InlineData(2027, "2027-03-22")] // and a Sunday in 2027
    public void The_opinion_is_due_on_21_March_or_the_next_working_day(int year, string due)
    {
        var story = Open(year).TurnTo(year, 3, 3);

        Submit(story);

        Assert.Equal(due, story.Task("opinion").Deadline.TextOf("deadline"));
    }

    [Fact]
    public void What_is_returned_has_a_correction_term_of_its_own()
    {
        var story = Open().TurnTo(2026, 3, 5, 18);
        Submit(story);

        story.TurnTo(2026, 3, 20).Act("opinion", "return", Formulation.Remarks("Falta el cargo."));

        var again = story.Task("formulario");
        Assert.Equal((2, "2026-03-27T18:30"), (again.Visit, again.Deadline.TextOf("deadline")));
        story.TurnTo(2026, 3, 27, 18, 30);
        Submit(story);
        Assert.Equal("2026-04-06", story.Task("opinion").Deadline.TextOf("deadline")); // 3 April is Good Friday
        story.Act("opinion", "approve");
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
    }

    [Fact]
    public void A_correction_after_its_term_is_for_a_person_to_decide_too()
    {
        var story = Open().TurnTo(2026, 3, 5, 18);
        Submit(story);
        story.TurnTo(2026, 3, 20).Act("opinion", "return", Formulation.Remarks("Falta el cargo."));

        story.TurnTo(2026, 3, 27, 18, 31);
        Submit(story);

        Assert.Equal(["aceptacion"], story.Tasks.Select(task => task.ActivityId));
    }

    [Fact]
    public void No_reminder_leaves_before_the_window_opens()
    {
        var story = Open().TurnTo(2026, 3, 5, 18);

        Assert.Equal(
            [Story.At(2026, 2, 26), Story.At(2026, 3, 4)],
            story.Mails.Where(mail => mail.Mail.Template == "recordatorio").Select(mail => mail.At));
    }

    [Fact]
    public void The_yearly_process_opens_the_milestone_of_every_institution()
    {
        var story = new Story(
            ShippedFlows.Get(ShippedFlows.DigitalMilestoneYear).Json, Story.At(2026, 1, 5), Story.Values(("year", 2026d)));

        var children = story.Of<ChildRequested>().Select(child => child.Effect).ToList();
        Assert.Equal(Story.Demo.Organisation.InstitutionsIn("PMG", 2026).Count, children.Count);
        Assert.All(
            children, child => Assert.Equal((ShippedFlows.DigitalMilestone, 2026), (child.DefinitionId, child.Input.WholeOf("year"))));
    }

    private static Story Extemporaneous()
    {
        var story = Open().TurnTo(2026, 3, 5, 18, 31);
        Submit(story);
        return story;
    }

    /// <summary>Opens on the first working days of the year, weeks before its window.</summary>
    private static Story Open(int year = 2026)
    {
        var found = Story.Demo.Organisation.InstitutionOf(Formulation.Service);
        return new Story(Graph, Story.At(year, 1, 5), Story.Values(
            ("institution", found.Code), ("year", (double)year), ("ministry", found.MinistryCode), ("name", found.Name)));
    }

    private static void Submit(Story story) => story.Act("formulario", "submit", Story.Values(("answers", Story.Values(
        ("coordinacion", "Jefatura de Planificación"), ("comite", true), ("procedimientos", 12d),
        ("compromiso", "Digitalizar las solicitudes de regiones.")))));
}
