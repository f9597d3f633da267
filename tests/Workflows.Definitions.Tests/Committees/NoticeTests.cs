using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>
/// A body is called with the working days its norm asks for, counted from the session backwards. The Fund for Reconstruction asks for five,
/// and three for an extraordinary session; Infrastructure asks for none.
/// </summary>
public class NoticeTests
{
    [Theory]
    [InlineData("2026-09-01", "2026-09-07", "ordinaria", false)] // Tuesday to Monday: four
    [InlineData("2026-09-01", "2026-09-08", "ordinaria", true)] // five
    [InlineData("2026-09-01", "2026-09-03", "extraordinaria", false)] // two
    [InlineData("2026-09-01", "2026-09-04", "extraordinaria", true)] // three
    [InlineData("2026-09-11", "2026-09-17", "ordinaria", false)] // the week of the 18th: four
    [InlineData("2026-09-11", "2026-09-21", "ordinaria", true)] // Friday 18 and Saturday 19 do not count
    [InlineData("2026-09-05", "2026-09-11", "ordinaria", false)] // called on a Saturday: Monday is its first day
    [InlineData("2026-09-05", "2026-09-14", "ordinaria", true)]
    [InlineData("2026-12-28", "2027-01-04", "ordinaria", false)] // New Year's Day does not count
    [InlineData("2026-12-28", "2027-01-05", "ordinaria", true)]
    public void A_session_is_called_with_the_working_days_of_its_norm_and_not_with_one_less(
        string today, string session, string kind, bool isCalled)
    {
        var story = Open(Citation.Fund, today).Say(session, kind: kind);

        Assert.Equal(isCalled, story.Calls().Count > 0);
        Assert.Equal(isCalled, story.Remarks().Count == 0);
    }

    [Fact]
    public void What_is_returned_says_how_many_days_there_are_how_many_the_norm_asks_for_and_from_when_it_can_be()
    {
        var story = Open(Citation.Fund, "2026-09-11").Say("2026-09-17");

        Assert.Equal(
            ["Quedan 4 días hábiles hasta la sesión y la norma pide 5 (Decreto exento 24 de 2026). "
                + "Elige un día desde el lunes 21/09/2026, o escribe por qué se cita con menos."],
            story.Remarks());
        Assert.Null(story.Result());
        Assert.Equal(story.Remarks(), story.Task("tabla").Content.ListOf("remarks").Select(remark => remark.TextOf("text")));
    }

    [Fact]
    public void Whoever_writes_why_calls_with_less_and_the_result_keeps_how_much_it_was_and_why()
    {
        var story = Open(Citation.Fund, "2026-09-01").Say("2026-09-03", why: "Aluvión en Atacama.");

        var result = story.Result();
        Assert.Equal(
            (2d, 5d, false, "Aluvión en Atacama."),
            (result.Member("antelacion"), result.Member("antelacion_exigida"), result.FlagOf("con_antelacion"), result.TextOf(
                "justificacion")));
        Assert.Equal("Aluvión en Atacama.", story.Calls()[0].Mail.Model.TextOf("motivo"));
        Assert.Contains(
            "Se citó con 2 días hábiles de anticipación; la norma pide 5 (Decreto exento 24 de 2026).", result.ListOf("explicacion"));
    }

    [Fact]
    public void Spaces_are_no_reason()
    {
        Assert.NotEmpty(Open(Citation.Fund, "2026-09-01").Say("2026-09-03", why: "   ").Remarks());
    }

    [Theory]
    [InlineData("2026-09-18", "El viernes 18/09/2026 es inhábil. El siguiente día hábil es el lunes 21/09/2026.")]
    [InlineData("2026-09-19", "El sábado 19/09/2026 es inhábil. El siguiente día hábil es el lunes 21/09/2026.")]
    [InlineData("2026-12-25", "El viernes 25/12/2026 es inhábil. El siguiente día hábil es el lunes 28/12/2026.")]
    public void No_session_is_called_for_a_day_that_is_not_working_unless_somebody_writes_why(string session, string remark)
    {
        var story = Open(Citation.WithoutNotice, "2026-09-01").Say(session);
        Assert.StartsWith(remark, Assert.Single(story.Remarks()), StringComparison.Ordinal);

        story.Say(session, why: "Emergencia.");

        Assert.NotEmpty(story.Calls());
        Assert.False(story.Result().FlagOf("dia_habil"));
    }

    [Fact]
    public void A_body_without_a_notice_in_its_norm_may_be_called_for_the_same_day()
    {
        var story = Open(Citation.WithoutNotice, "2026-09-01").Say("2026-09-01", "18:00");

        Assert.NotEmpty(story.Calls());
        Assert.Equal(
            (0d, null, true),
            (story.Result().Member("antelacion"), story.Result().Member("antelacion_exigida"), story.Result().FlagOf("con_antelacion")));
    }

    [Theory]
    [InlineData("2026-09-01", "11:59")]
    [InlineData("2026-08-31", "18:00")]
    [InlineData("2025-09-08", "15:00")]
    public void Nobody_is_called_to_what_is_past_whatever_the_reason(string date, string hour)
    {
        var story = Open(Citation.WithoutNotice, "2026-09-01").Say(date, hour, why: "Se acordó de palabra.");

        Assert.Contains("ya pasó", Assert.Single(story.Remarks()), StringComparison.Ordinal);
        Assert.Empty(story.Calls());
    }

    [Theory]
    [InlineData("2026-02-30", "15:00", "Sala", "", "", "«2026-02-30» no es una fecha.")]
    [InlineData("", "15:00", "Sala", "", "", "Falta el día de la sesión.")]
    [InlineData("2026-09-15", "", "Sala", "", "", "Falta la hora de la sesión.")]
    [InlineData("2026-09-15", "25:00", "Sala", "", "", "«25:00» no es una hora.")]
    [InlineData("2026-09-15", "tarde", "Sala", "", "", "«tarde» no es una hora.")]
    [InlineData("2026-09-15", "15:00", " ", "", "", "Falta el lugar o el enlace de la sesión.")]
    [InlineData("2026-09-15", "15:00", "", "javascript:alert(1)", "", "no es una dirección de internet completa")]
    [InlineData("2026-09-15", "15:00", "", "reuniones.example.cl", "", "no es una dirección de internet completa")]
    [InlineData("2026-09-15", "15:00", "Sala", "", "0", "La sesión puede durar entre 1 y 1440 minutos.")]
    [InlineData("2026-09-15", "15:00", "Sala", "", "mucho", "La sesión puede durar entre 1 y 1440 minutos.")]
    [InlineData("2206-09-15", "15:00", "Sala", "", "", "revisa el año")]
    [InlineData("2026-09-06", "00:30", "Sala", "", "", "no existen: a esa hora los relojes se adelantan.")]
    public void A_session_that_cannot_be_goes_back_with_what_is_wrong(
        string date, string hour, string place, string link, string minutes, string problem)
    {
        var story = Open(Citation.WithoutNotice, "2026-09-01").Say(date, hour, place, link: link, minutes: minutes, why: "Urgente.");

        Assert.Contains(problem, Assert.Single(story.Remarks()), StringComparison.Ordinal);
        Assert.Empty(story.Calls());
    }

    [Theory]
    [InlineData("9:30", "09:30")]
    [InlineData("15.00 horas", "15:00")]
    [InlineData("a las 8 hrs.", "08:00")]
    [InlineData("15:00:00", "15:00")]
    public void An_hour_is_read_as_people_write_it(string written, string hour) =>
        Assert.Equal(hour, Open(Citation.WithoutNotice, "2026-09-01").Say("2026-09-15", written).Result().TextOf("hora"));

    [Theory]
    [InlineData("", 120)]
    [InlineData("90", 90)]
    [InlineData("1440", 1440)]
    [InlineData(45d, 45)] // a field of numbers
    public void A_session_lasts_as_long_as_it_is_called_for_and_two_hours_when_nobody_said(object written, int minutes)
    {
        var entry = Open(Citation.WithoutNotice, "2026-09-01").Say("2026-09-15", minutes: written).Calls()[0].Entry;

        Assert.Equal(TimeSpan.FromMinutes(minutes), entry.End - entry.Start);
    }

    /// <summary>At noon of that day.</summary>
    private static Story Open(string body, string day)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return Citation.Open(body, Story.At(date.Year, date.Month, date.Day, 12));
    }
}
