using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Deadlines;

/// <summary>More time, suspended time, time after the end, and terms that begin with a notification.</summary>
public class AdjustedDeadlineTests
{
    private static readonly WorkingCalendar Chile = WorkingCalendar.Shipped;

    [Theory]
    // A month from Friday 14 August ends on Monday 14 September; 15 days more than that, and not than a later working day.
    [InlineData("""{ "term": { "months": 1 } }""", "2026-08-14", 15, "2026-09-29")]
    // Ends on Saturday 10, rolls to Tuesday 13 over a holiday: the 5 days more count from the Saturday.
    [InlineData("""{ "term": { "calendarDays": 8 } }""", "2026-10-02", 5, "2026-10-15")]
    [InlineData("""{ "term": { "on": "10-10" } }""", "2026-10-01", 1, "2026-10-13")]
    [InlineData("""{ "term": { "workingDays": 5 } }""", "2026-10-02", 2, "2026-10-14")]
    public void An_extension_counts_from_where_the_term_ends_before_it_rolls(string policy, string opened, int days, string end) =>
        Assert.Equal(end, For(policy, opened, new(days)).Deadline.ToString());

    [Fact]
    public void A_suspended_day_does_not_count_and_the_act_says_why()
    {
        var plan = For("""{ "term": { "workingDays": 5 } }""", "2026-10-01", new()
        {
            Suspensions = [new(new(2026, 10, 5), new(2026, 10, 9), "Resolución exenta 12")],
        });

        Assert.Equal("2026-10-16", plan.Deadline.ToString());
        Assert.Equal(5, plan.Explanation.Count(day => day.Counted));
        Assert.All(
            plan.Explanation.Where(day => day.Date >= new DateOnly(2026, 10, 5) && day.Date <= new DateOnly(2026, 10, 9)),
            day => Assert.Equal((false, "Resolución exenta 12"), (day.Counted, day.Norm)));
        Assert.Contains(
            "sin contar del 5 de octubre de 2026 al 9 de octubre de 2026 (Resolución exenta 12)", plan.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_that_was_suspended_is_that_many_days_later_and_working_days_given_count_from_there()
    {
        var plan = For("""{ "term": { "date": "2027-03-05" } }""", "2027-02-15", new()
        {
            Suspensions = [new(new(2027, 3, 1), new(2027, 3, 5), "Resolución 12")], Office = [new(2, "Resolución 9")],
        });

        Assert.Equal("2027-03-12", plan.Deadline.ToString());
        Assert.Equal(
            [
                (15, "El plazo corre desde este día.", null), (1, "El plazo está suspendido.", "Resolución 12"),
                (2, "El plazo está suspendido.", "Resolución 12"), (3, "El plazo está suspendido.", "Resolución 12"),
                (4, "El plazo está suspendido.", "Resolución 12"), (5, "Es la fecha que fija el plazo.", null),
                (5, "El plazo está suspendido.", "Resolución 12"), (10, "Se cumple lo que quedaba del plazo.", null),
                (11, "Ampliación de oficio. Día hábil 1 de 2.", "Resolución 9"),
                (12, "Ampliación de oficio. Día hábil 2 de 2.", "Resolución 9"),
            ],
            plan.Explanation.Select(day => (day.Date.Day, day.Reason, day.Norm)));
    }

    [Fact]
    public void More_time_given_de_oficio_is_told_apart_from_an_extension()
    {
        var plan = For("""{ "term": { "workingDays": 5 } }""", "2026-10-02", new(1) { Office = [new(2, "Resolución exenta 9")] });

        Assert.Equal("2026-10-15", plan.Deadline.ToString());
        Assert.Contains(
            "más 1 día hábil de prórroga, más 2 días hábiles de ampliación de oficio (Resolución exenta 9)", plan.Sentence,
            StringComparison.Ordinal);
        Assert.Equal(
            [("Prórroga. Día hábil 1 de 1.", "Ley 19.880 art. 26"), ("Ampliación de oficio. Día hábil 1 de 2.", "Resolución exenta 9"),
                ("Ampliación de oficio. Día hábil 2 de 2.", "Resolución exenta 9")],
            plan.Explanation.Where(day => day.Counted).Skip(5).Select(day => (day.Reason, day.Norm!)));
    }

    [Theory]
    // By letter: the post has it on Thursday 8; 9, 13 and 14 are the three days, and the first that counts is Thursday 15.
    [InlineData("letter", "2026-10-08", "2026-10-16")]
    [InlineData("notification", "2026-10-08", "2026-10-13")]
    public void A_term_begins_when_it_is_notified_and_cites_the_norm(string start, string opened, string end)
    {
        var plan = For($$"""{ "term": { "workingDays": 2 }, "start": "{{start}}" }""", opened, Adjustments.None);

        Assert.Equal(end, plan.Deadline.ToString());
        Assert.Contains("Ley 19.880 arts. 45 y 46", plan.Sentence, StringComparison.Ordinal);
        Assert.Contains(plan.Explanation, day => day.Norm!.Contains("arts. 45 y 46", StringComparison.Ordinal));
        Assert.Equal(2, plan.Explanation.Count(day => day.Counted));
    }

    [Theory]
    [InlineData("2026-10-14T12:00", TermState.InTerm)]
    [InlineData("2026-10-15T23:59", TermState.InTerm)]
    [InlineData("2026-10-16T00:00", TermState.InAdditionalTerm)]
    [InlineData("2026-10-20T23:59", TermState.InAdditionalTerm)]
    [InlineData("2026-10-21T00:00", TermState.Late)]
    public void Nothing_is_late_before_the_additional_term_ends(string at, TermState expected)
    {
        var plan = For(
            """
            { "term": { "date": "2026-10-15" }, "additional": { "workingDays": 3 }, "ladder": [ { "level": 1, "workingDaysAfter": 1 } ] }
            """,
            "2026-10-01", Adjustments.None);
        var moment = Deadline.Parse(at);

        Assert.Equal(expected, plan.StateAt(moment.Instant));
        Assert.Contains("Hay plazo adicional de 3 días hábiles, hasta el martes 20 de octubre de 2026.", plan.Sentence,
            StringComparison.Ordinal);
        Assert.Equal(
            new DateOnly(2026, 10, 21), plan.Schedule.Notices.Single(notice => notice.Kind == NoticeKind.Escalation).LocalDate);
    }

    [Fact]
    public void An_hour_that_happens_twice_ends_at_its_second_time_and_one_that_does_not_exist_when_clocks_have_passed_it()
    {
        var twice = For("""{ "term": { "date": "2026-04-04", "hour": "23:30" }, "roll": "none" }""", "2026-03-02", Adjustments.None);
        var never = For("""{ "term": { "date": "2026-09-06", "hour": "00:30" }, "roll": "none" }""", "2026-08-03", Adjustments.None);

        Assert.Equal(new DateTimeOffset(2026, 4, 5, 3, 30, 0, TimeSpan.Zero), twice.Deadline.Instant);
        Assert.EndsWith("las 23:30 ocurren dos veces: vence a la segunda.", twice.Sentence, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 9, 6, 4, 0, 0, TimeSpan.Zero), never.Deadline.Instant);
        Assert.EndsWith("las 00:30 no existen: vence cuando pasan a las 01:00.", never.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_later_moment_shows_the_hour_of_a_deadline_again() =>
        Prop.ForAll(
            (from day in Gen.Choose(0, 30 * 365)
             from minute in Gen.Choose(0, 1439)
             select new Deadline(new DateOnly(2015, 1, 2).AddDays(day), TimeOnly.MinValue.AddMinutes(minute))).ToArbitrary(),
            deadline =>
            {
                var shown = SantiagoTime.ToLocal(deadline.Instant);
                return (shown == deadline.Local || SantiagoTime.IsSkipped(deadline.Date, deadline.Hour!.Value))
                    && Enumerable.Range(1, 180).All(later => SantiagoTime.ToLocal(deadline.Instant.AddMinutes(later)) > shown);
            }).QuickCheckThrowOnFailure();

    private static readonly Arbitrary<(int Count, int Day, int Extra, int Office, int From, int Length)> Cases = (
        from count in Gen.Choose(1, 40)
        from day in Gen.Choose(0, 20 * 365)
        from extra in Gen.Choose(0, 20)
        from office in Gen.Choose(0, 20)
        from start in Gen.Choose(-20, 80)
        from length in Gen.Choose(0, 40)
        select (count, day, extra, office, start, length)).ToArbitrary();

    [Fact]
    public void An_explanation_counts_what_the_term_has_and_no_suspended_day() =>
        Prop.ForAll(Cases, given =>
        {
            var opened = new DateOnly(2016, 1, 1).AddDays(given.Day);
            var suspension = new Suspension(opened.AddDays(given.From), opened.AddDays(given.From + given.Length), "Resolución 1");
            var policy = new DeadlinePolicy(given.Count % 2 == 0 ? new Term.WorkingDays(given.Count) : new Term.CalendarDays(given.Count));
            var plan = DeadlineComputation.For(
                policy, 1, SantiagoTime.ToInstant(opened, new(10, 0)), opened.Year, Chile,
                new Adjustments(given.Extra) { Office = [new(given.Office, "Resolución 2")], Suspensions = [suspension] });
            var counted = plan.Explanation.Where(day => day.Counted).ToList();
            return counted.Count == given.Count + given.Extra + given.Office && !counted.Exists(day => suspension.Covers(day.Date))
                && plan.Explanation[^1].Date == plan.Deadline.Date;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_date_or_a_term_of_months_is_explained_up_to_its_end_and_no_suspended_day_counts() =>
        Prop.ForAll(Cases, given =>
        {
            var opened = new DateOnly(2016, 1, 1).AddDays(given.Day);
            var suspension = new Suspension(opened.AddDays(given.From), opened.AddDays(given.From + given.Length), "Resolución 1");
            Term term = given.Count % 2 == 0 ? new Term.OnDate(opened.AddDays(given.Count)) : new Term.Months(1 + (given.Count % 6));
            var plan = DeadlineComputation.For(
                new(term), 1, SantiagoTime.ToInstant(opened, new(10, 0)), opened.Year, Chile,
                new Adjustments(given.Extra) { Office = [new(given.Office, "Resolución 2")], Suspensions = [suspension] });
            var counted = plan.Explanation.Where(day => day.Counted).ToList();
            return plan.Explanation[^1].Date == plan.Deadline.Date
                && (counted.Count <= 1 + given.Extra + given.Office) && (counted.Count >= given.Extra + given.Office)
                && !counted.Exists(day => suspension.Covers(day.Date));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_extensions_are_one_of_both_and_an_extension_never_shortens() =>
        Prop.ForAll(Cases, given =>
        {
            var opened = new DateOnly(2016, 1, 1).AddDays(given.Day);
            var policy = new DeadlinePolicy(new Term.Months(1 + (given.Count % 6)));
            DateOnly End(int extra, int office) => DeadlineComputation.For(
                policy, 1, SantiagoTime.ToInstant(opened, new(10, 0)), opened.Year, Chile,
                new Adjustments(extra) { Office = office == 0 ? [] : [new(office, "Resolución 2")] }).Deadline.Date;
            return End(given.Extra, given.Office) == End(given.Extra + given.Office, 0) && End(given.Extra, 0) >= End(0, 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_decided_is_kept_with_the_question_and_gives_the_same_deadline_again()
    {
        var asked = new DeadlineQuestion("""{ "term": { "workingDays": 5 } }""", 1, Story.At(2026, 10, 1, 10), 2026d)
        {
            ExtraDays = 1, Office = [new(2, "Resolución 9")], Suspensions = [new(new(2026, 10, 5), new(2026, 10, 9), "Resolución 12")],
        };

        var again = DeadlineBasis.Read(asked.ToValues());

        Assert.Equal(asked.Office, again.Office);
        Assert.Equal(asked.Suspensions, again.Suspensions);
        Assert.Equal("2026-10-21", again.Plan(Chile).Deadline.ToString());
    }

    private static DeadlinePlan For(string policy, string opened, Adjustments adjustments) => DeadlineComputation.For(
        DeadlinePolicy.Parse(policy), 1, SantiagoTime.ToInstant(DateOnly.Parse(opened, null), new(10, 0)), 2026, Chile, adjustments);
}
