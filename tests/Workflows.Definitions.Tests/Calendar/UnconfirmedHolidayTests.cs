using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Tests.Calendar;

public class UnconfirmedHolidayTests
{
    [Fact]
    public void That_a_norm_waits_for_confirmation_is_a_fact_and_no_part_of_the_norm()
    {
        var holidays = ChileanHolidays.All;

        Assert.DoesNotContain(holidays, holiday => holiday.Norm.Contains("confirmar", StringComparison.OrdinalIgnoreCase));
        var census = holidays.Single(holiday => holiday.Date == new DateOnly(2017, 4, 19));
        Assert.Equal(("Ley especial", true), (census.Norm, census.IsUnverified));
        Assert.False(holidays.First(holiday => holiday is { Name: "Navidad" }).IsUnverified);
    }

    [Fact]
    public void Where_the_text_of_a_law_is_kept_is_no_part_of_how_it_is_cited()
    {
        Assert.DoesNotContain(ChileanHolidays.All, holiday => holiday.Norm.Contains("idNorma", StringComparison.OrdinalIgnoreCase));
        var tarapaca = ChileanHolidays.All.Single(holiday => holiday.Date == new DateOnly(2015, 8, 10));
        Assert.Equal(("Ley especial", true, "1080236"), (tarapaca.Norm, tarapaca.IsUnverified, tarapaca.LawIds));
        var discovery = ChileanHolidays.All.First(holiday => holiday.Name == "Encuentro de Dos Mundos");
        Assert.Equal(("Ley 3.810; Ley 19.668", "24262, 160270"), (discovery.Norm, discovery.LawIds));
    }

    [Fact]
    public void A_holiday_that_a_person_enters_is_told_by_the_same_rule()
    {
        var entered = new HolidayOverride(new(2027, 5, 3), "Feriado nuevo", true, "Ley 99.999 (Por confirmar)", [], "prueba");

        var holiday = Assert.Single(HolidayOverride.Apply([], [entered]));

        Assert.Equal(("Ley 99.999", true), (holiday.Norm, holiday.IsUnverified));
    }
}
