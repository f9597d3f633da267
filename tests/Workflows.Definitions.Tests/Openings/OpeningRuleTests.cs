using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Openings;

namespace Workflows.Definitions.Tests.Openings;

/// <summary>When processes open by themselves: each quarter, the second Tuesday, so many working days after the cut-off.</summary>
public class OpeningRuleTests
{
    [Theory]
    // 31 March 2026 is a Tuesday; 30 September a Wednesday; 31 December is a working day.
    [InlineData(
        """{ "every": "quarter" }""",
        "2026-T1 2026-03-31T09:00, 2026-T2 2026-06-30T09:00, 2026-T3 2026-09-30T09:00, 2026-T4 2026-12-31T09:00")]
    [InlineData(
        """{ "every": "quarter", "workingDaysAfter": 10 }""",
        "2025-T4 2026-01-15T09:00, 2026-T1 2026-04-15T09:00, 2026-T2 2026-07-14T09:00, 2026-T3 2026-10-15T09:00")]
    [InlineData(
        """{ "every": "month", "weekday": "tuesday", "nth": 2, "hour": "08:30" }""",
        "2026-01 2026-01-13T08:30, 2026-02 2026-02-10T08:30, 2026-03 2026-03-10T08:30, 2026-04 2026-04-14T08:30")]
    [InlineData(
        """{ "every": "month", "weekday": "friday", "nth": -1, "roll": "previous" }""",
        "2026-01 2026-01-30T09:00, 2026-02 2026-02-27T09:00, 2026-03 2026-03-27T09:00, 2026-04 2026-04-24T09:00")]
    // The 31st of January is a Saturday; February, April and June have none.
    [InlineData(
        """{ "every": "month", "day": 31, "roll": "none" }""",
        "2026-01 2026-01-31T09:00, 2026-03 2026-03-31T09:00, 2026-05 2026-05-31T09:00, 2026-07 2026-07-31T09:00")]
    [InlineData(
        """{ "every": "halfYear", "month": 6 }""",
        "2026-S1 2026-06-30T09:00, 2026-S2 2026-12-31T09:00, 2027-S1 2027-06-30T09:00, 2027-S2 2027-12-31T09:00")]
    // 18 September is a holiday, and so are the Saturday and Sunday after it: the 21st.
    [InlineData(
        """{ "every": "year", "month": 9, "day": 18 }""",
        "2026 2026-09-21T09:00, 2027 2027-09-20T09:00, 2028 2028-09-20T09:00, 2029 2029-09-20T09:00")]
    public void A_calendar_tells_its_next_openings(string rule, string openings) =>
        Assert.Equal(openings, string.Join(", ", Rule(rule).From(new(2026, 1, 1), WorkingCalendar.Shipped).Take(4).Select(Text)));

    [Theory]
    [InlineData(
        """{ "every": "quarter", "workingDaysAfter": 10 }""",
        "Cada trimestre, el último día del tercer mes. Si es inhábil, el siguiente día hábil. Se abre 10 días "
        + "hábiles después, a las 09:00.")]
    [InlineData(
        """{ "every": "month", "weekday": "tuesday", "nth": 2, "roll": "none" }""",
        "Cada mes, el segundo martes. Se abre ese día, a las 09:00.")]
    [InlineData(
        """{ "every": "year", "month": 5, "day": 2, "roll": "previous" }""",
        "Cada año, el día 2 de mayo. Si es inhábil, el día hábil anterior. Se abre ese día, a las 09:00.")]
    public void A_calendar_says_itself_in_one_breath(string rule, string sentence) => Assert.Equal(sentence, Rule(rule).Sentence);

    [Theory]
    [InlineData("""{ "every": "year", "month": 2, "day": 30 }""", "nunca cae")]
    [InlineData("""{ "every": "quarter", "month": 4 }""", "entre 1 y 3")]
    [InlineData("""{ "day": 5 }""", "rule.every: falta")]
    [InlineData("""{ "every": "month", "day": 5, "weekday": "monday" }""", "di un día")]
    [InlineData("""{ "every": "month", "weekday": "monday" }""", "di un día")]
    [InlineData("""{ "every": "month", "weekday": "lunes", "nth": 1 }""", "«lunes» no sirve")]
    [InlineData("""{ "every": "month", "cron": "0 9 * * *" }""", "no se conoce")]
    public void A_calendar_that_makes_no_sense_or_never_falls_is_refused(string rule, string words) =>
        Assert.Contains(words, Assert.ThrowsAny<FormatException>(() => Rule(rule)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_day_that_only_some_years_have_is_a_calendar() =>
        Assert.Equal(
            2028,
            Rule("""{ "every": "year", "month": 2, "day": 29 }""").From(new(2026, 1, 1), WorkingCalendar.Shipped).First().CutOff.Year);

    [Fact]
    public void Openings_come_one_after_the_other_each_period_once_and_off_holidays()
    {
        var cases =
            from every in Gen.Elements("month", "quarter", "halfYear", "year")
            from day in Gen.Elements(
                "\"day\": 1", "\"day\": 28", "\"weekday\": \"monday\", \"nth\": 3", "\"weekday\": \"friday\", \"nth\": -1",
                "\"roll\": \"previous\"")
            from after in Gen.Choose(0, 120)
            from start in Gen.Choose(0, 2000)
            select (
                Rule: Rule($$"""{ "every": "{{every}}", {{day}}, "workingDaysAfter": {{after}} }"""),
                Start: new DateOnly(2024, 1, 1).AddDays(start));

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var openings = c.Rule.From(c.Start, WorkingCalendar.Shipped).Take(12).ToList();
            return openings.Count == 12
                && openings.Zip(openings.Skip(1))
                    .All(pair => pair.First.At < pair.Second.At && string.CompareOrdinal(pair.First.Period, pair.Second.Period) < 0)
                && openings.All(
                    opening => SantiagoTime.DateAt(opening.At) >= c.Start && WorkingCalendar.Shipped.IsWorkingDay(opening.CutOff))
                // None is left out: asking from the day after one gives the next.
                && c.Rule.From(SantiagoTime.DateAt(openings[0].At).AddDays(1), WorkingCalendar.Shipped).First() == openings[1];
        }).QuickCheckThrowOnFailure();
    }

    private static OpeningRule Rule(string json) => OpeningRule.Read(JsonDocument.Parse(json).RootElement);

    private static string Text(Opening opening) =>
        $"{opening.Period} {SantiagoTime.ToLocal(opening.At).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)}";
}
