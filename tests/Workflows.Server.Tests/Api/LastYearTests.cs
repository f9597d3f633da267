using System.Net;
using System.Text.Json;

namespace Workflows.Server.Tests.Api;

public class LastYearTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_was_handed_in_the_year_before_is_offered_to_whoever_prepares_the_next_and_to_nobody_else()
    {
        var before = await server.OpenProposalAsync();
        var first = await server.OpenTaskOfAsync(before);
        await server.SubmitProposalAsync(before);
        var task = await OpenNextYearAsync(ApiFixture.Institution);
        var officer = await server.AsAsync(ApiFixture.Officer);
        var stranger = await server.AsAsync(ApiFixture.OtherOfficer);

        var last = (await officer.GetAsync($"/api/tasks/{task}/last-year")).MustBe(HttpStatusCode.OK).Json;

        Assert.Equal(2027, last.GetProperty("year").GetInt32());
        Assert.Equal(3, last.GetProperty("answers").GetProperty("indicadores").GetArrayLength());
        Assert.Equal(
            JsonValueKind.Null,
            (await officer.GetAsync($"/api/tasks/{first}/last-year")).MustBe(HttpStatusCode.OK).Json.GetProperty("answers").ValueKind);
        (await stranger.GetAsync($"/api/tasks/{task}/last-year")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_institution_is_offered_nothing_of_it()
    {
        await server.SubmitProposalAsync(await server.OpenProposalAsync());
        var task = await OpenNextYearAsync(ApiFixture.OtherInstitution);

        var last = await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync($"/api/tasks/{task}/last-year");

        Assert.Equal(JsonValueKind.Null, last.MustBe(HttpStatusCode.OK).Json.GetProperty("answers").ValueKind);
    }

    private async Task<string?> OpenNextYearAsync(string institution)
    {
        var opened = await server.OpenAsync(
            "pmg-formulacion", $"siguiente/{Guid.NewGuid():n}", ("institution", institution), ("year", 2028d));
        return await server.OpenTaskOfAsync(opened.InstanceId);
    }
}
