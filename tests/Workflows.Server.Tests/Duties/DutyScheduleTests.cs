using Workflows.Definitions.Calendar;
using Workflows.Server.Duties;

namespace Workflows.Server.Tests.Duties;

public class DutyScheduleTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Shipped;

    [Fact]
    public void A_digest_skips_the_fiestas_patrias_and_weekends()
    {
        // Friday 18 September 2026 is a holiday; 19 and 20 are a weekend.
        var next = DutySchedule.Next(At(DutyDays.Working, 8, 0), Santiago(2026, 9, 17, 9, 0), 2, Calendar);

        Assert.Equal([Santiago(2026, 9, 21, 8, 0), Santiago(2026, 9, 22, 8, 0)], next);
    }

    [Fact]
    public void On_the_night_without_midnight_half_past_twelve_happens_once_at_one()
    {
        // Clocks go from 24:00 of Saturday 5 September 2026 to 01:00 of Sunday 6.
        var duty = At(DutyDays.Every, 0, 30);

        Assert.Equal(new DateTimeOffset(2026, 9, 6, 4, 0, 0, TimeSpan.Zero), DutySchedule.InstantOf(duty, new(2026, 9, 6)));
        Assert.Equal("01:00", SpanishDate.Hour(SantiagoTime.TimeAt(DutySchedule.InstantOf(duty, new(2026, 9, 6)))));
        Assert.Single(DutySchedule.DueAfter(duty, new(2026, 9, 5), Santiago(2026, 9, 6, 12, 0), Calendar));
    }

    [Fact]
    public void On_the_night_that_repeats_an_hour_half_past_eleven_happens_once()
    {
        // Clocks go back at 24:00 of Saturday 4 April 2026: 23:30 comes at 02:30 and at 03:30 UTC.
        var duty = At(DutyDays.Every, 23, 30);
        var first = new DateTimeOffset(2026, 4, 5, 2, 30, 0, TimeSpan.Zero);

        Assert.Equal(first, DutySchedule.InstantOf(duty, new(2026, 4, 4)));
        Assert.Equal([new DateOnly(2026, 4, 4)], DutySchedule.DueAfter(duty, new(2026, 4, 3), first, Calendar));
        Assert.Empty(DutySchedule.DueAfter(duty, new(2026, 4, 4), first.AddHours(1), Calendar));
        Assert.Equal(first.AddHours(25), DutySchedule.Next(duty, first, 1, Calendar).Single());
    }

    [Fact]
    public void A_year_of_dates_has_each_date_once_whatever_clocks_do()
    {
        foreach (var (hour, minute) in new[] { (0, 0), (0, 30), (23, 30), (23, 59), (8, 0) })
        {
            var due = DutySchedule.DueAfter(At(DutyDays.Every, hour, minute), new(2025, 12, 31), Santiago(2026, 12, 31, 23, 59), Calendar);

            Assert.Equal(365, due.Count);
            Assert.Equal(due.Distinct(), due);
        }
    }

    [Fact]
    public void Years_whose_holidays_are_not_known_yet_count_their_weekdays()
    {
        var year = Calendar.LastYear + 1;

        Assert.Equal(5, Enumerable.Range(1, 7).Count(day => DutySchedule.IsOn(At(DutyDays.Working, 8, 0), new(year, 3, day), Calendar)));
    }

    private static Duty At(DutyDays days, int hour, int minute) => new("x", "x", days, new(hour, minute), (_, _) => Task.FromResult(""));

    private static DateTimeOffset Santiago(int year, int month, int day, int hour, int minute) =>
        SantiagoTime.ToInstant(new(year, month, day), new(hour, minute));
}
