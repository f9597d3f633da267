using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>
/// What an authority that was told of a late task can do, and what its answer stops. The deadline is Tuesday 15 September 2026.
/// </summary>
public class AuthorityActTests
{
    private static readonly string WithoutAnswer = TaskFlow.Chart(TaskFlow.Deliverable(), "ini>informe, informe.Submitted>fin");

    private static readonly string WithAnswer = TaskFlow.Chart(
        TaskFlow.Deliverable(TaskFlow.TenDays.TrimEnd()[..^1] + """, "acknowledgement": { "climbsAgainAfter": 3 } }"""),
        "ini>informe, informe.Submitted>fin");

    [Fact]
    public void Taking_note_stops_the_level_and_never_the_ladder()
    {
        var story = Late(WithoutAnswer);

        story.Act("informe", "acknowledge", Level(2), "jefatura.ca-con-00725");

        var act = Assert.Single(story.Of<LevelAttended>()).Effect;
        Assert.Equal((2, "acknowledge", null), (act.Level, act.Action, act.ClimbsAgainAt));
        Assert.Single(story.Tasks);
        Assert.Equal(Story.At(2026, 9, 23), DueAt(story, 3));
        story.TurnTo(2026, 9, 23);
        Assert.StartsWith(
            "El aviso anterior ya se atendió: jefatura.ca-con-00725 tomó conocimiento el lunes 21/09/2026 a las 12:00 horas.",
            story.Mails.First(mail => mail.Mail.Level == 3).Mail.Model["antes"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_policy_asks_for_it_the_ladder_waits_from_that_day_and_climbs_again()
    {
        var story = Late(WithAnswer);

        story.Act("informe", "acknowledge", Level(2));

        // Three working days from Monday 21 are Thursday 24; level 4 keeps its five days of distance.
        Assert.Equal((Story.At(2026, 9, 24), Story.At(2026, 10, 1)), (DueAt(story, 3), DueAt(story, 4)));
        Assert.Equal(Story.At(2026, 9, 24), story.Of<LevelAttended>().Single().Effect.ClimbsAgainAt);
        story.TurnTo(2026, 9, 24);
        var told = story.Mails.First(mail => mail.Mail.Level == 3);
        Assert.Equal((Story.At(2026, 9, 24), Story.At(2026, 9, 24, 13)), (told.At, told.Mail.HeldUntil!.Value));
    }

    [Fact]
    public void An_answer_that_comes_while_the_next_notice_is_held_puts_it_off_too()
    {
        var story = Late(WithAnswer).TurnTo(2026, 9, 23, 10);
        Assert.Contains(story.Mails, mail => mail.Mail.Level == 3);

        story.Act("informe", "acknowledge", Level(2));

        Assert.Equal(3, story.Of<LevelPutOff>().Single().Effect.Level);
        Assert.Equal(Story.At(2026, 9, 28), DueAt(story, 3));
    }

    [Fact]
    public void A_level_that_was_left_behind_answers_no_more()
    {
        var story = Late(WithoutAnswer).TurnTo(2026, 9, 23, 13, 1);

        story.Act("informe", "acknowledge", Level(2));
        story.Act("informe", "acknowledge", Level(4));

        Assert.Empty(story.Of<LevelAttended>());
        Assert.Equal(
            ["Este aviso ya subió a quien sigue: ahora responde esa autoridad.", "Este aviso no ha salido todavía."],
            story.Journal.Where(entry => entry.Kind == "actRefused").Select(entry => entry.Data.TextOf("reason")));
        Assert.Empty(story.Instance.Incidents);
    }

    [Fact]
    public void An_instruction_reaches_whoever_has_the_task()
    {
        var story = Late(WithoutAnswer);

        story.Act("informe", "instruct", Level(2));
        story.Act("informe", "instruct", Level(2, ("text", "Entrega esta semana.")), "jefatura.ca-con-00725");

        var mail = story.Mails.Single(mail => mail.Mail.Template == "instruccion").Mail;
        Assert.Equal("pmg.ca-con-00725@example.cl", Assert.Single(mail.Addressees).Email);
        Assert.Equal(("instruyó", "Entrega esta semana."), (mail.Model["acto"], mail.Model["texto"]));
        Assert.Single(story.Of<LevelAttended>());
    }

    [Fact]
    public void A_task_passes_to_another_post_of_the_same_institution_with_its_term()
    {
        var story = Late(WithoutAnswer);

        story.Act("informe", "reassign", Level(2, ("text", "La completa indicadores."), ("role", "ministry.minister")));
        story.Act("informe", "reassign", Level(2, ("text", "La completa indicadores."), ("role", "institution.indicatorOfficer")));

        Assert.Equal(
            ("institution.indicatorOfficer", Formulation.Service),
            (story.Of<TaskReassigned>().Single().Effect.RoleCode, story.Of<TaskReassigned>().Single().Effect.ScopeCode));
        Assert.Equal(
            "indicadores.ca-con-00725@example.cl",
            story.Mails.Single(mail => mail.Mail.Template == "instruccion").Mail.Addressees.Single().Email);
        Assert.Equal(Story.At(2026, 9, 23), DueAt(story, 3));
        Assert.Equal(AdvanceStatus.Applied, story.Act("informe", "submit"));
    }

    [Fact]
    public void Each_authority_gets_a_mail_with_a_link_of_their_own_and_copies_get_none()
    {
        var story = Late(WithoutAnswer).TurnTo(2026, 9, 23, 14);

        var ofLevel3 = story.Mails.Where(mail => mail.Mail.Level == 3).Select(mail => mail.Mail).ToList();

        Assert.Equal(3, ofLevel3.Count);
        Assert.All(
            ofLevel3.Take(2), mail => Assert.Equal((mail.LinkFor, "/acuse"), (mail.Addressees.Single().PersonId, mail.Model["acuse"])));
        Assert.Equal(
            (null, "", "secretaria-tecnica"), (ofLevel3[2].LinkFor, ofLevel3[2].Model["acuse"], ofLevel3[2].Addressees.Single().PersonId));
        Assert.All(ofLevel3, mail => Assert.Equal("coordinacion@example.cl", mail.ReplyTo!.Email));
    }

    [Fact]
    public void Whoever_has_the_task_cannot_stop_their_own_ladder()
    {
        var first = Late(WithoutAnswer).Mails.First(mail => mail.Mail.Level == 1).Mail;

        Assert.Equal(("pmg.ca-con-00725", null), (first.Addressees.Single().PersonId, first.LinkFor));
    }

    [Fact]
    public void An_authority_without_an_address_is_told_through_the_coordinators()
    {
        var demo = Story.Demo.Organisation;
        var people = demo.People.Select(person => person.Id == "jefatura.ca-con-00725" ? person with { Email = "" } : person);
        var world = new OrganisationSnapshot(
            demo.Institutions, demo.Ministries, demo.Regions, demo.Networks, people,
            demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2026, 9, 1))),
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);

        var story = new Story(WithoutAnswer, Story.At(2026, 9, 1, 8), TaskFlow.Pmg2026, new(world, Story.Demo.Calendar))
            .TurnTo(2026, 9, 21);

        var coordinator = story.Mails.Where(mail => mail.Mail.Level == 2).SelectMany(mail => mail.Mail.Addressees)
            .Single(person => person.PersonId == "coordinacion");
        Assert.Contains("no tiene correo registrado", coordinator.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_that_comes_late_is_held_four_working_hours_all_the_same()
    {
        Assert.Equal(Story.At(2026, 9, 24, 14, 30), HeldOf(Story.At(2026, 9, 24, 10, 30)));
        Assert.Equal(Story.At(2026, 9, 25, 13), HeldOf(Story.At(2026, 9, 24, 16)));
        Assert.Equal(Story.At(2026, 9, 28, 13), HeldOf(Story.At(2026, 9, 26, 10)));
    }

    private static DateTimeOffset HeldOf(DateTimeOffset awake)
    {
        var story = Late(WithoutAnswer);
        var timer = story.Timers.Single(timer => timer.Key == "escalation:3");

        story.Send(new TimerDue(timer.Id), awake, dueAt: timer.DueAt);

        return story.Mails.Last(mail => mail.Mail.Level == 3).Mail.HeldUntil!.Value;
    }

    /// <summary>On Monday 21 at noon: level 2 was told that morning.</summary>
    private static Story Late(string chart) => TaskFlow.Open(chart, Story.At(2026, 9, 1, 8)).TurnTo(2026, 9, 21);

    private static DateTimeOffset DueAt(Story story, int level) =>
        story.Planned.Single(notice => notice.Key == NoticeKey.OfLevel(level)).At;

    private static Dictionary<string, object?> Level(int level, params (string Name, object? Value)[] more) =>
        Story.Values([("level", (double)level), .. more]);
}
