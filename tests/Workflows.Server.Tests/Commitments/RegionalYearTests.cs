using System.Globalization;
using Workflows.Definitions.Organisation;
using Xunit.Abstractions;

namespace Workflows.Server.Tests.Commitments;

/// <summary>
/// Quarter after quarter, whoever reported late or not at all is told from whoever did in time by the second, and nobody is told of twice.
/// </summary>
public sealed class RegionalYearTests(RegionalYear year, ITestOutputHelper output) : IClassFixture<RegionalYear>
{
    private static readonly Dictionary<string, string> Names = DemoOrganisation.Build().Regions.ToDictionary(
        region => region.Code, region => region.Name);

    [Fact]
    public void Exactly_those_who_did_not_report_are_named_missing_and_exactly_those_after_their_term_late()
    {
        foreach (var quarter in RegionalYear.Quarters)
        {
            var came = Programme.Regions.Length - quarter.Missing.Count;
            var late = quarter.Late.Count == 0 ? "" : $", fuera de plazo: {NamesOf(quarter.Late)}";
            var missing = quarter.Missing.Count == 0 ? "" : $" Sin informe aprobado al corte: {NamesOf(quarter.Missing)}.";
            Assert.Equal(
                $"Ningún compromiso crítico. Llegaron {came} de 16 informes{late}.{missing} Avance promedio: {quarter.Progress} % ({came} "
                + $"con dato, 0 sin dato, 0 no aplican).",
                year.ConsolidatedOf(quarter).GetProperty("resumen").GetProperty("value").GetString());
        }
    }

    [Fact]
    public void The_first_and_the_last_second_of_the_window_are_on_time_and_the_next_one_is_late()
    {
        foreach (var quarter in RegionalYear.Quarters)
        {
            var told = year.ConsolidatedOf(quarter).GetProperty("lugares").GetProperty("value").EnumerateArray()
                .ToDictionary(row => row.GetProperty("lugar").GetString()!, row => row.GetProperty("informe").GetString());
            Assert.All(quarter.Conducts, region => Assert.Equal(
                (region.Value, quarter.Missing.Contains(region.Key) ? "Sin aprobar" : quarter.Late.Contains(region.Key)
                    ? "Fuera de plazo"
                    : "A tiempo"),
                (region.Value, told[Names[region.Key]])));
        }
    }

    [Fact]
    public async Task Each_delivery_has_a_receipt_that_says_whether_it_was_on_time()
    {
        foreach (var quarter in RegionalYear.Quarters)
        {
            var late = quarter.Deeds().Count(deed => deed.Action == "submit" && deed.At > quarter.LastSecond)
                - quarter.Conducts.Values.Count(conduct => conduct == RegionalConduct.IsLateAndReturned);
            Assert.Equal(late, await year.CountAsync(
                "select count(*) from submissions s join tasks t on t.id = s.task_id join instances i on i.id = t.instance_id where "
                + "i.root_id = $1 and t.activity_id = 'informe' and s.timeliness = 'late'",
                year.RootOf(quarter)));
        }
    }

    [Fact]
    public async Task Everything_ends_the_reports_that_never_came_by_a_decision()
    {
        var silent = RegionalYear.Quarters.Sum(quarter => quarter.Silent.Count);
        var quarters = RegionalYear.Quarters.Count;

        Assert.Equal(17 * quarters - silent, await year.CountAsync("select count(*) from instances where sub_status = 'Finished'"));
        Assert.Equal(silent, await year.CountAsync("select count(*) from instances where sub_status = 'Cancelled'"));
        Assert.Equal(17 * quarters, await year.CountAsync("select count(*) from instances"));
        Assert.Equal(0, await year.CountAsync("select count(*) from tasks where state = 'Open'"));
        Assert.Equal(quarters, await year.CountAsync("select count(*) from facts where kind = 'informe.consolidado'"));
    }

    [Fact]
    public async Task Who_never_reports_is_told_of_level_by_level_and_no_mail_leaves_twice()
    {
        const string Told = """
            select string_agg(m.level || ' ' || e, ', ' order by m.level) from mails m cross join unnest(m.emails) e join tasks t on t.id = m.task_id
            join instances i on i.id = m.instance_id where i.root_id = $1 and t.scope_code = $2 and m.level is not null and m.state = 'Filed'
            """;
        foreach (var quarter in RegionalYear.Quarters)
        {
            foreach (var region in quarter.Silent)
            {
                Assert.Equal(
                    $"1 contraparte.{region}@example.cl, 2 delegacion.{region}@example.cl, 3 subsecretario.int@example.cl, 4 "
                    + $"ministro.int@example.cl, 5 coordinacion-interministerial@example.cl",
                    await year.ScalarAsync<string>(Told, year.RootOf(quarter), region));
            }
        }

        Assert.Equal(
            await year.CountAsync("select count(distinct coalesce(bundle_id, id)) from mails where state = 'Filed'"),
            Directory.EnumerateFiles(year.Pickup, "*.eml").Count());
        Assert.Equal(0, await year.CountAsync(
            """
            select count(*) from (select 1 from mails cross join unnest(emails) e where state = 'Filed' and task_id is not null
            group by task_id, template, level, e, sent_at::date having count(*) > 1) twice
            """));
        Assert.Equal(0, await year.CountAsync("select count(*) from mails where state not in ('Filed', 'Withdrawn')"));
    }

    [Fact]
    public async Task What_each_region_said_last_is_what_is_known_and_the_history_holds_together()
    {
        foreach (var region in Programme.Regions)
        {
            var last = RegionalYear.Quarters.Where(quarter => !quarter.Silent.Contains(region)).Select(quarter => quarter.Progress)
                .Append(10).Max();
            Assert.Equal(last.ToString(CultureInfo.InvariantCulture), await year.ScalarAsync<string>(
                "select trim_scale(declared)::text from commitments where code = $1", $"P-{region}"));
        }

        Assert.Empty(await year.FaultsAsync());
        foreach (var table in new[] { "instances", "tasks", "submissions", "journal", "timers", "mails", "facts" })
            output.WriteLine($"{table}: {await year.CountAsync($"select count(*) from {table}")}");
    }

    private static string NamesOf(IEnumerable<string> regions) => string.Join(", ", regions.Select(region => Names[region]));
}
