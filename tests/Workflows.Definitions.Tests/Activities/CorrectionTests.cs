using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

public class CorrectionTests
{
    private const string Silence = """{ "outcome": "RemarksAccepted", "norm": "Norma de prueba, art. 3", "unverified": true }""";

    private static string Chart(string remarksSilence = Silence) => TaskFlow.Chart(
        string.Join(", ",
            TaskFlow.Deliverable(TaskFlow.TenDays,
                ("remarks", "$observaciones"), ("remarksSilence", remarksSilence), ("result", "->informe"),
                ("acceptedRemarks", "->aceptadas"), ("pendingRemarks", "->observaciones")),
            TaskFlow.Activity("revision", "Review",
                ("title", "Revisar el informe"), ("role", "ministry.pmgOfficer"), ("deadline", """{ "term": { "workingDays": 10 } }"""),
                ("subject", "$informe"), ("remarks", "$observaciones"), ("pendingRemarks", "->observaciones"))),
        "ini>informe, informe.Submitted>revision, informe.RemarksAccepted>fin, revision.Approved>fin, revision.Returned>informe",
        """{ "name": "informe" }, { "name": "observaciones" }, { "name": "aceptadas" }""");

    [Fact]
    public void Sent_back_the_task_opens_again_with_its_remarks_and_a_term_of_its_own()
    {
        var story = Returned(new DateOnly(2026, 9, 8));

        var task = story.Task("informe");
        Assert.Equal(2, task.Visit);
        Assert.Equal("Falta el medio de verificación", task.Content.ListOf("remarks").Single().TextOf("text"));
        // Ten working days from 8 September pass over the 18th: 23 September.
        Assert.StartsWith(
            "10 días hábiles desde que se abre la tarea: vence el miércoles 23", task.Deadline.TextOf("sentence"),
            StringComparison.Ordinal);
        var mail = story.Mails.Last().Mail;
        Assert.Equal("observado", mail.Template);
        Assert.Equal("Falta el medio de verificación", mail.Model.ListOf("observaciones").Single().TextOf("texto"));
    }

    [Fact]
    public void A_timer_belongs_to_a_visit()
    {
        var story = TaskFlow.Open(Chart(), Story.At(2026, 9, 1));
        var firstVisit = story.TurnTo(2026, 9, 7).Timers.Single();
        story.Act("informe", "submit");
        story.Act("revision", "return", Formulation.Remarks("Falta el medio de verificación"));

        var answer = story.Send(new TimerDue(firstVisit.Id), firstVisit.DueAt!.Value);

        Assert.Equal(AdvanceStatus.NotExpected, answer);
        Assert.DoesNotContain(story.Mails, mail => mail.Mail.Level is not null);
    }

    [Fact]
    public void A_task_sent_back_when_it_was_already_late_gets_no_reminder_in_the_past()
    {
        var policy =
            """{ "term": { "date": "2026-09-15" }, "correction": { "term": { "date": "2026-09-17" } }, "reminders": [10, 5, 1] }""";
        var chart = Chart()
            .Replace(
                System.Text.Json.JsonSerializer.Serialize(TaskFlow.TenDays), System.Text.Json.JsonSerializer.Serialize(policy),
                StringComparison.Ordinal);
        var story = TaskFlow.Open(chart, Story.At(2026, 9, 1)).TurnTo(2026, 9, 15);
        story.Act("informe", "submit");
        story.TurnTo(2026, 9, 17, 10);

        story.Act("revision", "return", Formulation.Remarks("Falta el medio de verificación"));
        story.TurnTo(2026, 10, 30);

        Assert.DoesNotContain(story.Mails, mail => mail.At >= Story.At(2026, 9, 17, 10) && mail.Mail.Template == "recordatorio");
    }

    [Fact]
    public void Silence_before_remarks_accepts_them_by_the_norm_and_keeps_what_was_handed_in()
    {
        var story = Returned(new DateOnly(2026, 9, 8)).TurnTo(2026, 9, 24, 1);

        Assert.Equal(["Submitted", "Returned", "RemarksAccepted"], story.Outcomes);
        var accepted = story.Instance.Variables["aceptadas"];
        Assert.Equal(("Norma de prueba, art. 3", true), (accepted.TextOf("norm"), accepted.FlagOf("unverified")));
        Assert.Equal("Falta el medio de verificación", accepted.ListOf("remarks").Single().TextOf("text"));
        Assert.Equal(1, story.Instance.Variables["informe"].WholeOf("visit"));
        Assert.Equal(
            "Como no hubo respuesta, se entienden aceptadas las observaciones. Norma de prueba, art. 3.",
            story.Mails.Last().Mail.Model["siguiente"]);
    }

    [Fact]
    public void Silence_before_the_first_delivery_accepts_nothing()
    {
        var story = TaskFlow.Open(Chart(), Story.At(2026, 9, 1)).TurnTo(2027, 2, 1);

        Assert.Empty(story.Outcomes);
        Assert.Single(story.Tasks);
    }

    [Fact]
    public void Remarks_that_were_answered_do_not_come_back_in_the_next_round()
    {
        var story = Returned(new DateOnly(2026, 9, 8));
        story.Act("informe", "submit");

        story.Act("revision", "return", Formulation.Remarks("Corrige la meta"));

        Assert.Equal("Corrige la meta", story.Task("informe").Content.ListOf("remarks").Single().TextOf("text"));
        Assert.Equal(3, story.Task("informe").Visit);
    }

    private static Story Returned(DateOnly on)
    {
        var story = TaskFlow.Open(Chart(), Story.At(2026, 9, 1)).TurnTo(2026, 9, 7);
        story.Act("informe", "submit");
        story.TurnTo(on.Year, on.Month, on.Day);
        story.Act("revision", "return", Formulation.Remarks("Falta el medio de verificación"));
        return story;
    }
}
