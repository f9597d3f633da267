using Workflows.Engine;
using Xunit.Abstractions;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// A year of the PMG takes every institution through its four stages to a degree fixed by decree, over HTTP and with the clock turned.
/// </summary>
public class PmgYearTests(PmgYear year, ITestOutputHelper output) : IClassFixture<PmgYear>
{
    [Fact]
    public async Task Every_institution_reaches_the_degree_that_a_decree_fixes_and_the_year_ends()
    {
        var institutions = PmgYear.Institutions.Count;

        Assert.Equal(WorkflowSubStatus.Finished, (await year.InstanceAsync(year.Process)).SubStatus);
        foreach (var fact in new[] { "pmg.decretoDictado", "pmg.objetivosFijados", "pmg.implementacion", "pmg.resultado" })
            Assert.Equal(institutions,
                await year.CountAsync("select count(distinct institution_code) from facts where kind = $1 and year = 2027", fact));
        Assert.Equal(5 * institutions, await year.CountAsync("select count(*) from facts where kind = 'pmg.requisito'"));
        Assert.Equal(4 * institutions, await year.CountAsync("select count(*) from facts where kind = 'pmg.avance'"));
        foreach (var fact in new[] { "pmg.marco", "pmg.anio", "pmg.metasPropias" })
            Assert.Equal(1, await year.CountAsync("select count(*) from facts where kind = $1", fact));
        Assert.Equal(0, await year.CountAsync("select count(*) from instances where open_incidents > 0"));
        Assert.Equal(0, await year.CountAsync("select count(*) from tasks where state = 'Open' and activity_id <> 'encuesta'"));
        Assert.Equal(0, await year.CountAsync("select count(*) from mails where state not in ('Filed', 'Withdrawn')"));
    }

    [Fact]
    public async Task Late_ones_claims_changes_of_targets_and_returns_are_part_of_it()
    {
        Assert.All(new[] { "submit:reclama", "return", "record" }, action =>
            Assert.True(year.Acts.GetValueOrDefault(action) > 0, $"nobody does {action}"));
        Assert.True(await year.CountAsync("select count(*) from facts where kind = 'pmg.modificacion'") > 0);
        Assert.True(await year.CountAsync("select count(*) from submissions where timeliness in ('late', 'extemporaneous')") > 0);
        Assert.True(await year.CountAsync("select count(*) from mails where level >= 3 and state = 'Filed'") > 0);
        Assert.True(await year.CountAsync("select count(*) from tasks where state = 'Open' and activity_id = 'encuesta'") > 0);
    }

    [Fact]
    public async Task No_mail_leaves_twice_and_the_history_holds_together()
    {
        Assert.Equal(
            await year.CountAsync("select count(distinct coalesce(bundle_id, id)) from mails where state = 'Filed'"),
                Directory.EnumerateFiles(year.Pickup, "*.eml").Count());
        Assert.Empty(await year.FaultsAsync());
        foreach (var table in new[] { "instances", "tasks", "submissions", "journal", "timers", "mails", "files", "facts" })
            output.WriteLine($"{table}: {await year.CountAsync($"select count(*) from {table}")}");
    }
}
