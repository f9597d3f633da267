using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Activities;
using Workflows.Server.Duties;
using Workflows.Server.Tests.Api;
using Workflows.Server.World;

namespace Workflows.Server.Tests.Commitments;

/// <summary>
/// Commitments over HTTP: loaded in one import, read by whom they concern, summed up, kept with reasons, critical by a rule.
/// </summary>
public sealed class CommitmentTests(ApiFixture server) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private const string Dci = "coordinacion-interministerial";

    public Task InitializeAsync() => server.ExecuteAsync("delete from commitments");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_programme_of_10_235_870_loads_in_one_import_and_answers_advance_and_gap_by_sector()
    {
        var preview = (await ImportAsync(Programme.Csv(), preview: true)).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(
            (true, 1115, 0), (preview.GetProperty("isPreview").GetBoolean(), preview.GetProperty("added").GetInt32(), await CountAsync()));

        await LoadAsync(Programme.Csv());
        Assert.Equal(
            (1115, 1115L),
            (await CountAsync(), await server.CountAsync(
                "select count(distinct code) from commitment_changes where origin = 'Importación' and code ~ '^[CIM]\\d'")));
        var again = (await ImportAsync(Programme.Csv(), preview: true)).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(
            (0, 0, 1115),
            (again.GetProperty("added").GetInt32(), again.GetProperty("changed").GetInt32(), again.GetProperty("unchanged").GetInt32()));

        var sums = (await (await server.AsAsync(Dci)).GetAsync("/api/commitments/summary?tier=Measure&by=Ministry"))
            .MustBe(HttpStatusCode.OK).Json;
        var health = sums.GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("group").GetString() == "SAL");
        var measures = Enumerable.Range(1, 870).Where(i => Programme.Ministries[i % 5] == "SAL").ToList();
        var counted = measures.Where(i => i % 87 != 0 && Programme.ProgressOf(i).Length > 0)
            .Select(i => decimal.Parse(Programme.ProgressOf(i), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(
            (measures.Count, counted.Count, measures.Count(i => i % 87 != 0 && i % 4 == 0), measures.Count(i => i % 87 == 0)),
            (health.GetProperty("total").GetInt32(), health.GetProperty("answered").GetInt32(), health.GetProperty("missing")
                .GetInt32(), health.GetProperty("notApplicable").GetInt32()));
        Assert.Equal(counted.Sum() / counted.Count, health.GetProperty("average").GetDecimal());
        Assert.Equal(100 - counted.Sum() / counted.Count, health.GetProperty("gap").GetDecimal());
        Assert.Equal(870, sums.GetProperty("whole").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Each_one_sees_the_commitments_of_their_region_ministry_or_service_and_nobody_elses()
    {
        await LoadAsync(Programme.Header
            + "A,De la región,medida,presidencial,,SAL,13,,,,\nB,De "
            + "otra,medida,presidencial,,MOP,05,,,,\nN,Nacional,compromiso,programa,,,,,,,\n");

        Assert.Equal(["A", "B", "N"], await CodesForAsync(Dci));
        Assert.Equal(["A"], await CodesForAsync("contraparte.13"));
        Assert.Equal(["B"], await CodesForAsync("delegacion.05"));
        Assert.Equal(["B"], await CodesForAsync("gabinete.mop"));
        Assert.Empty(await CodesForAsync(ApiFixture.Officer));
        (await (await server.AsAsync("contraparte.13")).GetAsync("/api/commitments/B")).MustBe(HttpStatusCode.NotFound);
        (await (await server.AsAsync("contraparte.13")).GetAsync("/api/commitments/A")).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync("contraparte.13")).PostAsync("/api/commitments/A/critical", new { reason = "Urge" }))
            .MustBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("A,Uno,medida,programa,,,,,Listo,,\n", "«Listo» no sirve en «estado»")]
    [InlineData("A,Uno,medida,programa,,,,,,,\nA,Dos,medida,programa,,,,,,,\n", "el código «A» ya está en la fila 2")]
    [InlineData("A,Uno,medida,programa,,,,31-12-2026,,,\n", "no es una fecha de «vence»")]
    [InlineData("A,Uno,medida,programa,B,,,,,,\nB,Dos,medida,programa,A,,,,,,\n", "en círculo")]
    public async Task A_list_with_something_wrong_imports_nothing_and_says_the_row(string rows, string problem)
    {
        var refused = (await ImportAsync(Programme.Header + rows)).MustBe(HttpStatusCode.UnprocessableEntity).Json;

        Assert.Contains(problem, refused.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_change_keeps_what_it_was_by_whom_and_why_and_whoever_saw_an_older_one_is_told()
    {
        await LoadAsync(Programme.Header + "VISITA,Uno,medida,programa,,SAL,13,2026-12-31,En proceso,40,no\n");
        var coordination = await server.AsAsync(Dci);
        await RuleAsync(new { obstacle = true });
        var before = (await coordination.GetAsync("/api/commitments/VISITA")).MustBe(HttpStatusCode.OK).Json;
        var change = new
        {
            state = "InProgress", declared = 40m, verified = 35m, dueOn = "2026-12-31", reason = "Visita a terreno", obstacle = new
            {
                what = "Falta el terreno", who = "Bienes Nacionales"
            }
        };

        var after = (await coordination.PutAsync("/api/commitments/VISITA", change, before.GetProperty("eTag").GetString()))
            .MustBe(HttpStatusCode.OK).Json;
        (await coordination.PutAsync("/api/commitments/VISITA", change, before.GetProperty("eTag").GetString()))
            .MustBe(HttpStatusCode.PreconditionFailed);
        (await coordination.PutAsync("/api/commitments/VISITA", change with { verified = 135m }, after.GetProperty("eTag").GetString()))
            .MustBe(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(35m, after.GetProperty("line").GetProperty("progress").GetDecimal());
        Assert.Equal("Falta el terreno", after.GetProperty("line").GetProperty("obstacle").GetString());
        Assert.Equal(["Se declaró un nudo: Falta el terreno"], after.GetProperty("why").EnumerateArray().Select(why => why.GetString()));
        Assert.Equal(
            ["Edición", "Importación"], after.GetProperty("changes").EnumerateArray().Select(one => one.GetProperty("origin").GetString()));
        Assert.Equal("Visita a terreno", after.GetProperty("changes")[0].GetProperty("data").GetProperty("why").GetString());
        Assert.Equal("División de Coordinación Interministerial", after.GetProperty("changes")[0].GetProperty("personName").GetString());
    }

    [Fact]
    public async Task A_rule_shows_what_it_would_make_critical_before_it_counts_and_one_that_makes_everything_critical_asks_again()
    {
        await LoadAsync(
            Programme.Header
                + "A,Uno,medida,programa,,SAL,13,2020-01-02,En proceso,40,no\nB,Dos,medida,programa,,SAL,13,2030-01-02,En "
                + "proceso,40,no\nC,Tres,medida,programa,,SAL,13,2020-01-02,Terminado,100,no\n");
        var coordination = await server.AsAsync(Dci);
        var reading =
            (await coordination.PostAsync("/api/commitments/critical-rule/reading", new { rule = new { overdueWorkingDays = 10 } }))
                .MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(
            (2, 1, "A"),
            (reading.GetProperty("open").GetInt32(), reading.GetProperty("wouldBecome").GetInt32(), reading.GetProperty("examples")[0]
                .GetProperty("code").GetString()));

        await server.ExecuteAsync("update commitments set due_on = '2020-01-02' where code = 'B'");
        var all = new { rule = new { overdueWorkingDays = 10 }, reason = "Prueba" };
        Assert.Contains(
            "nada destacaría",
            (await coordination.PostAsync("/api/commitments/critical-rule", all)).MustBe(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal);
        (await coordination.PostAsync("/api/commitments/critical-rule", new { all.rule, all.reason, all = true }))
            .MustBe(HttpStatusCode.OK);
        Assert.Equal(
            "Prueba", (await coordination.GetAsync("/api/commitments/critical-rule")).MustBe(HttpStatusCode.OK).Json.GetProperty("reason")
                .GetString());
    }

    [Fact]
    public async Task What_the_rule_finds_opens_once_and_what_is_critical_already_opens_no_second_time()
    {
        await LoadAsync(
            Programme.Header
                + "R,Uno,medida,programa,,SAL,13,2026-01-05,En proceso,40,no\nB,Dos,medida,programa,,SAL,13,2030-01-02,En proceso,40,no\n");
        await RuleAsync(new { overdueWorkingDays = 10 });
        var duties = server.Services.GetRequiredService<DutyCatalog>().All.Single(duty => duty.Name == "compromisos-criticos");

        Assert.Equal("Un compromiso pasó a crítico.", await RunAsync(duties));
        Assert.Equal("Ningún compromiso pasó a crítico.", await RunAsync(duties));
        Assert.Equal("R", await server.ScalarAsync<string>("select code from commitments where critical_since is not null"));
        (await (await server.AsAsync(Dci)).PostAsync("/api/commitments/R/critical", new { reason = "Otra vez" }))
            .MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_follow_up_that_was_cancelled_leaves_nothing_stranded_it_is_opened_again()
    {
        await LoadAsync(Programme.Header + "K,Uno,medida,programa,,SAL,13,2026-01-05,En proceso,40,no\n");
        await RuleAsync(new { overdueWorkingDays = 10 });
        var duty = server.Services.GetRequiredService<DutyCatalog>().All.Single(duty => duty.Name == "compromisos-criticos");
        var coordination = await server.AsAsync(Dci);
        var first = (await coordination.PostAsync("/api/commitments/K/critical", new { reason = "Urge" }))
            .MustBe(HttpStatusCode.Created).Json.GetProperty("instanceId").GetString();
        Assert.Equal(first, (await coordination.GetAsync("/api/commitments/K")).Json.GetProperty("followUp").GetString());
        (await (await server.AsAsync(ApiFixture.Coordinator))
            .PostAsync($"/api/instances/{first}/cancel", new { reason = "Se abrió por error" })).MustBe(HttpStatusCode.OK);
        await server.DrainAsync();

        var second = (await coordination.PostAsync("/api/commitments/K/critical", new { reason = "Ahora sí" }))
            .MustBe(HttpStatusCode.Created).Json.GetProperty("instanceId").GetString();
        Assert.NotEqual(first, second);
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync($"/api/instances/{second}/cancel", new { reason = "Otra vez" }))
            .MustBe(HttpStatusCode.OK);
        await server.DrainAsync();
        Assert.Equal("Un compromiso pasó a crítico.", await RunAsync(duty));
        Assert.NotNull((await coordination.GetAsync("/api/commitments/K")).Json.GetProperty("followUp").GetString());
    }

    [Fact]
    public async Task A_list_that_is_imported_again_takes_back_nothing_that_was_told_meanwhile()
    {
        const string Rows = "A,Uno,medida,programa,,SAL,13,2026-12-31,,,\n";
        await LoadAsync(Programme.Header + Rows);
        await server.ExecuteAsync("update commitments set state = 'InProcessing', declared = 60 where code = 'A'");

        var again = (await ImportAsync(Programme.Header + Rows, preview: true)).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal((0, 1), (again.GetProperty("changed").GetInt32(), again.GetProperty("unchanged").GetInt32()));
    }

    /// <summary>The last rule counts: the clock moves on between two.</summary>
    private async Task RuleAsync(object rule)
    {
        server.Clock.TurnTo(server.Clock.GetUtcNow().AddMinutes(1));
        (await (await server.AsAsync(Dci)).PostAsync("/api/commitments/critical-rule", new { rule, reason = "Prueba", all = true }))
            .MustBe(HttpStatusCode.OK);
    }

    private async Task<string> RunAsync(Duty duty)
    {
        var world =
            ((SnapshotWorld)server.Services.GetRequiredService<WorldSource>().Current.World).Snapshot;
        var now = server.Clock.GetUtcNow();
        return await duty.RunAsync(new(Workflows.Definitions.Calendar.SantiagoTime.DateAt(now), now, now, world), default);
    }

    private async Task<IEnumerable<string?>> CodesForAsync(string person) =>
        [.. (await (await server.AsAsync(person)).GetAsync("/api/commitments?sort=code"))
            .MustBe(HttpStatusCode.OK).Items.Select(item => item.GetProperty("code").GetString())];

    private async Task<int> CountAsync() => (int)await server.CountAsync("select count(*) from commitments");

    private async Task LoadAsync(string csv) =>
        (await server.FinishAsync(await server.AsAsync(Dci), await ImportAsync(csv))).MustBe(HttpStatusCode.OK);

    private async Task<ApiAnswer> ImportAsync(string csv, bool preview = false)
    {
        using var list = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await (await server.AsAsync(Dci)).PostAsync($"/api/commitments/import?preview={(preview ? "true" : "false")}", list);
    }
}
