using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Privacy;

/// <summary>What, whose and since when, out of the audit of readings.</summary>
public class BreachReportTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_reader_s_readings_name_whom_they_reached_with_which_data_and_since_when()
    {
        var thief = server.Nobody();
        await thief.LogInAsync("secretaria-tecnica");
        (await thief.GetAsync($"/api/organisation/people/{ApiFixture.Officer}")).MustBe(HttpStatusCode.OK);
        (await thief.GetAsync($"/api/organisation/places/{ApiFixture.OtherInstitution}")).MustBe(HttpStatusCode.OK);

        var report = await ReportAsync("reader=secretaria-tecnica");

        Assert.Equal(2, report.GetProperty("readings").GetInt32());
        Assert.Equal(server.Clock.GetUtcNow(), report.GetProperty("first").GetDateTimeOffset());
        var people = report.GetProperty("people").EnumerateArray().ToDictionary(one => one.GetProperty("personId").GetString()!);
        Assert.True(people[ApiFixture.Officer].GetProperty("byName").GetBoolean());
        Assert.False(people[ApiFixture.OtherOfficer].GetProperty("byName").GetBoolean());
        Assert.DoesNotContain(ApiFixture.SectorOfficer, people.Keys);
        Assert.Contains(
            "correo electrónico", people[ApiFixture.Officer].GetProperty("data").EnumerateArray().Select(data => data.GetString()));

        var session = await server.ScalarAsync<string>("select session from readings where person_id = 'secretaria-tecnica' limit 1");
        Assert.Equal(2, (await ReportAsync($"session={session}")).GetProperty("readings").GetInt32());
        Assert.Equal(0, (await ReportAsync("session=otra")).GetProperty("readings").GetInt32());
        var there = await ReportAsync($"reader=secretaria-tecnica&institution={ApiFixture.OtherInstitution}");
        Assert.DoesNotContain(
            there.GetProperty("people").EnumerateArray(), one => one.GetProperty("personId").GetString() == ApiFixture.Officer);
        Assert.Equal(0, (await ReportAsync("reader=secretaria-tecnica&from=2026-08-04")).GetProperty("readings").GetInt32());

        var sheet =
            (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync("/api/privacy/breach/export?reader=secretaria-tecnica"))
                .MustBe(HttpStatusCode.OK).Text;
        Assert.Contains($"{ApiFixture.Officer}@example.cl", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_narrowed_counts_for_everybody()
    {
        var reader = server.Nobody();
        await reader.LogInAsync(ApiFixture.Coordinator);
        (await reader.GetAsync("/api/mails")).MustBe(HttpStatusCode.OK);

        var report = await ReportAsync($"reader={ApiFixture.Coordinator}");

        Assert.Equal(await server.CountAsync("select count(*) from people"), report.GetProperty("people").GetArrayLength());
        (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync("/api/privacy/breach")).MustBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> ReportAsync(string query) =>
        (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync($"/api/privacy/breach?{query}")).MustBe(HttpStatusCode.OK).Json;
}
