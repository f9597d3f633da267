using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

/// <summary>The generated holidays against the list that was checked law by law, and the years around it.</summary>
public class ChileanHolidaysTests
{
    [Fact]
    public void The_rules_give_exactly_the_checked_list_of_2024_to_2027()
    {
        using var stream = typeof(ChileanHolidaysTests)
            .Assembly.GetManifestResourceStream("Workflows.Definitions.Tests.Calendar.holidays.csv")!;
        var checkedList = HolidayFile.Read("holidays.csv", new StreamReader(stream).ReadToEnd())
            .OrderBy(holiday => holiday.Date).ThenBy(holiday => holiday.Name, StringComparer.Ordinal).ToList();

        Assert.Equal(81, checkedList.Count);
        Assert.Equal(checkedList, ChileanHolidays.All.Where(holiday => holiday.Date.Year is >= 2024 and <= 2027));
    }

    [Theory]
    [InlineData("2016-01-04", "2016-09-16")] // before Ley 20.983
    [InlineData("2015-06-22", "2020-06-22")] // no solstice before Ley 21.357
    public void A_rule_does_not_reach_back_before_its_law(string one, string other)
    {
        Assert.True(WorkingCalendar.Shipped.IsWorkingDay(Day(one)));
        Assert.True(WorkingCalendar.Shipped.IsWorkingDay(Day(other)));
    }

    [Theory]
    [InlineData("2017-01-02", "Año Nuevo (2 de enero)")]
    [InlineData("2023-01-02", "Año Nuevo (2 de enero)")]
    [InlineData("2017-04-19", "Censo de población y vivienda")]
    [InlineData("2018-09-17", "Fiestas Patrias (17 de septiembre)")] // 18 September was a Tuesday
    [InlineData("2019-09-20", "Fiestas Patrias (20 de septiembre)")] // a Wednesday
    [InlineData("2021-09-17", "Fiestas Patrias (17 de septiembre)")] // a Saturday
    [InlineData("2022-09-16", "Fiestas Patrias (16 de septiembre)")] // by a law of its own
    [InlineData("2017-10-27", "Día Nacional de las Iglesias Evangélicas y Protestantes")] // from Tuesday to the Friday before
    [InlineData("2018-11-02", "Día Nacional de las Iglesias Evangélicas y Protestantes")] // from Wednesday to the Friday after
    [InlineData("2018-07-02", "San Pedro y San Pablo")] // from Friday to the Monday after
    [InlineData("2021-06-21", "Día Nacional de los Pueblos Indígenas")] // fixed by the law itself
    [InlineData("2025-06-20", "Día Nacional de los Pueblos Indígenas")] // 21 June by UTC, 20 June in Chile
    [InlineData("2019-04-19", "Viernes Santo")]
    [InlineData("2038-04-23", "Viernes Santo")] // the latest Easter there is
    [InlineData("2029-11-18", "Elección presidencial y parlamentaria")]
    public void A_known_holiday_falls_on_its_day(string date, string name) =>
        Assert.Contains(ChileanHolidays.All, holiday => holiday.Date == Day(date) && holiday.Name == name);

    [Theory]
    [InlineData("2015-08-10", "01404", "Ley especial")]
    [InlineData("2016-09-20", "04102", "Ley 20.953")]
    [InlineData("2017-08-10", "01", "Ley especial")]
    [InlineData("2017-08-10", "03101", "Ley especial")]
    [InlineData("2017-09-20", "04", "Ley especial")]
    [InlineData("2017-09-21", "12", "Ley 21.034")]
    [InlineData("2017-09-21", "10201", "Ley 21.034")] // Castro, in Chiloé
    [InlineData("2017-10-02", "14", "Ley 21.037")]
    [InlineData("2023-08-10", "01", "Ley 21.598")]
    [InlineData("2023-08-10", "03", "Ley 21.598")]
    public void A_holiday_of_a_region_closes_its_offices_and_no_others(string date, string place, string norm)
    {
        Assert.Equal(norm, WorkingCalendar.Shipped.In(Territory.Parse(place)).WhyNot(Day(date))?.Norm);
        Assert.True(WorkingCalendar.Shipped.IsWorkingDay(Day(date)));
        Assert.True(WorkingCalendar.Shipped.In(Territory.Parse("13101")).IsWorkingDay(Day(date)));
    }

    [Fact]
    public void The_last_day_of_the_year_is_a_holiday_of_banks_and_not_of_offices() =>
        Assert.DoesNotContain(ChileanHolidays.All, holiday => holiday.Date is { Month: 12, Day: 31 });

    [Fact]
    public void Every_holiday_of_thirty_one_years_cites_its_norm_and_a_moved_one_its_rule()
    {
        Assert.Equal(31, ChileanHolidays.All.Select(holiday => holiday.Date.Year).Distinct().Count());
        Assert.All(ChileanHolidays.All, holiday => Assert.Matches("Ley|Código|Decreto|Constitución", holiday.Norm));
        Assert.All(ChileanHolidays.All.Where(holiday => holiday.Moved), holiday => Assert.NotEqual("fijo", holiday.Rule));
    }

    [Theory]
    // Instants of the almanacs, to the minute.
    [InlineData(2015, "2015-06-21T16:38Z")]
    [InlineData(2020, "2020-06-20T21:44Z")]
    [InlineData(2024, "2024-06-20T20:51Z")]
    [InlineData(2025, "2025-06-21T02:42Z")]
    [InlineData(2026, "2026-06-21T08:24Z")]
    public void Winter_begins_when_the_almanacs_say(int year, string instant) =>
        Assert.InRange((WinterSolstice.At(year) - DateTimeOffset.Parse(instant, null)).Duration().TotalMinutes, 0, 2);

    [Fact]
    public void No_solstice_is_so_near_to_midnight_in_Chile_that_a_minute_would_decide() =>
        Assert.All(Enumerable.Range(ChileanHolidays.FirstYear, 31), year =>
            Assert.InRange(SantiagoTime.ToLocal(WinterSolstice.At(year)).TimeOfDay.TotalMinutes, 10, 24 * 60 - 10));

    [Fact]
    public void Every_region_province_and_commune_has_its_code()
    {
        Assert.Equal((16, 56, 346), (
            Territory.All.Count(place => place.IsRegion), Territory.All.Count(place => place.IsProvince),
            Territory.All.Count(place => place.IsCommune)));
        Assert.Equal("comuna de Chillán Viejo", Territory.Parse("16103").Label);
        Assert.All(
            Territory.All, place =>
                Assert.True(place.IsRegion || Territory.Parse(place.IsCommune ? place.Code[..3] : place.Code[..2]).Name.Length > 0));
        Assert.All(
            ChileanHolidays.All.Where(holiday => holiday.Territory.Length > 0), holiday =>
                Assert.Contains(Territory.All, place => place.IsWithin(holiday.Territory)));
        Assert.Throws<FormatException>(() => Territory.Parse("17"));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
