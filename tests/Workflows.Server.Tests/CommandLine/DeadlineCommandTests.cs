using System.Text.Json;
using Workflows.Server.CommandLine;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>Dates computed from the command line: the last line is the date, and what cannot be computed is refused in Spanish.</summary>
public class DeadlineCommandTests
{
    [Theory]
    [InlineData("add --from 2026-06-30 --days 10 --unit habiles", "2026-07-14")]
    [InlineData("add --from 2026-06-30 --days 10", "2026-07-14")]
    [InlineData("add --from 2026-09-17 --days 5 --unit corridos", "2026-09-22")]
    [InlineData("add --from 2026-10-02 --days 8 --unit corridos --roll", "2026-10-13")] // Saturday 10, and Monday 12 is a holiday
    [InlineData("add --from 2026-06-30 --days -1", "2026-06-26")] // Monday 29 is a holiday
    [InlineData("add --from 2026-06-28 --days 0", "2026-06-28")]
    [InlineData("add --from 2024-02-28 --days 1", "2024-02-29")]
    [InlineData("add --from 2027-06-04 --days 1 --region 15", "2027-06-08")]
    [InlineData("add --from 2026-08-19 --days 1 --commune 16101", "2026-08-21")]
    [InlineData("add --from 2026-08-19 --days 1 --region 16 --commune 16102", "2026-08-20")]
    [InlineData("add --from 2018-01-17 --days 1 --region 1", "2018-01-19")]
    [InlineData("add --from 2015-01-02 --days 7000", "2043-01-28")]
    [InlineData("roll --date 2026-06-21", "2026-06-22")]
    [InlineData("roll --date 2026-06-21 --explain", "2026-06-22")]
    [InlineData("notice --date 2024-09-24 --days 5", "2024-09-12")]
    public async Task A_date_is_the_last_line(string arguments, string date)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(date, run.Output.TrimEnd().Split('\n')[^1].Trim());
    }

    [Fact]
    public async Task As_JSON_every_day_says_whether_it_counted_why_and_by_which_norm()
    {
        var run = await RunAsync("add --from 2026-10-09 --days 1 --json");

        var answer = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("2026-10-13", answer.GetProperty("date").GetString());
        Assert.Equal(
            [("2026-10-09", false), ("2026-10-10", false), ("2026-10-11", false), ("2026-10-12", false), ("2026-10-13", true)],
            answer.GetProperty("derivation").EnumerateArray()
                .Select(day => (day.GetProperty("date").GetString(), day.GetProperty("counted").GetBoolean())));
        Assert.Equal("Feriado: Encuentro de Dos Mundos.", answer.GetProperty("derivation")[3].GetProperty("reason").GetString());
        Assert.Contains("Ley 19.668", answer.GetProperty("derivation")[3].GetProperty("norm").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add --from 2026-02-29 --days 1", "no es una fecha que exista")]
    [InlineData("add --from 30-06-2026 --days 1", "escríbela como 2026-06-30")]
    [InlineData("add --days 1", "Falta --from")]
    [InlineData("add --from 2026-06-30", "Falta --days")]
    [InlineData("add --from 2026-06-30 --days diez", "no es un número entero")]
    [InlineData("add --from 2026-06-30 --days 1.5", "no es un número entero")]
    [InlineData("add --from 2026-06-30 --days 99999999999", "no es un número entero")]
    [InlineData("add --from 2026-06-30 --days 999999", "de 2015 a 2045")]
    [InlineData("add --from 2014-12-31 --days 1", "de 2015 a 2045")]
    [InlineData("add --from 2026-06-30 --days 1 --unit semanas", "habiles o corridos")]
    [InlineData("add --from 2026-06-30 --days 1 --region 17", "de 01 a 16")]
    [InlineData("add --from 2026-06-30 --days 1 --region Arica", "de 01 a 16")]
    [InlineData("add --from 2026-06-30 --days 1 --region 16101", "de 01 a 16")]
    [InlineData("add --from 2026-06-30 --days 1 --commune 16999", "código de una comuna")]
    [InlineData("add --from 2026-06-30 --days 1 --region 15 --commune 16101", "no está en la región")]
    [InlineData("notice --date 2026-06-30 --days -2", "no puede ser negativa")]
    [InlineData("roll", "Falta --date")]
    public async Task What_cannot_be_computed_is_refused_with_a_sentence(string arguments, string sentence)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ProgramCommand.RunAsync(["deadline", .. arguments.Split(' ')], _ => Task.CompletedTask, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
