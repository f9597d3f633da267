using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class WorkingCalendarProperties
{
    private static readonly WorkingCalendar Chile = WorkingCalendar.Shipped;

    private static readonly Arbitrary<(DateOnly Date, int Count)> Cases = (
        from day in Gen.Choose(0, 2 * 365)
        from count in Gen.Choose(-120, 120)
        select (new DateOnly(2025, 1, 1).AddDays(day), count)).ToArbitrary();

    [Fact]
    public void Days_added_are_days_counted() =>
        Prop.ForAll(Cases, c => Chile.WorkingDaysBetween(c.Date, Chile.AddWorkingDays(c.Date, c.Count)) == c.Count)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void One_day_more_is_always_later() =>
        Prop.ForAll(Cases, c => Chile.AddWorkingDays(c.Date, c.Count) < Chile.AddWorkingDays(c.Date, c.Count + 1))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Prop.ForAll(Cases, c => Chile.AddWorkingDays(c.Date, c.Count) <= Chile.AddWorkingDays(c.Date.AddDays(1), c.Count))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Rolling_twice_is_rolling_once_and_ends_on_a_working_day() =>
        Prop.ForAll(Cases, c =>
        {
            var rolled = Chile.RollForward(c.Date);
            return rolled >= c.Date && Chile.IsWorkingDay(rolled) && Chile.RollForward(rolled) == rolled;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_explanation_counts_exactly_the_days_asked_and_ends_on_the_result() =>
        Prop.ForAll(Cases, c =>
        {
            var days = Chile.ExplainAddWorkingDays(c.Date, c.Count);
            return days.Count(day => day.Counted) == Math.Abs(c.Count) && days[^1].Date == Chile.AddWorkingDays(c.Date, c.Count);
        }).QuickCheckThrowOnFailure();

    /// <summary>20 000 here; WORKFLOWS_PROPERTY_CASES asks for more.</summary>
    [Fact]
    public void A_clerk_with_a_paper_calendar_agrees_on_random_cases_from_2015_to_2045()
    {
        var cases = int.Parse(Environment.GetEnvironmentVariable("WORKFLOWS_PROPERTY_CASES") ?? "20000", CultureInfo.InvariantCulture);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var places = new[] { "", "15", "15101", "16101", "16103", "16102", "13", "09", "01", "02", "04101", "12", "10201", "03", "14" }
            .Select(
                code => (Code: code, Calendar: Chile.In(code.Length == 0 ? null : Territory.Parse(code)), Clerk: new PaperCalendar(code)))
                    .ToList();

        for (var i = 0; i < cases; i++)
        {
            var (code, calendar, clerk) = places[random.Next(places.Count)];
            var date = new DateOnly(2015, 7, 1).AddDays(random.Next(30 * 365));
            var count = random.Next(-90, 91);
            var expected = (clerk.Add(date, count), clerk.Roll(date), date.AddDays(count), clerk.Count(date, date.AddDays(count)));
            var computed = (calendar.AddWorkingDays(date, count), calendar.RollForward(date), calendar.AddCalendarDays(date, count),
                calendar.WorkingDaysBetween(date, date.AddDays(count)));

            Assert.True(
                expected == computed,
                $"Place '{code}', {date:O}, {count} days (seed {seed}): the clerk says {expected}, the calendar {computed}.");
        }
    }
}
