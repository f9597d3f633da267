using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>
/// A law makes Monday 7 September 2026 a holiday after tasks were judged without it. Ten working days from 1 September ended on Tuesday 15
/// and end, with it, on Wednesday 16.
/// </summary>
public class OvertakenJudgementTests
{
    private static readonly DateOnly Law = new(2026, 9, 7);

    [Fact]
    public void What_arrived_after_its_term_and_within_it_by_the_law_is_found_and_what_arrived_later_is_not()
    {
        Assert.Equal(new Deadline(new(2026, 9, 16)), Judged(Judgement.Late, Story.At(2026, 9, 16, 18))!.To);
        Assert.Null(Judged(Judgement.Late, Story.At(2026, 9, 17, 0)));
    }

    [Fact]
    public void What_silence_closed_while_the_term_ran_by_the_law_is_found()
    {
        var kept = Kept(Open(""", "silence": { "outcome": "Expired" }"""));

        Assert.Equal(
            new Deadline(new(2026, 9, 16)), OvertakenJudgement.Of(Judgement.Silence, kept, With(Law), Story.At(2026, 9, 16, 0))!.To);
        Assert.Null(OvertakenJudgement.Of(Judgement.Silence, kept, With(new(2026, 9, 30)), Story.At(2026, 9, 16, 0)));
    }

    [Fact]
    public void A_finished_process_tells_who_handed_in_and_changes_nothing()
    {
        var story = Open("").TurnTo(2026, 9, 16);
        story.Act("informe", "submit", person: "pmg.ca-con-00725");
        var (state, mails) = (story.Instance, story.Mails.Count());

        story.Send(new HeardAfterwards("informe", 1, About(Judged(Judgement.Late, story.Now)!).ToValues()), Story.At(2026, 9, 21));

        var told = Assert.Single(story.Mails.Skip(mails)).Mail;
        Assert.Equal((MailTemplateCatalog.Overtaken, "pmg.ca-con-00725"), (told.Template, Assert.Single(told.Addressees).PersonId));
        Assert.Equal(("Se recibió dentro de plazo", "miércoles 16/09/2026 a las 23:59 horas", "martes 15/09/2026 a las 23:59 horas"),
            (told.Model["resultado"], told.Model["plazo"], told.Model["antes"]));
        Assert.Equal(("2026-09-15", "2026-09-16"), story.Of<JudgementOvertaken>().Select(one => (one.Effect.From, one.Effect.To)).Single());
        Assert.Equal((WorkflowSubStatus.Finished, state.Output.Count), (story.Instance.SubStatus, story.Instance.Output.Count));
        Assert.Empty(story.Instance.Bookmarks);
    }

    [Fact]
    public void Whoever_has_what_the_process_waits_for_hears_of_it_once()
    {
        var story = Open("").TurnTo(2026, 9, 16);
        story.Act("informe", "submit", person: "pmg.ca-con-00725");
        var about = About(Judged(Judgement.Late, story.Now)!) with
        {
            Following = [("institution.head", Formulation.Service), ("institution.pmgOfficer", Formulation.Service)],
        };

        story.Send(new HeardAfterwards("informe", 1, about.ToValues()), Story.At(2026, 9, 21));

        Assert.Equal(
            ["jefatura.ca-con-00725", "pmg.ca-con-00725"],
            story.Mails.Where(mail => mail.Mail.Template == MailTemplateCatalog.Overtaken)
                .SelectMany(mail => mail.Mail.Addressees).Select(person => person.PersonId).Order());
    }

    [Fact]
    public void It_is_found_exactly_when_the_law_known_from_the_beginning_would_have_judged_otherwise() =>
        Prop.ForAll(Cases, asked =>
        {
            var (term, law, hours) = asked;
            var at = Story.At(2026, 9, 1).AddHours(hours);
            var (before, after) = (Delivered(term, WorkingCalendar.Shipped, at), Delivered(term, With(law), at));
            var found = before.Timeliness == TaskWords.OnTime
                ? null : OvertakenJudgement.Of(Judgement.Late, before.Kept, With(law), at);
            return (found is not null) == (before.Timeliness != TaskWords.OnTime && after.Timeliness == TaskWords.OnTime);
        }).QuickCheckThrowOnFailure();

    private static readonly Arbitrary<(string Term, DateOnly Law, int Hours)> Cases = (
        from term in Gen.Elements("""{ "workingDays": 10 }""", """{ "calendarDays": 6 }""", """{ "months": 1 }""", """{ "on": "09-14" }""")
        from additional in Gen.Elements("", """, "additional": { "workingDays": 2 }""")
        from day in Gen.Choose(0, 40)
        from hours in Gen.Choose(1, 45 * 24)
        select ($$"""{ "term": {{term}}{{additional}}, "reminders": [], "ladder": [] }""", new DateOnly(2026, 8, 31).AddDays(day), hours))
        .ToArbitrary();

    private static (string Timeliness, object? Kept) Delivered(string policy, WorkingCalendar calendar, DateTimeOffset at)
    {
        var story = new Story(
            TaskFlow.Chart(TaskFlow.Deliverable(policy), "ini>informe, informe.Submitted>fin"), Story.At(2026, 9, 1), TaskFlow.Pmg2026,
            Story.Demo with { Calendar = calendar }).TurnTo(at);
        story.Act("informe", "submit", person: "pmg.ca-con-00725");
        return (story.Of<SubmissionReceived>().Single().Effect.Timeliness, Kept(story));
    }

    private static OvertakenJudgement? Judged(Judgement what, DateTimeOffset at) =>
        OvertakenJudgement.Of(what, Kept(Open("")), With(Law), at);

    private static OvertakenTask About(OvertakenJudgement judged) => new(
        "propuesta-1", "Nuevo feriado: Día de prueba, el lunes 07/09/2026. Norma: Ley 99.999.", "prueba-1", "Entregar el informe",
        "institution.pmgOfficer", Formulation.Service, Formulation.Service, "Servicio de prueba", judged);

    private static object? Kept(Story story) => story.Of<TaskOpened>().First().Effect.Deadline;

    private static Story Open(string rest) => TaskFlow.Open(
        TaskFlow.Chart(
            TaskFlow.Deliverable("""{ "term": { "workingDays": 10 }, "reminders": [], "ladder": []""" + rest + " }"),
            "ini>informe, informe.Submitted>fin, informe.Expired>fin"),
        Story.At(2026, 9, 1));

    private static WorkingCalendar With(DateOnly law) =>
        new([.. WorkingCalendar.Shipped.Holidays, new(law, "Día de prueba", HolidayScope.National, "Ley 99.999")]);
}
