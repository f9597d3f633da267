using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

public class RequestDeliverableTests
{
    private static readonly string Chart = TaskFlow.Chart(TaskFlow.Deliverable(), "ini>informe, informe.Submitted>fin");

    [Fact]
    public void Opening_a_task_sets_every_moment_of_its_deadline()
    {
        // Ten working days from Tuesday 1 September 2026 pass over 18 September: the deadline is the 15th.
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1, 8));

        var planned = story.Planned;
        Assert.Equal(
            ["reminder:10", "reminder:5", "reminder:1", "due", "escalation:1", "escalation:2", "escalation:3", "escalation:4"],
            planned.Select(notice => notice.Key.ToString()));
        Assert.Equal(Story.At(2026, 9, 16), planned.Single(notice => notice.Key == NoticeKey.OfLevel(1)).At);
        // T+5 counts 16, 17, 21, 22 and 23: 18 September is a holiday and falls on a Friday.
        Assert.Equal(Story.At(2026, 9, 23), planned.Single(notice => notice.Key == NoticeKey.OfLevel(3)).At);
    }

    [Fact]
    public void The_task_says_what_why_until_when_and_for_whom()
    {
        var task = TaskFlow.Open(Chart, Story.At(2026, 9, 1)).Task("informe");

        Assert.Equal(
            ("institution.pmgOfficer", Formulation.Service, Formulation.Service), (task.RoleCode, task.ScopeCode, task.InstitutionCode));
        Assert.Equal(("deliverable", 1, Story.At(2026, 9, 15, 23, 59).AddSeconds(59)), (task.TaskKind, task.Visit, task.DueAt!.Value));
        Assert.Equal(
            "10 días hábiles desde que se abre la tarea: vence el martes 15 de septiembre de 2026.", task.Deadline.TextOf("sentence"));
        Assert.Equal(10, PlannedDeadline.FromValues(task.Deadline).Shown.ListOf("explanation").Count(day => day.FlagOf("counted")));
    }

    [Theory]
    [InlineData(12, 9, 0, true, "lunes 14/09/2026 a las 09:00 horas")]
    [InlineData(11, 18, 1, true, "lunes 14/09/2026 a las 09:00 horas")]
    [InlineData(11, 8, 0, true, "viernes 11/09/2026 a las 09:00 horas")]
    [InlineData(11, 18, 0, true, null)]
    [InlineData(12, 9, 0, false, "lunes 14/09/2026 a las 00:00 horas")]
    [InlineData(11, 23, 59, false, null)]
    public void What_comes_when_nobody_works_counts_from_the_next_working_hour(int day, int hour, int minute, bool hasHours, string? counts)
    {
        var deadline = hasHours ? """{ "term": { "from": "2026-09-01", "to": "2026-09-15", "hours": "09:00-18:00" } }""" : TaskFlow.TenDays;
        var story = TaskFlow.Open(
            TaskFlow.Chart(TaskFlow.Deliverable(deadline), "ini>informe, informe.Submitted>fin"),
            Story.At(2026, 9, 1)).TurnTo(2026, 9, day, hour, minute);

        story.Act("informe", "submit", null, "pmg.ca-con-00725");

        var told = story.Mails.Single(mail => mail.Mail.Template == "acuse-recibo").Mail.Model["cuenta"];
        Assert.Equal(counts is null ? "" : $"Se entiende recibida el {counts} (Ley 19.880 art. 25).", told);
        Assert.Equal(counts is null, story.Of<SubmissionReceived>().Single().Effect.CountsAt is null);
    }

    [Theory]
    [InlineData(15, "onTime")]
    [InlineData(16, "onTime")] // the first day of the three
    [InlineData(21, "onTime")] // the third: 18 September is a holiday
    [InlineData(22, "late")]
    public void What_comes_within_the_additional_term_is_not_late(int day, string timeliness)
    {
        const string policy = """{ "term": { "date": "2026-09-15" }, "additional": { "workingDays": 3 } }""";
        var story = TaskFlow.Open(
            TaskFlow.Chart(TaskFlow.Deliverable(policy), "ini>informe, informe.Submitted>fin"), Story.At(2026, 9, 1))
            .TurnTo(2026, 9, day);

        story.Act("informe", "submit");

        Assert.Equal(timeliness, story.Of<SubmissionReceived>().Single().Effect.Timeliness);
    }

    [Fact]
    public void Handing_in_completes_the_task_and_closes_every_timer()
    {
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1)).TurnTo(2026, 9, 3);

        story.Act("informe", "submit", Story.Values(("comment", "Va el informe.")));

        Assert.Empty(story.Instance.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, story.Instance.SubStatus);
        var submission = Assert.Single(story.Of<SubmissionReceived>()).Effect;
        Assert.Equal(("submit", "onTime", "Va el informe."), (submission.Action, submission.Timeliness, submission.Body.TextOf("comment")));
        Assert.Equal([("Submitted", false)], story.Of<TaskCompleted>().Select(done => (done.Effect.Outcome, done.Effect.IsLate)));
    }

    [Fact]
    public void The_submitter_gets_a_receipt_with_the_hour_of_Santiago()
    {
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1)).TurnTo(2026, 9, 15, 18, 29);

        story.Act("informe", "submit", null, person: "pmg.ca-con-00725");

        var receipt = story.Mails.Single(mail => mail.Mail.Template == "acuse-recibo").Mail;
        Assert.Equal("pmg.ca-con-00725@example.cl", Assert.Single(receipt.Addressees).Email);
        Assert.Equal("martes 15/09/2026 a las 18:29 horas", receipt.Model["recibido"]);
        Assert.Equal(story.Of<SubmissionReceived>().Single().Effect.SubmissionId, receipt.Model["comprobante"]);
    }

    [Fact]
    public void Passing_the_deadline_does_not_close_the_task()
    {
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1)).TurnTo(2027, 3, 1);

        Assert.Equal("informe", Assert.Single(story.Tasks).ActivityId);
        Assert.Empty(story.Timers);
        Assert.Contains(story.Journal, entry => entry.Kind == "overdue");
    }

    [Theory]
    [InlineData("accept", "late")]
    [InlineData("reviewerDecides", "extemporaneous")]
    [InlineData("failsRequirement", "unmet")]
    public void A_late_delivery_is_received_and_marked_never_refused(string rule, string timeliness)
    {
        var deadline = $$"""{ "term": { "date": "2026-03-05", "hour": "18:30" }, "late": "{{rule}}" }""";
        var chart = TaskFlow.Chart(
            TaskFlow.Deliverable(deadline, ("timeliness", "->oportunidad")), "ini>informe, informe.Submitted>fin",
            """{ "name": "oportunidad" }""");

        // The minute named by the deadline is whole: 18:30:00 is its last second, 18:31 is late.
        var story = TaskFlow.Open(chart, Story.At(2026, 2, 13)).TurnTo(2026, 3, 5, 18, 31);
        story.Act("informe", "submit");

        Assert.Equal(timeliness, story.Of<SubmissionReceived>().Single().Effect.Timeliness);
        Assert.Equal(timeliness, story.Instance.Variables["oportunidad"]);
        Assert.Equal([("Submitted", true)], story.Of<TaskCompleted>().Select(done => (done.Effect.Outcome, done.Effect.IsLate)));
    }

    [Fact]
    public void The_last_second_of_the_deadline_is_in_time()
    {
        var chart = TaskFlow.Chart(
            TaskFlow.Deliverable("""{ "term": { "date": "2026-03-05", "hour": "18:30" } }"""), "ini>informe, informe.Submitted>fin");
        var story = TaskFlow.Open(chart, Story.At(2026, 2, 13)).TurnTo(Story.At(2026, 3, 5, 18, 30));

        story.Act("informe", "submit");

        Assert.Equal("onTime", story.Of<SubmissionReceived>().Single().Effect.Timeliness);
    }

    [Fact]
    public void Silence_closes_the_task_only_when_the_policy_says_so()
    {
        var deadline = """{ "term": { "workingDays": 3 }, "silence": { "outcome": "Expired", "norm": "Bases del proceso, punto 4" } }""";
        var chart = TaskFlow.Chart(TaskFlow.Deliverable(deadline), "ini>informe, informe.Submitted>fin, informe.Expired>fin");

        var story = TaskFlow.Open(chart, Story.At(2026, 9, 1)).TurnTo(2026, 9, 5);

        Assert.Equal(["Expired"], story.Outcomes);
        var (at, mail) = story.Mails.Last();
        Assert.Equal((Story.At(2026, 9, 5, 0), "vencido"), (at, mail.Template));
        Assert.Equal("Como no hubo respuesta, el proceso sigue sin ella. Bases del proceso, punto 4.", mail.Model["siguiente"]);
    }

    [Fact]
    public void Without_a_ladder_the_responsible_person_is_told_that_the_term_ended()
    {
        var chart = TaskFlow.Chart(TaskFlow.Deliverable("""{ "term": { "workingDays": 3 } }"""), "ini>informe, informe.Submitted>fin");

        var story = TaskFlow.Open(chart, Story.At(2026, 9, 1)).TurnTo(2026, 9, 5);

        Assert.Equal(["tarea-nueva", "vencido"], story.Mails.Select(mail => mail.Mail.Template));
        Assert.Single(story.Tasks);
    }

    [Fact]
    public void An_act_that_breaks_the_form_becomes_an_incident_and_is_not_received()
    {
        var form = """[ { "id": "avance", "label": "Avance", "type": "number", "required": true } ]""";
        var chart = TaskFlow.Chart(TaskFlow.Deliverable(TaskFlow.TenDays, ("form", form)), "ini>informe, informe.Submitted>fin");
        var story = TaskFlow.Open(chart, Story.At(2026, 9, 1));

        story.Act("informe", "submit", Story.Values(("answers", Story.Values(("avance", "mucho")))));

        Assert.Contains("«Avance» tiene que ser un número.", Assert.Single(story.Instance.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(story.Of<SubmissionReceived>());
        Assert.Single(story.Tasks);
    }

    [Fact]
    public void What_nobody_asked_for_is_not_kept_with_a_file()
    {
        var chart = TaskFlow.Chart(
            TaskFlow.Deliverable(TaskFlow.TenDays, ("evidence", """[ { "id": "acta", "label": "Acta" } ]""")),
            "ini>informe, informe.Submitted>fin");
        var story = TaskFlow.Open(chart, Story.At(2026, 9, 1));

        story.Act("informe", "submit", Values.FromJson($$"""
            { "evidence": [ { "requirement": "acta", "fileHash": "{{new string('a', 64)}}", "fileName": "acta.pdf", "size": 9, "ruta": "/etc/passwd" } ], "rol": "admin" }
            """));

        var body = story.Of<SubmissionReceived>().Single().Effect.Body;
        Assert.Equal(
            ["requirement", "fileHash", "fileName", "size"],
            ((IReadOnlyDictionary<string, object?>)body.ListOf("evidence").Single()!).Keys);
        Assert.Null(body.Member("rol"));
    }

    [Fact]
    public void A_run_without_people_goes_on_and_no_person_can_do_the_same()
    {
        var form = """[ { "id": "avance", "label": "Avance", "type": "number", "required": true } ]""";
        var chart = TaskFlow.Chart(TaskFlow.Deliverable(TaskFlow.TenDays, ("form", form)), "ini>informe, informe.Submitted>fin");
        var byPerson = TaskFlow.Open(chart, Story.At(2026, 9, 1));
        var byNobody = TaskFlow.Open(chart, Story.At(2026, 9, 1));

        byPerson.Act("informe", TaskWords.Unattended);
        byNobody.Send(new TaskActed(byNobody.Task("informe").BookmarkId, TaskWords.Unattended), byNobody.Now);

        Assert.Contains("no admite la acción", Assert.Single(byPerson.Instance.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal(["Submitted"], byNobody.Outcomes);
    }

    [Fact]
    public void A_server_that_was_down_skips_the_reminders_whose_hour_passed_and_keeps_the_escalations()
    {
        var story = TaskFlow.Open(Chart, Story.At(2026, 9, 1, 8));
        var late = Story.At(2026, 9, 21);

        while (story.Timers.Single() is { } timer && timer.DueAt <= late)
            story.Send(new TimerDue(timer.Id), late, dueAt: timer.DueAt);

        Assert.DoesNotContain(story.Mails, mail => mail.Mail.Template == "recordatorio");
        var levels = story.Told.Select(mail => (mail.Mail.Level, mail.Mail.Model["distancia"]));
        Assert.Equal([(1, "3 días hábiles de atraso"), (2, "3 días hábiles de atraso")], levels);
    }
}
