using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;

namespace Workflows.Definitions.Tests.Calendar;

/// <summary>Where clocks show another hour than Santiago's, whoever reads a deadline is told whose hour it is.</summary>
public class RegionalClockTests
{
    private static readonly DateTimeOffset Winter = new Deadline(new(2026, 6, 30)).Instant;
    private static readonly DateTimeOffset Summer = new Deadline(new(2026, 12, 30)).Instant;

    [Theory]
    [InlineData("12", null, true, false)]
    [InlineData("12101", null, true, false)]
    [InlineData("052", null, true, true)]
    [InlineData("13", null, false, false)]
    [InlineData(null, "Gobierno Regional de Magallanes y de la Antártica Chilena", true, false)]
    [InlineData(null, "Delegación Presidencial Provincial de Isla de Pascua", true, true)]
    [InlineData(null, "Dirección de Presupuestos", false, false)]
    [InlineData(null, null, false, false)]
    public void The_note_is_there_where_and_when_clocks_differ(string? place, string? institution, bool inWinter, bool inSummer)
    {
        Assert.Equal(inWinter, RegionalClock.NoteFor(place, institution, Winter) is not null);
        Assert.Equal(inSummer, RegionalClock.NoteFor(place, institution, Summer) is not null);
    }

    [Fact]
    public void A_mail_to_Magallanes_says_hora_de_Santiago()
    {
        var mail = new TaskMail(
            "Informar", "Gobierno Regional de Magallanes y de la Antártica Chilena", "PMG", "/tareas/1", new(new(2026, 6, 30)), null, "");

        Assert.Equal("martes 30/06/2026 a las 23:59 horas (hora de Santiago)", mail.ToModel([])["plazo"]);
        Assert.Equal("martes 30/06/2026 a las 23:59 horas", (mail with { Institution = "Dirección de Presupuestos" }).ToModel([])["plazo"]);
    }

    [Fact]
    public void The_changes_of_clocks_begin_with_the_one_that_rules_when_the_year_begins()
    {
        var changes = SantiagoTime.ChangesIn(2026, 2026).ToList();

        Assert.Equal(2025, changes[0].FromUtc.Year);
        Assert.Equal([-3d, -4d, -3d], changes.Select(change => change.After.TotalHours));
    }
}
