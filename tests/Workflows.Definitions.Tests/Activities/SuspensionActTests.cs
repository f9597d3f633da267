using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Calendar;
using Workflows.Definitions.Tests.Deadlines;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>A term is suspended, or extended de oficio, by an act. It opened on 1 September 2026 and ends on Tuesday 15.</summary>
public class SuspensionActTests
{
    private const string Act = "Res. Ex. 12";

    [Fact]
    public void What_was_left_of_a_suspended_term_runs_after_it_and_no_notice_is_lost_or_comes_twice()
    {
        var story = Open().TurnTo(2026, 9, 8);

        Suspend(story, new(2026, 9, 9), new(2026, 9, 11));

        // Five days were left; 18 and 19 are holidays.
        Assert.Equal("2026-09-21", DeadlineOf(story));
        story.TurnTo(2026, 10, 30);
        Assert.Equal(
            [Story.At(2026, 9, 1, 9), Story.At(2026, 9, 8, 9), Story.At(2026, 9, 17, 9)],
            story.Mails.Where(mail => mail.Mail.Template == "recordatorio").Select(mail => mail.At).Distinct());
        Assert.Equal([1, 2, 3, 4], story.Told.Select(mail => mail.Mail.Level!.Value));
        Assert.Equal(Story.At(2026, 9, 22, 9), story.Told.First().At);
    }

    [Fact]
    public void The_same_suspension_twice_leaves_its_days_out_once()
    {
        var story = Open().TurnTo(2026, 9, 8);

        Suspend(story, new(2026, 9, 9), new(2026, 9, 11));
        Suspend(story, new(2026, 9, 9), new(2026, 9, 11));

        Assert.Equal("2026-09-21", DeadlineOf(story));
        Assert.Single(story.Of<DeadlineMoved>());
        Assert.Contains("el plazo es el mismo", Refused(story), StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_that_ended_before_the_suspension_began_is_not_reached_by_it()
    {
        var story = Open().TurnTo(2026, 9, 25);

        Suspend(story, new(2026, 9, 16), new(2026, 9, 30));

        Assert.Empty(story.Of<DeadlineMoved>());
        Assert.Contains("no la alcanza", Refused(story), StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_that_ended_while_it_was_suspended_runs_again_with_its_whole_ladder_and_nobody_hears_that_it_had_ended()
    {
        var story = Open().TurnTo(2026, 9, 23, 10); // levels 1 and 2 were told, the third is held

        Suspend(story, new(2026, 9, 14), new(2026, 9, 30));

        // Two of its ten days were left.
        Assert.Equal("2026-10-02", DeadlineOf(story));
        Assert.Equal([3], story.Of<LevelPutOff>().Select(one => one.Effect.Level));
        var before = story.Told.Count();
        story.TurnTo(2026, 12, 1);
        Assert.Equal([1, 2, 3, 4], story.Told.Skip(before).Select(mail => mail.Mail.Level!.Value));
        Assert.Equal(Story.At(2026, 10, 5, 9), story.Told.ElementAt(before).At);
    }

    [Fact]
    public void A_ladder_that_climbs_though_days_were_suspended_keeps_what_has_been_told()
    {
        var story = Open().TurnTo(2026, 9, 29, 10); // with levels 1, 2 and 3 told

        Suspend(story, new(2026, 9, 10), new(2026, 9, 11));

        Assert.Equal("2026-09-17", DeadlineOf(story));
        story.TurnTo(2026, 12, 1);
        Assert.Equal([1, 2, 3, 4], story.Told.Select(mail => mail.Mail.Level!.Value));
    }

    [Fact]
    public void More_time_de_oficio_moves_a_term_that_runs_and_says_by_which_act()
    {
        var story = Open().TurnTo(2026, 9, 14);

        Extend(story, 3);

        Assert.Equal("2026-09-21", DeadlineOf(story));
        Assert.Contains(
            $"más 3 días hábiles de ampliación de oficio ({Act})",
            story.Of<DeadlineMoved>().Single().Effect.Deadline.TextOf("sentence"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, 3, "un plazo vencido|no se amplía (Ley 19.880 art. 26)")]
    [InlineData(14, 6, "entre 1 y 5 días hábiles")]
    [InlineData(14, 0, "entre 1 y 5 días hábiles")]
    [InlineData(14, int.MaxValue, "entre 1 y 5 días hábiles")]
    public void More_time_de_oficio_is_refused_for_a_term_that_has_ended_and_over_half_of_it(int day, int days, string words)
    {
        var story = Open().TurnTo(2026, 9, day);

        Extend(story, days);

        Assert.Empty(story.Of<DeadlineMoved>());
        Assert.Contains(words.Split('|')[^1], Refused(story), StringComparison.Ordinal);
    }

    [Fact]
    public void More_time_de_oficio_is_refused_where_the_policy_allows_none()
    {
        var story = Opened(
            """{ "term": { "workingDays": 10 }, "extension": { "allowed": false } }""", new(2026, 9, 1)).TurnTo(2026, 9, 14);

        Extend(story, 3);

        Assert.Contains("no admite ampliación", Refused(story), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_given_de_oficio_while_an_extension_waited_is_taken_from_what_may_be_granted()
    {
        var story = Open().TurnTo(2026, 9, 14);
        story.Act("informe", TaskWords.AskExtension, new ExtensionRequest(4, "Falta una firma.").ToValues(), "encargada");
        Extend(story, 3);
        var asked = story.Of<ExtensionAsked>().Single().Effect.ExtensionId;

        story.Act("informe", TaskWords.DecideExtension, new ExtensionDecision(asked, true, "Sí.", null).ToValues());

        Assert.Contains("Puedes otorgar hasta 2 días hábiles", Refused(story), StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_that_is_fixed_afterwards_is_that_date_whatever_was_suspended_or_given()
    {
        var story = Open().TurnTo(2026, 9, 8);
        Suspend(story, new(2026, 9, 9), new(2026, 9, 11));
        Extend(story, 2);
        var fixedDate = Values.FromJson("""{ "term": { "date": "2026-10-20" }, "roll": "none" }""");

        story.Act(
            "informe", TaskWords.RecomputeDeadline, new DeadlineCorrection(null, "Otra.", fixedDate) { SetsDate = true }.ToValues());

        Assert.Equal("2026-10-20", DeadlineOf(story));
        Assert.DoesNotContain(
            Act, story.Of<DeadlineMoved>().Last().Effect.Deadline.TextOf("sentence"), StringComparison.Ordinal);
    }

    /// <summary>Days, from the opening, of the act and of the suspension, and how long it is.</summary>
    private static readonly Arbitrary<(int Term, bool EveryDay, int Opened, int ActAt, int From, int Length)> Suspended = (
        from term in Gen.Choose(1, 30)
        from everyDay in Gen.Elements(true, false)
        from opened in Gen.Choose(0, 3 * 365)
        from actAt in Gen.Choose(0, 10)
        from start in Gen.Choose(-5, 40)
        from length in Gen.Choose(0, 40)
        select (term, everyDay, opened, actAt, start, length)).ToArbitrary();

    [Fact]
    public void A_suspended_term_ends_where_a_clerk_who_crosses_out_its_days_says() =>
        Prop.ForAll(Suspended, given =>
        {
            var opened = new DateOnly(2024, 1, 1).AddDays(given.Opened);
            var (from, to) = (opened.AddDays(given.From), opened.AddDays(given.From + given.Length));
            var unit = given.EveryDay ? "calendarDays" : "workingDays";
            var story = Opened($$"""{ "term": { "{{unit}}": {{given.Term}} }, "roll": "none" }""", opened);
            var plain = story.Task("informe").Deadline.TextOf("deadline");
            story.TurnTo(story.Now.AddDays(given.ActAt));

            Suspend(story, from, to);

            var clerk = new PaperDeadline(new PaperCalendar("")).Reckon(
                new(given.EveryDay ? 'C' : 'H', given.Term, 'A', false, 0, 0, [(from, to)], 0, false), opened).End;
            return Of(clerk) == (DeadlineOf(story) ?? plain);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_two_suspensions_are_decided_does_not_matter() =>
        Prop.ForAll(Suspended, Suspended, (one, other) =>
        {
            var opened = new DateOnly(2024, 1, 1).AddDays(one.Opened);
            (DateOnly, DateOnly) Days((int Term, bool EveryDay, int Opened, int ActAt, int From, int Length) given) =>
                (opened.AddDays(given.From), opened.AddDays(given.From + given.Length));
            // Long enough to be running on the first day of both, whichever comes first.
            string? After(params (DateOnly From, DateOnly To)[] suspensions)
            {
                var story = Opened("""{ "term": { "workingDays": 40 } }""", opened);
                foreach (var (from, to) in suspensions)
                    Suspend(story, from, to);
                return DeadlineOf(story);
            }

            return After(Days(one), Days(other)) == After(Days(other), Days(one));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_time_asked_for_and_given_de_oficio_is_never_over_half_of_the_term() =>
        Prop.ForAll(
            (from term in Gen.Choose(1, 30)
             from acts in (from isOffice in Gen.Elements(true, false) from days in Gen.Choose(1, 9) select (isOffice, days)).ListOf()
             select (term, acts)).ToArbitrary(),
            given =>
            {
                var story = Opened(
                    $$"""{ "term": { "calendarDays": {{given.term}} }, "roll": "none", "extension": { "allowed": true } }""",
                    new(2026, 9, 1));
                var most = new DateOnly(2026, 9, 1).AddDays(given.term + (given.term / 2));
                foreach (var (isOffice, days) in given.acts)
                {
                    if (isOffice)
                        Extend(story, days);
                    else
                        Grant(story, days);
                }

                return string.CompareOrdinal(DeadlineOf(story) ?? "", Of(most)) <= 0;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_suspension_and_then_a_holiday_that_is_undone_give_what_they_give_at_once() =>
        Prop.ForAll(Suspended, given =>
        {
            var opened = new DateOnly(2024, 1, 1).AddDays(given.Opened);
            var holiday = WorkingCalendar.Shipped.AddWorkingDays(opened, 1 + (given.ActAt % 3));
            var policy = $$"""{ "term": { "workingDays": {{given.Term + 5}} } }""";
            // More than the holiday alone: suspending a day that no term uses is no act.
            var from = opened.AddDays(Math.Abs(given.From % 5));
            var to = from.AddDays(7 + given.Length);
            var undone = new Story(ChartOf(policy), OpenedAt(opened), TaskFlow.Pmg2026, new(
                Story.Demo.Organisation, new WorkingCalendar(
                    [.. WorkingCalendar.Shipped.Holidays, new(holiday, "Feriado único", HolidayScope.National, "Ley 99.999")])));
            Suspend(undone, from, to);
            undone.World = new(Story.Demo);
            undone.Act("informe", TaskWords.RecomputeDeadline, new DeadlineCorrection(null, "Ya no es feriado.", null).ToValues());
            var atOnce = Opened(policy, opened);
            Suspend(atOnce, from, to);

            var plain = atOnce.Task("informe").Deadline.TextOf("deadline");
            return (DeadlineOf(undone) ?? plain) == (DeadlineOf(atOnce) ?? plain);
        }).QuickCheckThrowOnFailure();

    private static Story Open() => TaskFlow.Open(
        ChartOf(TaskFlow.TenDays.TrimEnd()[..^1].Replace(
            "\"level\": 3,", "\"level\": 3, \"held\": true,", StringComparison.Ordinal) + """, "extension": { "allowed": true } }"""),
        Story.At(2026, 9, 1, 8));

    private static Story Opened(string policy, DateOnly date) => TaskFlow.Open(ChartOf(policy), OpenedAt(date));

    private static DateTimeOffset OpenedAt(DateOnly date) => SantiagoTime.ToInstant(date, new(8, 0));

    private static string ChartOf(string policy) => TaskFlow.Chart(TaskFlow.Deliverable(policy), "ini>informe, informe.Submitted>fin");

    private static void Suspend(Story story, DateOnly from, DateOnly to) =>
        Decide(story, new() { Suspensions = [new(from, to, Act)] });

    private static void Extend(Story story, int days) => Decide(story, new() { Office = [new(days, Act)] });

    private static void Decide(Story story, Adjustments adds) => story.Act(
        "informe", TaskWords.RecomputeDeadline, new DeadlineCorrection(null, "Lo resolvió un acto.", null) { Adds = adds }.ToValues());

    private static void Grant(Story story, int days)
    {
        var before = story.Of<ExtensionAsked>().Count();
        story.Act("informe", TaskWords.AskExtension, new ExtensionRequest(days, "Falta una firma.").ToValues(), "encargada");
        if (story.Of<ExtensionAsked>().Skip(before).SingleOrDefault().Effect is { } asked)
            story.Act("informe", TaskWords.DecideExtension, new ExtensionDecision(asked.ExtensionId, true, "Sí.", null).ToValues());
    }

    /// <summary>Null while nothing has moved it.</summary>
    private static string? DeadlineOf(Story story) => story.Of<DeadlineMoved>().LastOrDefault().Effect?.To;

    private static string Refused(Story story) => story.Of<ActRefused>().Last().Effect.Reason;

    private static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", null);
}
