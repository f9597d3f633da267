using System.Net;
using Npgsql;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Audit;

public class ReadAuditTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Auditor = "auditoria";

    [Fact]
    public async Task Who_reads_the_people_leaves_a_line_that_the_auditor_reads()
    {
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/organisation/people?search=Ñuñoa")).MustBe(HttpStatusCode.OK);

        var lines = (await (await server.AsAsync(Auditor)).GetAsync("/api/readings?personId=coordinacion")).MustBe(HttpStatusCode.OK).Items;

        var line = lines.First(line => line.GetProperty("what").GetString() == "lista de personas");
        Assert.Equal("/api/organisation/people?search=Ñuñoa", line.GetProperty("address").GetString());
    }

    [Theory]
    [InlineData("/api/mails/export?format=Csv", "lista de correos, como archivo")]
    [InlineData("/api/processes/export?format=Csv", "lista de procesos, como archivo")]
    [InlineData("/api/processes/export?format=Xlsx", "lista de procesos, como archivo")]
    [InlineData("/api/held-notices", "lista de avisos retenidos")]
    [InlineData("/api/unsent", "lo que no salió, con a quién iba")]
    [InlineData("/api/organisation/designations", "orden de subrogancia")]
    [InlineData("/api/organisation/authority?institution=PE-AGN-00597", "autoridades de una institución")]
    public async Task Whatever_names_people_leaves_a_line_files_included(string address, string what)
    {
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync(address)).MustBe(HttpStatusCode.OK);

        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from readings where person_id = $1 and what = $2 and address = $3", ApiFixture.Coordinator, what,
                address));
    }

    [Fact]
    public async Task Who_looks_for_somebody_to_pass_a_task_to_leaves_a_line()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks/{task}/colleagues")).MustBe(HttpStatusCode.OK);

        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from readings where what = 'quiénes pueden hacer una tarea' and address like '%' || $1 || '%'", task));
    }

    [Fact]
    public async Task A_refused_question_read_nothing_and_leaves_no_line()
    {
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/organisation/people")).MustBe(HttpStatusCode.Forbidden);
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/organisation/people?page=0"))
            .MustBe(HttpStatusCode.BadRequest);

        Assert.Equal(
            0, await server.CountAsync(
                "select count(*) from readings where (person_id = $1 and what = 'lista de personas') or address like '%page=0'",
                ApiFixture.Officer));
    }

    [Fact]
    public async Task The_database_lets_nobody_change_or_delete_a_line()
    {
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/mails")).MustBe(HttpStatusCode.OK);

        await Assert.ThrowsAsync<PostgresException>(() => server.ExecuteAsync("update readings set what = 'nada'"));
        await Assert.ThrowsAsync<PostgresException>(() => server.ExecuteAsync("delete from readings"));
    }

    [Fact]
    public async Task The_auditor_reads_everything_and_changes_nothing()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var auditor = await server.AsAsync(Auditor);

        foreach (var path in new[] { $"tasks/{task}", $"instances/{instance}/journal", "mails", "timers", "duties", "incidents",
            "organisation/people", "readings", "unsent", "calendar/proposals", "held-notices", $"tasks/{task}/colleagues" })
            (await auditor.GetAsync($"/api/{path}")).MustBe(HttpStatusCode.OK);
        (await auditor.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.NotFound);
        (await auditor.PostAsync($"/api/instances/{instance}/cancel", new { reason = "no corresponde" })).MustBe(HttpStatusCode.Forbidden);
        (await auditor.PostAsync(
            "/api/calendar/proposals/dates",
            new { taskIds = new[] { task }, deadline = "2026-10-15", reason = "no corresponde" })).MustBe(HttpStatusCode.Forbidden);
        using var file = new ByteArrayContent("%PDF-1.4"u8.ToArray());
        file.Headers.ContentType = new("application/octet-stream");
        (await auditor.PostAsync("/api/files?name=informe.pdf", file)).MustBe(HttpStatusCode.Forbidden);
        (await auditor.PostAsync("/api/duties/limpieza/pause", new { reason = "no corresponde" })).MustBe(HttpStatusCode.Forbidden);
    }
}
