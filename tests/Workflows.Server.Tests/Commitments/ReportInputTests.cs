using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Server.Openings;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Commitments;

/// <summary>
/// What people do wrong with reports: open a period twice, report twice, meddle with another region, tell of what is not theirs.
/// </summary>
public sealed class ReportInputTests(BeforeTheCutOff server) : IClassFixture<BeforeTheCutOff>, IAsyncLifetime
{
    private const string Dci = "coordinacion-interministerial";

    public async Task InitializeAsync()
    {
        if (await server.CountAsync("select count(*) from commitments") > 0)
            return;
        var rows = string.Concat(
            Programme.Regions.Select(
                region => $"P-{region},Obra de la región {region},medida,presidencial,,MOP,{region},2027-12-31,En proceso,40,no\n"));
        using var list = new StringContent(Programme.Header + rows, Encoding.UTF8, "text/csv");
        var coordination = await server.AsAsync(Dci);
        (await server.FinishAsync(coordination, await coordination.PostAsync("/api/commitments/import", list))).MustBe(HttpStatusCode.OK);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_period_that_two_calendars_and_a_person_open_is_asked_of_each_region_once()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        foreach (var name in new[] { "Informes regionales", "Informes de las regiones" })
        {
            (await coordinator.PostAsync("/api/opening-calendars", new
            {
                name, definitionId = "informes-regionales", rule = new { every = "quarter", roll = "none" },
                reason = "Instructivo presidencial",
            })).MustBe(HttpStatusCode.Created);
        }

        await server.PassToAsync(SantiagoTime.ToInstant(new(2026, 6, 30), new(9, 0)));
        var runner = server.Services.GetRequiredService<OpeningRunner>();
        Assert.Equal(
            1, (
                await Task.WhenAll(
                    runner.OpenDueAsync(server.Clock.GetUtcNow(), default), runner.OpenDueAsync(server.Clock.GetUtcNow(), default))).Sum());
        await server.DrainAsync();
        var opened = await server.ScalarAsync<string>("select id from instances where definition_id = 'informes-regionales'");
        var again = (await coordinator.PostAsync("/api/instances", new
        {
            definitionId = "informes-regionales", businessKey = "2026-T2", input = new
            {
                year = 2026, period = "2026-T2", cutOff = "2026-06-30"
            },
        })).MustBe(HttpStatusCode.OK);
        await server.DrainAsync();

        Assert.Equal(opened, again.Json.GetProperty("instanceId").GetString());
        Assert.Equal(
            16,
            await server.CountAsync("select count(*) from tasks t join instances i on i.id = t.instance_id where i.root_id = $1", opened));
        Assert.Equal(2, await server.CountAsync("select count(*) from opening_calendars where last_result like '2026-T2%'"));
    }

    [Fact]
    public async Task A_region_that_reports_twice_is_received_once()
    {
        var (instance, task) = await OpenAsync("03", "dos-veces");
        var counterpart = await server.AsAsync("contraparte.03");
        var report = await ReportAsync("contraparte.03", task, row => row["avance"] = 50);

        var pressedTwice = await Task.WhenAll(
            counterpart.PostAsync($"/api/tasks/{task}/acts/submit", report, "informe-03"),
            counterpart.PostAsync($"/api/tasks/{task}/acts/submit", report, "informe-03"));
        await server.DrainAsync();
        var another = await counterpart.PostAsync($"/api/tasks/{task}/acts/submit", report, "informe-03-otra-vez");

        Assert.Single(
            pressedTwice.Select(answer => answer.MustBe(HttpStatusCode.OK).Json.GetProperty("receipt").GetProperty("folio").GetString())
                .Distinct());
        Assert.Contains("ya se cerró", another.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(1, await server.CountAsync("select count(*) from submissions where task_id = $1", task));
        Assert.Equal(
            1, await server.CountAsync("select count(*) from tasks where instance_id = $1 and activity_id = 'revision'", instance));
    }

    [Fact]
    public async Task Another_region_neither_sees_a_report_nor_asks_for_more_time_nor_hands_it_in()
    {
        var (_, task) = await OpenAsync("04", "ajena");
        var due = await server.ScalarAsync<DateTime>("select due_at from tasks where id = $1", task);
        foreach (var person in new[] { "contraparte.05", "delegacion.05", "gabinete.sal" })
        {
            var other = await server.AsAsync(person);
            (await other.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.NotFound);
            (await other.PostAsync($"/api/tasks/{task}/extensions", new { days = 2, reason = "Temporal" })).MustBe(HttpStatusCode.NotFound);
            (await other.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { situacion = "Nada" } }))
                .MustBe(HttpStatusCode.NotFound);
        }

        Assert.Equal(due, await server.ScalarAsync<DateTime>("select due_at from tasks where id = $1", task));
        Assert.Equal(0, await server.CountAsync("select count(*) from submissions where task_id = $1", task));
    }

    [Fact]
    public async Task A_report_tells_of_its_own_commitments_and_says_why_one_went_back()
    {
        var (_, task) = await OpenAsync("06", "filas");
        foreach (var (problem, change) in new (string, Action<Dictionary<string, object?>>)[]
        {
            ("«Código» en la fila 1 de «Compromisos» viene de «Leer los compromisos de la región» y no se cambia aquí.",
                row => row["codigo"] = "P-05"),
            ("«P-06» está terminado: su avance es 100.", row => (row["estado"], row["avance"]) = ("Terminado", 99)),
            ("«P-06» tenía 40 % y ahora 39 %", row => row["avance"] = 39),
        })
        {
            var refused = await (await server.AsAsync("contraparte.06"))
                .PostAsync($"/api/tasks/{task}/acts/submit", await ReportAsync("contraparte.06", task, change));
            Assert.Contains(refused.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").EnumerateObject()
                .SelectMany(field => field.Value.EnumerateArray()), error =>
                    error.GetString()!.Contains(problem, StringComparison.Ordinal));
        }

        Assert.Equal(0, await server.CountAsync("select count(*) from submissions where task_id = $1", task));
    }

    private async Task<(string Instance, string Task)> OpenAsync(string region, string key)
    {
        var instance =
            (await server.OpenAsync(
                "informe-regional", key, ("code", region), ("name", $"Región {region}"), ("year", 2026d), ("period", "2026-T2"),
                ("cutOff", "2026-06-25"))).InstanceId;
        await server.DrainAsync();
        return (instance, await server.OpenTaskOfAsync(instance));
    }

    private async Task<object> ReportAsync(string person, string task, Action<Dictionary<string, object?>> change)
    {
        var page = (await (await server.AsAsync(person)).GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json;
        var rows = JsonSerializer.Deserialize<List<Dictionary<string, object?>>>(
            page.GetProperty("content").GetProperty("arrived").GetProperty("compromisos").GetProperty("value").GetRawText())!;
        rows.ForEach(change);
        return new { answers = new { compromisos = rows, situacion = "Sin novedad" } };
    }
}
