using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Chile = WorkingCalendar.Shipped;

    [Fact]
    public void A_term_from_the_Friday_before_a_long_weekend_starts_on_Tuesday()
    {
        // Monday 12 October 2026 is a holiday.
        Assert.Equal(new DateOnly(2026, 10, 13), Chile.AddWorkingDays(new(2026, 10, 9), 1));
        Assert.Equal(new DateOnly(2026, 10, 9), Chile.AddWorkingDays(new(2026, 10, 13), -1));
    }

    [Fact]
    public void Fiestas_Patrias_are_no_working_days()
    {
        Assert.False(Chile.IsWorkingDay(new(2026, 9, 18)));
        Assert.Equal(new DateOnly(2026, 9, 21), Chile.AddWorkingDays(new(2026, 9, 17), 1));
        Assert.Equal(new DateOnly(2027, 9, 20), Chile.RollForward(new(2027, 9, 17)));
    }

    [Fact]
    public void The_29th_of_February_is_a_working_day_like_any_other()
    {
        Assert.True(Chile.IsWorkingDay(new(2024, 2, 29)));
        Assert.Equal(new DateOnly(2024, 3, 1), Chile.AddWorkingDays(new(2024, 2, 28), 2));
        Assert.Equal(new DateOnly(2026, 3, 2), Chile.AddWorkingDays(new(2026, 2, 27), 1));
    }

    [Fact]
    public void A_term_passes_over_the_end_of_the_year()
    {
        Assert.Equal(new DateOnly(2027, 1, 4), Chile.AddWorkingDays(new(2026, 12, 30), 2));
        Assert.Equal(new DateOnly(2026, 12, 31), Chile.AddWorkingDays(new(2027, 1, 4), -1));
    }

    [Theory]
    [InlineData("2026-04-02", "2026-04-06")] // Easter and the night clocks go back
    [InlineData("2026-09-04", "2026-09-07")] // the night clocks go forward
    public void Nights_when_clocks_change_do_not_shift_a_date(string from, string expected) =>
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd"), Chile.AddWorkingDays(DateOnly.ParseExact(from, "yyyy-MM-dd"), 1));

    [Fact]
    public void Counting_zero_days_is_the_date_itself() =>
        Assert.Equal(new DateOnly(2026, 2, 14), Chile.AddWorkingDays(new(2026, 2, 14), 0));

    [Fact]
    public void A_term_is_explained_day_by_day_with_the_norm_of_each_holiday()
    {
        var days = Chile.ExplainAddWorkingDays(new(2026, 10, 9), 2);

        Assert.Equal(
            [
                (9, false, "El plazo corre desde el día siguiente."),
                (10, false, "Es sábado: día inhábil."),
                (11, false, "Es domingo: día inhábil."),
                (12, false, "Feriado: Encuentro de Dos Mundos."),
                (13, true, "Día hábil 1 de 2."),
                (14, true, "Día hábil 2 de 2."),
            ],
            days.Select(day => (day.Date.Day, day.Counted, day.Reason)));
        Assert.Equal("Ley 3.810; Ley 19.668", days[3].Norm);
        Assert.All(days, day => Assert.False(string.IsNullOrEmpty(day.Norm)));
    }

    [Fact]
    public void A_roll_is_explained_by_the_days_it_passes_over()
    {
        Assert.Equal(
            [(21, false, "Feriado: Día Nacional de los Pueblos Indígenas."), (22, false, "Primer día hábil siguiente.")],
            Chile.ExplainRollForward(new(2026, 6, 21)).Select(day => (day.Date.Day, day.Counted, day.Reason)));
        Assert.Equal("Es día hábil.", Assert.Single(Chile.ExplainRollForward(new(2026, 6, 22))).Reason);
    }

    [Fact]
    public void A_notice_is_explained_backwards_from_the_meeting()
    {
        var days = Chile.ExplainLatestNotice(new(2024, 9, 24), 5);

        Assert.Equal(new DateOnly(2024, 9, 12), days[^1].Date);
        Assert.Equal(5, days.Count(day => day.Counted));
        Assert.Contains(days, day => day.Reason == "Feriado: Fiestas Patrias (20 de septiembre).");
    }

    [Fact]
    public void A_date_outside_the_known_holidays_is_refused_instead_of_guessed()
    {
        var refusal = Assert.Throws<CalendarRangeException>(() => Chile.AddWorkingDays(new(2045, 12, 28), 5));

        Assert.Equal(
            "El calendario conoce los feriados de 2015 a 2045 y contar 5 días hábiles desde el 28 de diciembre de 2045 queda fuera. " +
            "Pide a quien administra el sistema que cargue los feriados que faltan.",
            refusal.Message);
        Assert.Throws<CalendarRangeException>(() => Chile.AddWorkingDays(new(2015, 1, 3), -5));
        Assert.Throws<CalendarRangeException>(() => Chile.AddWorkingDays(new(2026, 1, 2), int.MaxValue));
        Assert.Throws<CalendarRangeException>(() => Chile.AddWorkingDays(new(2026, 1, 2), int.MinValue + 1));
        Assert.Throws<CalendarRangeException>(() => Chile.AddCalendarDays(new(2026, 1, 2), int.MinValue));
        Assert.Throws<CalendarRangeException>(() => Chile.AddMonths(new(2026, 1, 2), int.MaxValue));
        Assert.Throws<CalendarRangeException>(() => Chile.IsWorkingDay(new(2046, 1, 3)));
        Assert.Throws<CalendarRangeException>(() => Chile.RollForward(new(2014, 12, 29)));
        Assert.Throws<CalendarRangeException>(() => Chile.WorkingDaysBetween(new(2045, 12, 1), new(2046, 1, 3)));
    }

    [Fact]
    public void The_edges_of_the_known_years_still_answer()
    {
        Assert.False(Chile.IsWorkingDay(new(2015, 1, 1)));
        Assert.Equal(new DateOnly(2015, 1, 2), Chile.RollForward(new(2015, 1, 1)));
        Assert.Equal(new DateOnly(2045, 12, 29), Chile.AddWorkingDays(new(2045, 12, 28), 1));
        Assert.Equal(new DateOnly(2045, 12, 31), Chile.AddCalendarDays(new(2045, 12, 28), 3));
    }

    [Fact]
    public void Calendar_days_count_holidays_and_say_so()
    {
        // Five días corridos to observe an acta sent on the eve of Fiestas Patrias.
        var days = Chile.ExplainAddCalendarDays(new(2026, 9, 17), 5);

        Assert.Equal(new DateOnly(2026, 9, 22), days[^1].Date);
        Assert.Equal("Día corrido 1 de 5. Feriado: Independencia Nacional.", days[1].Reason);
        Assert.Equal(5, days.Count(day => day.Counted));
    }

    [Theory]
    [InlineData("2024-01-31", 1, "2024-02-29")]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2026-08-31", 6, "2027-02-28")]
    [InlineData("2026-03-31", -1, "2026-02-28")]
    public void A_term_of_months_ends_on_the_same_day_or_on_the_last_of_a_shorter_month(string from, int months, string expected) =>
        Assert.Equal(Day(expected), Chile.AddMonths(Day(from), months));

    [Theory]
    [InlineData("2026-10-09T23:50", null, "2026-10-09T23:50")] // a Friday: electronic windows never close
    [InlineData("2026-10-10T09:00", null, "2026-10-13T00:00")] // a Saturday before a holiday
    [InlineData("2026-10-12T10:00", null, "2026-10-13T00:00")] // the holiday itself
    [InlineData("2026-10-09T18:00", "09:00-18:00", "2026-10-09T18:00")]
    [InlineData("2026-10-09T18:01", "09:00-18:00", "2026-10-13T09:00")]
    [InlineData("2026-10-09T07:30", "09:00-18:00", "2026-10-09T09:00")]
    [InlineData("2026-10-10T12:00", "09:00-18:00", "2026-10-13T09:00")]
    public void What_arrives_on_a_closed_day_counts_at_the_first_hour_of_the_next_working_day(string arrived, string? hours, string counts)
    {
        var filing = Filing.Received(At(arrived), Chile, hours is null ? null : OfficeHours.Parse(hours));

        Assert.Equal(At(counts), filing.CountsAt);
        Assert.Equal(DateOnly.FromDateTime(filing.CountsAt), filing.Derivation[^1].Date);
    }

    [Fact]
    public void A_year_without_holidays_between_others_is_a_hole_and_not_a_calendar()
    {
        var refusal = Assert.Throws<ArgumentException>(() =>
            new WorkingCalendar(ChileanHolidays.All.Where(holiday => holiday.Date.Year != 2025)));

        Assert.StartsWith("El calendario no tiene los feriados nacionales de 2025.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_territorial_holiday_counts_only_for_a_place_inside_it()
    {
        var day = new DateOnly(2027, 6, 7); // Morro de Arica, a Monday

        Assert.True(Chile.IsWorkingDay(day));
        Assert.False(In("15").IsWorkingDay(day));
        Assert.False(In("15101").IsWorkingDay(day));
        Assert.True(In("16101").IsWorkingDay(day));
        Assert.False(In("16103").IsWorkingDay(new(2026, 8, 20)));
        Assert.True(In("16102").IsWorkingDay(new(2026, 8, 20)));
        Assert.NotNull(In("12").HolidayOn(new(2024, 9, 21)));
        Assert.NotNull(In("10201").HolidayOn(new(2024, 9, 21))); // Ancud, in the province of Chiloé
        Assert.Null(In("10101").HolidayOn(new(2024, 9, 21))); // Puerto Montt, in another
    }

    [Fact]
    public void Two_calendars_with_the_same_days_have_the_same_version_and_one_more_holiday_changes_it()
    {
        Assert.Equal(Chile.Version, new WorkingCalendar(ChileanHolidays.All.Reverse()).Version);
        Assert.NotEqual(
            Chile.Version,
            new WorkingCalendar(
                [.. ChileanHolidays.All, new(new(2026, 11, 20), "Feriado de una ley nueva", HolidayScope.National, "Ley 99.999")]).Version);
        Assert.NotEqual(Chile.Version, In("15").Version);
    }

    private static WorkingCalendar In(string place) => Chile.In(Territory.Parse(place));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", null);
}
