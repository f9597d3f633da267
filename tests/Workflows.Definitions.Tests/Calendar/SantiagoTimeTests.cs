using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class SantiagoTimeTests
{
    [Theory]
    [InlineData("2026-01-15T09:00", "2026-01-15T12:00Z")]
    [InlineData("2026-07-15T09:00", "2026-07-15T13:00Z")]
    [InlineData("2026-12-31T23:59", "2027-01-01T02:59Z")]
    public void A_civil_hour_is_an_instant_of_summer_or_winter(string local, string instant) =>
        Assert.Equal(Instant(instant), At(local));

    [Theory]
    [InlineData("2026-09-06T00:00")]
    [InlineData("2026-09-06T00:30")]
    [InlineData("2026-09-06T00:59")]
    [InlineData("2026-09-06T01:00")]
    public void An_hour_skipped_in_September_becomes_the_first_that_exists(string local) =>
        Assert.Equal(Instant("2026-09-06T04:00Z"), At(local));

    [Fact]
    public void An_hour_repeated_in_April_means_the_first_time()
    {
        Assert.Equal(Instant("2026-04-05T02:30Z"), At("2026-04-04T23:30"));
        Assert.Equal(Instant("2026-04-05T04:00Z"), At("2026-04-05T00:00"));
    }

    [Fact]
    public void The_day_with_25_hours_ends_the_second_time_clocks_show_2359()
    {
        var end = SantiagoTime.EndOfDay(new(2026, 4, 4));

        Assert.Equal(Instant("2026-04-05T03:59:59Z"), end);
        Assert.Equal(new DateTime(2026, 4, 4, 23, 59, 59), SantiagoTime.ToLocal(end));
    }

    [Fact]
    public void The_day_without_midnight_starts_at_one()
    {
        Assert.Equal(new TimeOnly(1, 0), SantiagoTime.TimeAt(SantiagoTime.StartOfDay(new(2026, 9, 6))));
        Assert.Equal(new DateOnly(2026, 9, 5), SantiagoTime.DateAt(SantiagoTime.StartOfDay(new(2026, 9, 6)).AddTicks(-1)));
    }

    [Theory]
    [InlineData("2023-09-03T04:00Z")]
    [InlineData("2036-04-06T03:00Z")]
    [InlineData("2038-04-04T03:00Z")]
    [InlineData("2040-09-02T04:00Z")]
    [InlineData("2045-04-02T03:00Z")]
    public void Clocks_change_when_Saturday_ends_also_in_years_the_zone_file_gives_only_by_rule(string change)
    {
        var before = SantiagoTime.ToLocal(Instant(change).AddSeconds(-1));
        var after = SantiagoTime.ToLocal(Instant(change));

        Assert.Equal(new TimeSpan(23, 59, 59), before.TimeOfDay);
        Assert.NotEqual(TimeSpan.FromSeconds(1), after - before);
    }

    [Fact]
    public void Every_civil_hour_of_thirty_years_comes_back_the_same_unless_it_was_skipped()
    {
        var skipped = 0;
        for (var local = new DateTime(2015, 1, 1); local.Year < 2046; local = local.AddMinutes(30))
        {
            var instant = SantiagoTime.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            var back = SantiagoTime.ToLocal(instant);
            if (back == local) continue;

            skipped++;
            Assert.InRange((back - local).TotalMinutes, 30, 60);
        }

        // Two half hours are skipped each September; 2015 kept summer time all year.
        Assert.Equal(30 * 2, skipped);
    }

    [Fact]
    public void Instants_have_no_offset_so_that_any_store_takes_them() =>
        Assert.Equal(TimeSpan.Zero, At("2026-01-15T09:00").Offset);

    private static DateTimeOffset At(string local)
    {
        var value = DateTime.ParseExact(local, "yyyy-MM-ddTHH:mm", null);
        return SantiagoTime.ToInstant(DateOnly.FromDateTime(value), TimeOnly.FromDateTime(value));
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
