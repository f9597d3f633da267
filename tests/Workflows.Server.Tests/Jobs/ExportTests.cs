using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Jobs;

/// <summary>Long lists as files, written in the background.</summary>
public sealed class ExportTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_long_list_is_written_in_the_background_and_its_file_waits_for_who_asked_for_it_and_nobody_else()
    {
        await server.OpenDeliveryAsync(ApiFixture.Institution);
        await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var (coordinator, administrator) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(ApiFixture.Administrator));
        var total = (await coordinator.GetAsync("/api/processes")).Json.GetProperty("total").GetInt32();

        var started = await coordinator.PostAsync(
            "/api/processes/export", new { filter = new { }, format = "Csv", sort = "institution" }, "una-vez");
        var again = await coordinator.PostAsync(
            "/api/processes/export", new { filter = new { }, format = "Csv", sort = "institution" }, "una-vez");
        var job = await server.JobAsync(coordinator, started);

        Assert.Equal(IdOf(started), IdOf(again.MustBe(HttpStatusCode.Accepted)));
        Assert.Equal(
            ("Done", total, total),
            (job.GetProperty("state").GetString(), job.GetProperty("done").GetInt32(), job.GetProperty("total").GetInt32()));
        Assert.Contains($"{total} filas", job.GetProperty("progress").GetString(), StringComparison.Ordinal);
        Assert.Equal("procesos-2026-08-03.csv", job.GetProperty("fileName").GetString());
        Assert.True((await coordinator.GetAsync("/api/jobs/news")).Json.GetProperty("unseen").GetInt32() > 0);
        var file = (await coordinator.GetAsync($"/api/jobs/{IdOf(started)}/file")).MustBe(HttpStatusCode.OK);
        var direct = (await coordinator.GetAsync("/api/processes/export?format=Csv&sort=institution")).MustBe(HttpStatusCode.OK);
        Assert.Equal(direct.Text, file.Text);
        (await administrator.GetAsync($"/api/jobs/{IdOf(started)}/file")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_list_holds_what_its_owner_may_see_and_nothing_of_another_institution()
    {
        await server.OpenDeliveryAsync(ApiFixture.Institution);
        await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var started = await officer.PostAsync("/api/processes/export", new { filter = new { }, format = "Csv" });
        await server.JobAsync(officer, started);

        var lines = (await officer.GetAsync($"/api/jobs/{IdOf(started)}/file")).MustBe(HttpStatusCode.OK)
            .Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((await officer.GetAsync("/api/processes")).Json.GetProperty("total").GetInt32(), lines.Length - 1);
        Assert.DoesNotContain(lines, line => line.Contains(ApiFixture.OtherInstitution, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_lost_their_post_between_asking_and_writing_gets_nothing_of_it()
    {
        await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var officer = await server.AsAsync(ApiFixture.OtherOfficer);
        var started = await officer.PostAsync("/api/processes/export", new { filter = new { }, format = "Csv" });

        await server.ExecuteAsync($"update jobs set posts = '{{}}' where id = '{IdOf(started)}'");
        await server.JobAsync(officer, started);

        var lines = (await officer.GetAsync($"/api/jobs/{IdOf(started)}/file")).MustBe(HttpStatusCode.OK)
            .Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Single(lines);
    }

    [Fact]
    public async Task Mails_become_a_workbook_in_the_same_way()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var started = await coordinator.PostAsync("/api/mails/export", new { filter = new { state = "Filed" }, format = "Xlsx" });
        var job = await server.JobAsync(coordinator, started);

        Assert.Equal("Done", job.GetProperty("state").GetString());
        var file = (await coordinator.GetAsync($"/api/jobs/{IdOf(started)}/file")).MustBe(HttpStatusCode.OK);
        Assert.Equal("PK"u8, file.Body.AsSpan(0, 2));
        Assert.Contains("correos-2026-08-03.xlsx", file.ContentHeaders.ContentDisposition!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_cancelled_before_it_starts_is_never_written()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var started = await coordinator.PostAsync("/api/processes/export", new { filter = new { }, format = "Csv" });

        (await coordinator.PostAsync($"/api/jobs/{IdOf(started)}/cancel", new { })).MustBe(HttpStatusCode.OK);
        var job = await server.JobAsync(coordinator, started);

        Assert.Equal("Cancelled", job.GetProperty("state").GetString());
        (await coordinator.GetAsync($"/api/jobs/{IdOf(started)}/file")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_order_that_does_not_exist_is_refused_before_anything_is_left_to_do()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var before = await server.CountAsync("select count(*) from jobs");

        (await coordinator.PostAsync("/api/processes/export", new { filter = new { }, sort = "ninguno" }))
            .MustBe(HttpStatusCode.BadRequest);

        Assert.Equal(before, await server.CountAsync("select count(*) from jobs"));
    }

    private static string IdOf(ApiAnswer started) => started.Json.GetProperty("id").GetString()!;
}
