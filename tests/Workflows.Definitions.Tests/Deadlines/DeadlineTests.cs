using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Tests.Deadlines;

public class DeadlineTests
{
    private static readonly WorkingCalendar Chile = WorkingCalendar.Shipped;

    [Theory]
    [InlineData("2026-10-09T10:00", "2026-10-14")] // Friday before a long weekend
    [InlineData("2026-09-16T10:00", "2026-09-21")] // Fiestas Patrias
    [InlineData("2024-02-27T10:00", "2024-02-29")] // leap day
    [InlineData("2026-04-02T10:00", "2026-04-07")] // Easter, clocks go back
    [InlineData("2026-09-04T23:30", "2026-09-08")] // clocks go forward
    [InlineData("2026-12-30T10:00", "2027-01-04")] // the year's end
    [InlineData("2026-02-14T10:00", "2026-02-17")] // opened on a Saturday
    public void Working_days_count_from_the_day_after_the_opening(string opened, string expected) =>
        Assert.Equal(expected, For("""{ "term": { "workingDays": 2 } }""", opened).Deadline.ToString());

    [Fact]
    public void The_day_of_opening_is_that_of_Santiago()
    {
        // 02:30 UTC of the 2nd is still the 1st in Santiago.
        var opened = new DateTimeOffset(2026, 7, 2, 2, 30, 0, TimeSpan.Zero);
        var plan = DeadlineComputation.For(DeadlinePolicy.Parse("""{ "term": { "workingDays": 1 } }"""), 1, opened, 2026, Chile);

        Assert.Equal("2026-07-02", plan.Deadline.ToString());
    }

    [Theory]
    [InlineData("02-14", 2027, "next", "2027-02-15")]
    [InlineData("02-14", 2027, "none", "2027-02-14")]
    [InlineData("01-15", 2027, "next", "2027-01-15")]
    [InlineData("02-29", 2024, "next", "2024-02-29")]
    [InlineData("02-29", 2026, "none", "2026-02-28")]
    [InlineData("12-31", 2025, "next", "2025-12-31")]
    public void A_day_of_the_year_passes_to_the_next_working_day_unless_told_not_to(string on, int year, string roll, string expected)
    {
        var policy = DeadlinePolicy.Parse($$"""{ "term": { "on": "{{on}}" }, "roll": "{{roll}}" }""");

        Assert.Equal(expected, DeadlineComputation.For(policy, 1, At("2024-02-01T10:00"), year, Chile).Deadline.ToString());
    }

    [Fact]
    public void A_formulation_ends_in_the_year_before_its_programme() =>
        Assert.Equal(
            "2026-11-30T18:30",
            For(
                """{ "term": { "on": "11-30", "hour": "18:30", "yearOffset": -1 } }""", "2026-10-01T10:00",
                year: 2027).Deadline.ToString());

    [Theory]
    [InlineData("2026-03-05T18:29:59", false)]
    [InlineData("2026-03-05T18:30:00", false)]
    [InlineData("2026-03-05T18:30:01", true)]
    public void A_submission_is_late_after_the_hour(string at, bool late) =>
        Assert.Equal(late, For("""{ "term": { "date": "2026-03-05", "hour": "18:30" } }""", "2026-02-13T10:00").Deadline.IsLate(At(at)));

    [Fact]
    public void Without_an_hour_the_whole_day_is_in_time_to_its_last_instant()
    {
        var deadline = new Deadline(new(2026, 12, 31));

        Assert.False(deadline.IsLate(SantiagoTime.StartOfDay(new(2027, 1, 1)).AddTicks(-1)));
        Assert.True(deadline.IsLate(SantiagoTime.StartOfDay(new(2027, 1, 1))));
        Assert.Equal(new DateTime(2026, 12, 31, 23, 59, 59), deadline.Local);
    }

    [Fact]
    public void On_the_day_with_25_hours_the_second_2330_is_still_in_time()
    {
        var deadline = new Deadline(new(2026, 4, 4));

        Assert.False(deadline.IsLate(new DateTimeOffset(2026, 4, 5, 3, 30, 0, TimeSpan.Zero)));
        Assert.True(deadline.IsLate(new DateTimeOffset(2026, 4, 5, 4, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_deadline_is_stored_as_civil_date_and_hour()
    {
        Assert.Equal(new Deadline(new(2026, 10, 15), new(18, 30)), Deadline.Parse("2026-10-15T18:30"));
        Assert.Equal(new Deadline(new(2026, 10, 15)), Deadline.Parse("2026-10-15"));
        Assert.Equal(
            "«mañana» no es un plazo: escríbelo como 2026-10-15 o 2026-10-15T18:30.",
            Assert.Throws<FormatException>(() => Deadline.Parse("mañana")).Message);
    }

    [Fact]
    public void A_visit_after_a_return_has_the_term_of_corrections()
    {
        const string policy = """{ "term": { "on": "10-30" }, "correction": { "term": { "workingDays": 3 } } }""";

        Assert.Equal("2026-10-30", For(policy, "2026-10-01T10:00", visit: 1).Deadline.ToString());
        Assert.Equal("2026-10-15", For(policy, "2026-10-09T10:00", visit: 2).Deadline.ToString());
        Assert.Equal("2026-10-26", For("""{ "term": { "on": "10-30" } }""", "2026-10-09T10:00", visit: 3).Deadline.ToString());
    }

    [Fact]
    public void A_correction_may_keep_the_later_of_both_dates()
    {
        const string policy = """{ "term": { "on": "10-30" }, "correction": { "term": { "workingDays": 3 }, "whicheverLater": true } }""";

        Assert.Equal("2026-10-30", For(policy, "2026-10-09T10:00", visit: 2).Deadline.ToString());
        Assert.Equal("2026-11-05", For(policy, "2026-11-02T10:00", visit: 2).Deadline.ToString());
    }

    [Fact]
    public void The_later_date_of_a_counted_term_is_the_one_of_the_first_visit()
    {
        var policy = DeadlinePolicy.Parse(
            """{ "term": { "workingDays": 20 }, "correction": { "term": { "workingDays": 3 }, "whicheverLater": true } }""");
        var first = DeadlineComputation.For(policy, 1, At("2026-10-01T10:00"), 2026, Chile).Deadline;

        Assert.Equal("2026-10-30", first.ToString());
        Assert.Equal(first, DeadlineComputation.For(policy, 2, At("2026-10-09T10:00"), 2026, Chile, first).Deadline);
        Assert.Equal("2026-10-15", DeadlineComputation.For(policy, 2, At("2026-10-09T10:00"), 2026, Chile).Deadline.ToString());
    }

    [Theory]
    [InlineData(
        """{ "term": { "workingDays": 10 } }""", "10 días hábiles desde que se abre la tarea: vence el viernes 16 de octubre de 2026.")]
    [InlineData("""{ "term": { "workingDays": 1 } }""", "1 día hábil desde que se abre la tarea: vence el viernes 2 de octubre de 2026.")]
    [InlineData(
        """{ "term": { "on": "10-12", "hour": "18:30" } }""",
        "Hasta el 12 de octubre de 2026 a las 18:30, que es inhábil y pasa al siguiente día hábil: vence el martes 13 de "
        + "octubre de 2026 a las 18:30.")]
    [InlineData(
        """{ "term": { "date": "2026-09-30" } }""",
        "Hasta el 30 de septiembre de 2026: vence el miércoles 30 de septiembre de 2026. La tarea se abrió con el plazo ya vencido.")]
    public void The_term_reads_as_a_sentence(string policy, string sentence) =>
        Assert.Equal(sentence, For(policy, "2026-10-01T10:00").Sentence);

    [Fact]
    public void A_deadline_explains_itself_by_its_days()
    {
        var counted = For("""{ "term": { "workingDays": 10 } }""", "2026-10-01T10:00").Explanation;
        Assert.Equal(10, counted.Count(day => day.Counted));
        Assert.Contains(counted, day => day.Reason == "Feriado: Encuentro de Dos Mundos." && day.Date == new DateOnly(2026, 10, 12));

        var rolled = For("""{ "term": { "on": "10-10" } }""", "2026-10-01T10:00").Explanation;
        Assert.Equal([(10, false), (11, false), (12, false), (13, false)], rolled.Select(day => (day.Date.Day, day.Counted)));

        Assert.Equal(
            "Es la fecha que fija el plazo.",
            Assert.Single(For("""{ "term": { "on": "10-15" } }""", "2026-10-01T10:00").Explanation).Reason);
    }

    [Fact]
    public void A_term_beyond_the_known_holidays_is_refused() =>
        Assert.Throws<CalendarRangeException>(() => For("""{ "term": { "date": "2046-01-14" } }""", "2026-10-01T10:00"));

    [Theory]
    [InlineData("""{ "term": { "calendarDays": 8 } }""", "2026-10-02T10:00", "2026-10-13")] // Saturday 10, and Monday 12 is a holiday
    [InlineData("""{ "term": { "calendarDays": 8 }, "roll": "none" }""", "2026-10-02T10:00", "2026-10-10")]
    [InlineData("""{ "term": { "months": 1 } }""", "2026-01-31T10:00", "2026-03-02")] // 28 February 2026 is a Saturday
    // arrived on a Saturday: counts as Tuesday 13
    [InlineData("""{ "term": { "workingDays": 1 }, "start": "workingDay" }""", "2026-10-10T10:00", "2026-10-14")]
    [InlineData("""{ "term": { "workingDays": 1 } }""", "2026-10-10T10:00", "2026-10-13")]
    // O'Higgins' birthday in Chillán Viejo
    [InlineData("""{ "term": { "workingDays": 1 }, "territory": "16103" }""", "2026-08-19T10:00", "2026-08-21")]
    [InlineData("""{ "term": { "workingDays": 1, "hour": "13:00" } }""", "2026-08-19T10:00", "2026-08-20T13:00")]
    [InlineData(
        """{ "term": { "from": "2026-10-01", "to": "2026-10-15", "hours": "09:00-14:00" } }""", "2026-09-01T10:00", "2026-10-15T14:00")]
    public void A_term_ends_by_its_own_rules_and_explains_itself(string policy, string opened, string expected)
    {
        var plan = For(policy, opened);

        Assert.Equal(expected, plan.Deadline.ToString());
        Assert.Equal(plan.Deadline.Date, plan.Explanation[^1].Date);
        Assert.Equal(plan.Explanation.Select(day => day.Date).Order(), plan.Explanation.Select(day => day.Date));
    }

    [Fact]
    public void An_extension_is_at_most_half_the_term_and_says_so_day_by_day()
    {
        var policy = DeadlinePolicy.Parse("""{ "term": { "workingDays": 5 } }""");
        var first = DeadlineComputation.For(policy, 1, At("2026-10-02T10:00"), 2026, Chile);
        Assert.Equal("2026-10-09", first.Deadline.ToString());

        Assert.Equal(2, DeadlineComputation.MostExtension(policy, 1, At("2026-10-02T10:00"), first.Deadline, Chile));
        var extended = DeadlineComputation.For(policy, 1, At("2026-10-02T10:00"), 2026, Chile, extraDays: 2);

        Assert.Equal("2026-10-14", extended.Deadline.ToString()); // over the long weekend of 12 October
        Assert.Contains("más 2 días hábiles de prórroga", extended.Sentence, StringComparison.Ordinal);
        Assert.Equal("Ley 19.880 art. 26", extended.Explanation[^1].Norm);
        Assert.Equal(7, extended.Explanation.Count(day => day.Counted));
    }

    [Theory]
    [InlineData("""{ "term": { "calendarDays": 7 } }""", 3)]
    [InlineData("""{ "term": { "workingDays": 1 } }""", 0)]
    [InlineData("""{ "term": { "on": "10-15" } }""", 4)] // 9 working days from Thursday 1 to Thursday 15, one of them a holiday
    public void Half_of_a_term_is_whole_days(string policy, int most) => Assert.Equal(most, DeadlineComputation.MostExtension(
        DeadlinePolicy.Parse(policy), 1, At("2026-10-01T10:00"), For(policy, "2026-10-01T10:00").Deadline, Chile));

    private static DeadlinePlan For(string policy, string opened, int visit = 1, int year = 2026) =>
        DeadlineComputation.For(DeadlinePolicy.Parse(policy), visit, At(opened), year, Chile);

    private static DateTimeOffset At(string local)
    {
        var value = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return SantiagoTime.ToInstant(DateOnly.FromDateTime(value), TimeOnly.FromDateTime(value));
    }
}
