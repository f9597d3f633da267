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

    [Fact]
    public async Task A_refused_question_read_nothing_and_leaves_no_line()
    {
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync("/api/organisation/people")).MustBe(HttpStatusCode.Forbidden);
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/organisation/people?page=0")).MustBe(HttpStatusCode.BadRequest);

        Assert.Equal(0, await server.CountAsync("select count(*) from readings where person_id = $1 or address like '%page=0'", ApiFixture.Officer));
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

        foreach (var path in new[] { $"tasks/{task}", $"instances/{instance}/journal", "mails", "timers", "duties", "incidents", "organisation/people", "readings" })
            (await auditor.GetAsync($"/api/{path}")).MustBe(HttpStatusCode.OK);
        (await auditor.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.NotFound);
        (await auditor.PostAsync($"/api/instances/{instance}/cancel", new { reason = "no corresponde" })).MustBe(HttpStatusCode.Forbidden);
        (await auditor.PostAsync("/api/duties/limpieza/pause", new { reason = "no corresponde" })).MustBe(HttpStatusCode.Forbidden);
    }
}
