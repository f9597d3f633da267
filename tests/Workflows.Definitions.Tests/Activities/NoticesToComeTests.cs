using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>A task waits for its next notice alone, and none of the others is lost.</summary>
public class NoticesToComeTests
{
    private static readonly string Chart = TaskFlow.Chart(TaskFlow.Deliverable(), "ini>informe, informe.Submitted>fin");

    [Fact]
    public void A_task_waits_for_its_next_notice_and_each_leaves_at_its_own_moment()
    {
        var story = Open();
        var planned = story.Planned;

        foreach (var notice in planned)
        {
            Assert.Equal((notice.Key.ToString(), notice.At), story.Timers.Select(timer => (timer.Key, timer.DueAt!.Value)).Single());
            story.TurnTo(notice.At);
        }

        Assert.Empty(story.Timers);
        Assert.Equal(
            planned.Where(notice => notice.Kind is NoticeKind.Reminder or NoticeKind.Escalation).Select(notice => notice.At),
            story.Mails.Where(mail => mail.Mail.Template is "recordatorio" or "escalamiento").Select(mail => mail.At).Distinct());
    }

    [Fact]
    public void A_reminder_that_cannot_be_written_waits_for_a_person_and_the_ladder_climbs_without_it()
    {
        var story = Open().TurnTo(2026, 9, 2);
        story.Fails = question => question == WorldQuestions.Recipients;
        story.TurnTo(2026, 9, 8); // five days before the end
        var parked = story.Timers.Single(timer => timer.ParkedBecause is not null);
        story.Fails = null;
        story.TurnTo(2026, 9, 16);

        Assert.Equal(("reminder:5", "Nadie respondió la pregunta."), (parked.Key, parked.ParkedBecause));
        Assert.Empty(story.Instance.Incidents);
        Assert.Equal(["informe"], story.Tasks.Select(task => task.ActivityId));
        Assert.Equal([1], story.Told.Select(mail => mail.Mail.Level));
        Assert.Equal("reminder:5", Assert.Single(story.Timers, timer => timer.ParkedBecause is not null).Key);
    }

    [Fact]
    public void A_notice_that_waited_for_a_person_leaves_when_it_is_tried_again_and_no_other_comes_twice()
    {
        var story = Open().TurnTo(2026, 9, 15);
        story.Fails = question => question == WorldQuestions.Recipients;
        story.TurnTo(2026, 9, 16, 10); // the first level cannot be told
        var parked = story.Timers.Single(timer => timer.ParkedBecause is not null);
        story.Fails = null;

        story.Send(new TimerDue(parked.Id), Story.At(2026, 9, 17, 11), dueAt: parked.DueAt);
        story.TurnTo(2026, 10, 30);

        Assert.Equal([1, 2, 3, 4], story.Told.Select(mail => mail.Mail.Level!.Value));
        Assert.Empty(story.Timers);
    }

    [Fact]
    public void A_timer_that_the_server_gave_up_on_is_parked_and_the_next_notice_comes()
    {
        var story = Open();
        var timer = story.Timers.Single();

        Assert.Equal(
            AdvanceStatus.Applied, story.Send(new ParkTimer(timer.Id, "Falló 8 veces."), timer.DueAt!.Value, dueAt: timer.DueAt));

        Assert.Equal(
            [("reminder:10", "Falló 8 veces."), ("reminder:5", null)],
            story.Timers.OrderBy(one => one.DueAt).Select(one => (one.Key, one.ParkedBecause)));
        Assert.DoesNotContain(story.Mails, mail => mail.Mail.Template == "recordatorio");
    }

    [Fact]
    public void Handing_in_takes_parked_notices_along()
    {
        var story = Open();
        story.Fails = question => question == WorldQuestions.Recipients;
        story.TurnTo(2026, 9, 8);
        story.Fails = null;

        story.Act("informe", "submit");

        Assert.Empty(story.Timers);
        Assert.Equal(WorkflowStatus.Finished, story.Instance.Status);
    }

    [Fact]
    public void A_ladder_that_is_drawn_anew_while_it_climbs_tells_no_level_that_it_has_no_more()
    {
        var story = Open().TurnTo(2026, 9, 21); // levels 1 and 2 were told
        var shorter = Values.FromJson(TaskFlow.TenDays.Replace(
            """, { "level": 4, "workingDaysAfter": 10 }""", "", StringComparison.Ordinal));

        story.Act(
            "informe", TaskWords.RecomputeDeadline, new DeadlineCorrection(null, "Cambió la escala.", shorter).ToValues(), "coordinacion");
        story.TurnTo(2026, 10, 30);

        Assert.Equal([1, 2, 3], story.Told.Select(mail => mail.Mail.Level!.Value));
        var told = story.Journal.Where(entry => entry.Kind == "noticeSuppressed").Select(entry => entry.Data).Last();
        Assert.Equal(("escalation:4", "El plazo se cambió y ya no tiene este aviso."), (told.TextOf("key"), told.TextOf("reason")));
    }

    /// <summary>Whatever people do in whatever order, a late task waits for the first of what is to come, and for one thing.</summary>
    [Fact]
    public void Whatever_happens_an_open_task_waits_for_the_first_of_its_notices() =>
        Prop.ForAll(Lives, life =>
        {
            var story = Open();
            foreach (var (days, act) in life)
            {
                story.TurnTo(story.Now.AddDays(days));
                Do(story, act);
                var waiting = story.Timers.Where(timer => timer.ParkedBecause is null).ToList();
                var left = story.Planned.SkipWhile(notice => waiting.Count == 0 || notice.Key.ToString() != waiting[0].Key).ToList();
                if (waiting.Count > 1 || (waiting.Count == 1 && left.Count == 0)
                    || (waiting.Count == 0 && story.Planned[^1].At > story.Now))
                    return false;
            }

            // To the end of the ladder, each level is told once between two times that it was put off.
            story.TurnTo(story.Now.AddDays(120));
            var putOff = story.Of<LevelPutOff>().Select(one => one.Effect.Level).ToList();
            return story.Timers.Count == 0
                && story.Told.GroupBy(mail => mail.Mail.Level!.Value)
                    .All(level => level.Count() <= 1 + putOff.Count(one => one == level.Key))
                && story.Told.Select(mail => mail.Mail.Level!.Value).Distinct().Order().SequenceEqual([1, 2, 3, 4]);
        }).QuickCheckThrowOnFailure();

    private static readonly Arbitrary<(int Days, string Act)[]> Lives = (
        from days in Gen.Choose(0, 9)
        from act in Gen.Elements("nothing", "acknowledge", "ask", "recompute", "fail")
        select (days, act)).ArrayOf().ToArbitrary();

    private static void Do(Story story, string act)
    {
        switch (act)
        {
            case "acknowledge":
                story.Act("informe", "acknowledge", Story.Values(("level", (double)(story.Told.LastOrDefault().Mail?.Level ?? 1))));
                break;
            case "ask":
                story.Act("informe", TaskWords.AskExtension, new ExtensionRequest(1, "Falta una firma.").ToValues(), "encargada");
                if (story.Of<ExtensionAsked>().LastOrDefault().Effect is { } asked)
                    story.Act("informe", TaskWords.DecideExtension, new ExtensionDecision(asked.ExtensionId, true, "Sí.", null).ToValues());
                break;
            case "recompute":
                story.Act("informe", TaskWords.RecomputeDeadline, new DeadlineCorrection(null, "Se revisó.", null).ToValues());
                break;
            case "fail":
                // Only a reminder: what a level could not be told is told again by hand.
                story.Fails = question => question == WorldQuestions.Recipients && story.Timers.Any(timer =>
                    timer.Key.StartsWith("reminder", StringComparison.Ordinal) && timer.ParkedBecause is null);
                if (story.Timers.FirstOrDefault(timer => timer.ParkedBecause is null) is { Key: ['r', ..] } next)
                    story.TurnTo(next.DueAt!.Value);
                story.Fails = null;
                foreach (var parked in story.Timers.Where(timer => timer.ParkedBecause is not null).ToList())
                    story.Send(new TimerDue(parked.Id), story.Now, dueAt: parked.DueAt);
                break;
        }
    }

    private static Story Open() => TaskFlow.Open(
        TaskFlow.Chart(
            TaskFlow.Deliverable(TaskFlow.TenDays.Replace(
                "\"reminders\"", "\"acknowledgement\": { \"climbsAgainAfter\": 3 }, \"reminders\"", StringComparison.Ordinal)),
            "ini>informe, informe.Submitted>fin"), Story.At(2026, 9, 1, 8));
}
