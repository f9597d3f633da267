using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class HolidayOverrideTests
{
    private static readonly IReadOnlyList<Holiday> Law = ChileanHolidays.All;

    [Fact]
    public void What_a_law_took_away_comes_back_with_the_law_that_brings_it_back()
    {
        var holiday = Assert.Single(
            HolidayOverride.Apply(Law, [Change(false, "Ley 1"), Change(true, "Ley 2")]), there => there.Date == new DateOnly(2030, 12, 25));

        Assert.Equal(("Navidad", "Ley 2.977 art. 1 N° 2; Ley 2", "fijo"), (holiday.Name, holiday.Norm, holiday.Rule));
    }

    [Fact]
    public void A_holiday_is_known_by_the_name_it_had_when_somebody_took_it_away() =>
        Assert.DoesNotContain(
            HolidayOverride.Apply(Law, [new(new(2019, 9, 20), "Feriado adicional Fiestas Patrias", false, "Ley 1", [], "")]),
            there => there.Date == new DateOnly(2019, 9, 20));

    /// <summary>However many laws follow each other on a day, the last one that changed something says what it is.</summary>
    [Fact]
    public void The_last_law_decides_and_undoing_gives_back_the_calendar_there_was()
    {
        var cases = (from days in Gen.Choose(0, 31 * 365)
                     from steps in Gen.Elements(true, false).ListOf()
                     select (Date: new DateOnly(2015, 1, 1).AddDays(days), Steps: steps)).ToArbitrary();
        Prop.ForAll(cases, given =>
        {
            var name = Law.FirstOrDefault(holiday => holiday.Date == given.Date)?.Name ?? "Ley nueva";
            var changes = given.Steps.Select(adds => new HolidayOverride(given.Date, name, adds, "Ley 1", [], "")).ToList();
            var isThere = Law.Any(holiday => holiday.Date == given.Date && holiday.Name == name);
            var expected = given.Steps.Count == 0 ? isThere : given.Steps.Last();
            var now = HolidayOverride.Apply(Law, changes);
            return now.Any(holiday => holiday.Date == given.Date && holiday.Name == name) == expected
                && now.Count(holiday => holiday.Date == given.Date && holiday.Name == name) <= 1
                && now.Where(holiday => holiday.Date != given.Date).SequenceEqual(Law.Where(holiday => holiday.Date != given.Date));
        }).QuickCheckThrowOnFailure();
    }

    private static HolidayOverride Change(bool adds, string norm) => new(new(2030, 12, 25), "Navidad", adds, norm, [], "");
}
