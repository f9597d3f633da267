using System.Net;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Processes;

/// <summary>What an institution hands in on Thursday 6 August 2026, the day after its term and within its plazo adicional.</summary>
public class AdditionalTermDeliveryTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_is_handed_in_within_its_plazo_adicional_was_never_late_and_may_be_taken_back_while_it_runs()
    {
        await server.PublishAsync(AdditionalTermFlow.AskedOf("institution.pmgOfficer"));
        var (_, task) = await AdditionalTermFlow.OpenAsync(server);
        await server.PassToAsync(SantiagoTime.ToInstant(new(2026, 8, 6), new(10, 0)));
        var officer = await server.AsAsync(ApiFixture.Officer);

        (await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { } })).MustBe(HttpStatusCode.OK);

        var view = (await officer.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json;
        var summary = view.GetProperty("summary");
        Assert.Equal("Completed", summary.GetProperty("state").GetString());
        Assert.Equal(
            ("InAdditionalTerm", false), (summary.GetProperty("termState").GetString(), summary.GetProperty("isLate").GetBoolean()));
        Assert.Equal("onTime", view.GetProperty("receipt").GetProperty("timeliness").GetString());
        Assert.Null(ProblemOf(view.GetProperty("withdrawal")));
        Assert.Equal(0, await LateThisWeekAsync());

        // After it has ended, what was handed in is not late either; but whoever took it back would have nothing in time.
        await server.PassToAsync(SantiagoTime.ToInstant(new(2026, 8, 11), new(10, 0)));
        Assert.Equal(0, await LateThisWeekAsync());
        Assert.StartsWith(
            "El plazo ya venció", ProblemOf((await officer.GetAsync($"/api/tasks/{task}")).Json.GetProperty("withdrawal")),
            StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    private async Task<int> LateThisWeekAsync() =>
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/processes/lateness?definitionId={AdditionalTermFlow.Id}"))
            .MustBe(HttpStatusCode.OK).Json.EnumerateArray().Last().GetProperty("tasks").GetInt32();

    private static string? ProblemOf(JsonElement withdrawal) =>
        withdrawal.TryGetProperty("problem", out var problem) ? problem.GetString() : null;
}
