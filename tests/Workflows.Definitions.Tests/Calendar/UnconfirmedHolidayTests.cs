using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class UnconfirmedHolidayTests
{
    [Fact]
    public void That_a_norm_waits_for_confirmation_is_a_fact_and_no_part_of_the_norm()
    {
        var holidays = ChileanHolidays.All;

        Assert.DoesNotContain(holidays, holiday => holiday.Norm.Contains("confirmar", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            "Ley 21.017",
            holidays.Single(
                holiday => holiday.Name.StartsWith("Censo de población", StringComparison.Ordinal) && holiday.Date.Year == 2017).Norm);
        Assert.True(
            holidays.Single(
                holiday =>
                    holiday.Name.StartsWith("Censo de población", StringComparison.Ordinal) && holiday.Date.Year == 2017).IsUnverified);
        Assert.False(holidays.First(holiday => holiday is { Name: "Navidad" }).IsUnverified);
    }

    [Fact]
    public void A_holiday_that_a_person_enters_is_told_by_the_same_rule()
    {
        var entered = new HolidayOverride(new(2027, 5, 3), "Feriado nuevo", true, "Ley 99.999 (Por confirmar)", null, "prueba");

        var holiday = Assert.Single(HolidayOverride.Apply([], [entered]));

        Assert.Equal(("Ley 99.999", true), (holiday.Norm, holiday.IsUnverified));
    }
}
