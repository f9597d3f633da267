using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Jobs;

public sealed class JobEndpointTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_backup_is_left_as_a_job_and_its_result_waits_in_the_list_until_it_is_seen()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        var started = (await administrator.PostAsync("/api/backups", new { }, "respaldo")).MustBe(HttpStatusCode.Accepted);
        (await administrator.PostAsync("/api/backups", new { }, "respaldo")).MustBe(HttpStatusCode.Accepted);
        Assert.Equal("Waiting", started.Json.GetProperty("state").GetString());
        Assert.Equal(1, (await administrator.GetAsync("/api/jobs/news")).Json.GetProperty("running").GetInt32());

        var job = await server.JobAsync(administrator, started);

        Assert.Equal("Done", job.GetProperty("state").GetString());
        Assert.Contains("respaldo quedó", job.GetProperty("progress").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, await server.CountAsync("select count(*) from jobs where kind = 'backup'"));
        Assert.Equal(1, (await administrator.GetAsync("/api/jobs/news")).Json.GetProperty("unseen").GetInt32());
        (await administrator.PostAsync("/api/jobs/seen", new { })).MustBe(HttpStatusCode.OK);
        Assert.Equal(0, (await administrator.GetAsync("/api/jobs/news")).Json.GetProperty("unseen").GetInt32());
    }

    [Fact]
    public async Task Each_sees_their_own_jobs_and_who_administers_sees_all()
    {
        var (officer, coordinator, administrator) =
            (await server.AsAsync(ApiFixture.Officer), await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(
                ApiFixture.Administrator));
        await server.ExecuteAsync(
            """
            insert into jobs (id, kind, title, owner_id, owner_name, posts, arguments, state, done, created_at, attempts, error)
            values ('ajeno', 'reminders', 'Enviar avisos', 'coordinacion', 'Coordinación', '{}', '{"secreto":1}', 'Failed', 0, now(), 1, 'Revísalos otra vez.')
            """);

        var own = (await coordinator.GetAsync("/api/jobs/ajeno")).MustBe(HttpStatusCode.OK);
        Assert.DoesNotContain("secreto", own.Text, StringComparison.Ordinal);
        (await administrator.GetAsync("/api/jobs/ajeno")).MustBe(HttpStatusCode.OK);
        Assert.Contains((await administrator.GetAsync("/api/jobs?all=true")).Items, job => job.GetProperty("id").GetString() == "ajeno");
        Assert.DoesNotContain((await administrator.GetAsync("/api/jobs")).Items, job => job.GetProperty("id").GetString() == "ajeno");

        (await officer.GetAsync("/api/jobs/ajeno")).MustBe(HttpStatusCode.NotFound);
        (await officer.PostAsync("/api/jobs/ajeno/cancel", new { })).MustBe(HttpStatusCode.NotFound);
        (await administrator.PostAsync("/api/jobs/ajeno/retry", new { })).MustBe(HttpStatusCode.NotFound);
        Assert.Empty((await officer.GetAsync("/api/jobs?all=true")).Items);
        (await coordinator.PostAsync("/api/jobs/ajeno/cancel", new { })).MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Hangfires_own_pages_are_read_by_who_administers_and_by_nobody_else()
    {
        const string Path = "/administracion/hangfire";
        await server.InstallHangfireAsync();

        var page = (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync(Path)).MustBe(HttpStatusCode.OK);
        Assert.Contains("Hangfire", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Host=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync(Path)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await server.Nobody().GetAsync(Path)).Status);
        var written = await (await server.AsAsync(ApiFixture.Administrator)).PostAsync($"{Path}/recurring/remove", new { });
        Assert.NotEqual(HttpStatusCode.NoContent, written.Status);
        Assert.NotEqual(HttpStatusCode.OK, written.Status);
    }
}
