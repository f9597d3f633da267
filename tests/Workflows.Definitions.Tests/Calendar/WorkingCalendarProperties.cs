using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class WorkingCalendarProperties
{
    private static readonly WorkingCalendar Chile = WorkingCalendar.Shipped;

    private static readonly HashSet<DateOnly> ClosedDays =
        [.. HolidayFile.Shipped.Where(holiday => holiday.Scope != HolidayScope.Territorial).Select(holiday => holiday.Date)];

    private static readonly Arbitrary<(DateOnly Date, int Count)> Cases = (
        from day in Gen.Choose(0, 2 * 365)
        from count in Gen.Choose(-120, 120)
        select (new DateOnly(2025, 1, 1).AddDays(day), count)).ToArbitrary();

    [Fact]
    public void Days_added_are_days_counted() =>
        Prop.ForAll(Cases, c => Chile.WorkingDaysBetween(c.Date, Chile.AddWorkingDays(c.Date, c.Count)) == c.Count).QuickCheckThrowOnFailure();

    [Fact]
    public void One_day_more_is_always_later() =>
        Prop.ForAll(Cases, c => Chile.AddWorkingDays(c.Date, c.Count) < Chile.AddWorkingDays(c.Date, c.Count + 1)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Prop.ForAll(Cases, c => Chile.AddWorkingDays(c.Date, c.Count) <= Chile.AddWorkingDays(c.Date.AddDays(1), c.Count)).QuickCheckThrowOnFailure();

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

    [Fact]
    public void A_naive_model_agrees_on_20_000_random_cases() =>
        Prop.ForAll(Cases, c => Chile.AddWorkingDays(c.Date, c.Count) == Walk(c.Date, c.Count)
            && Chile.WorkingDaysBetween(c.Date, c.Date.AddDays(c.Count)) == CountByHand(c.Date, c.Date.AddDays(c.Count)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    /// <summary>One day at a time, as a clerk would with a paper calendar.</summary>
    private static DateOnly Walk(DateOnly date, int count)
    {
        while (count != 0)
        {
            date = date.AddDays(Math.Sign(count));
            if (IsOpen(date)) count -= Math.Sign(count);
        }

        return date;
    }

    private static int CountByHand(DateOnly from, DateOnly to)
    {
        var count = 0;
        while (from < to)
        {
            from = from.AddDays(1);
            if (IsOpen(from)) count++;
        }

        while (from > to)
        {
            from = from.AddDays(-1);
            if (IsOpen(from)) count--;
        }

        return count;
    }

    private static bool IsOpen(DateOnly date) =>
        date.DayOfWeek != DayOfWeek.Saturday && date.DayOfWeek != DayOfWeek.Sunday && !ClosedDays.Contains(date);
}
