using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Processes;

/// <summary>On Monday 3 August 2026 one delivery of June was closed two weekends after its term, and one of July is still owed.</summary>
public class LatenessTests(ApiFixture server) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private const string Address = "/api/processes/lateness";

    public async Task InitializeAsync()
    {
        if (await server.ScalarAsync<long>("select count(*) from tasks") > 0)
            return;
        var closed = await server.OpenDeliveryAsync();
        await server.ExecuteAsync(
            $"""
            update tasks set opened_at = '2026-05-01', due_at = '2026-06-05', late_from = '2026-06-05', state = 'Completed', outcome = 'Submitted',
                closed_at = '2026-06-16' where instance_id = '{closed}'
            """);
        var owed = await server.OpenDeliveryAsync();
        await server.ExecuteAsync($"update tasks set opened_at = '2026-07-01', due_at = '2026-07-22', late_from = '2026-07-22' where instance_id = '{owed}'");
        var inTime = await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        await server.ExecuteAsync(
            $"""
            update tasks set opened_at = '2026-05-01', due_at = '2026-06-05', late_from = '2026-06-05', state = 'Completed', outcome = 'Submitted',
                closed_at = '2026-06-04' where instance_id = '{inTime}'
            """);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_week_counts_what_was_late_when_it_ended_and_the_last_one_what_is_late_now()
    {
        var weeks = await WeeksAsync(ApiFixture.Coordinator, "");

        Assert.Equal(26, weeks.Count);
        Assert.Equal("2026-08-03", weeks[^1].Date);
        Assert.Equal(
            [("2026-06-07", 1), ("2026-06-14", 1), ("2026-07-26", 1), ("2026-08-02", 1), ("2026-08-03", 1)],
            weeks.Where(week => week.Processes > 0));
    }

    [Fact]
    public async Task Nobody_counts_what_they_may_not_see()
    {
        Assert.Equal(5, (await WeeksAsync(ApiFixture.Officer, "")).Count(week => week.Processes > 0));
        Assert.All(await WeeksAsync(ApiFixture.OtherOfficer, ""), week => Assert.Equal(0, week.Processes));
    }

    [Fact]
    public async Task It_may_be_asked_of_one_stage_and_of_fewer_weeks_but_of_no_more_than_a_year()
    {
        Assert.Equal(2, (await WeeksAsync(ApiFixture.Coordinator, "?weeks=2")).Count);
        Assert.Equal(5, (await WeeksAsync(ApiFixture.Coordinator, $"?definitionId={DeliveryFlow.Id}&year=2026"))
            .Count(week => week.Processes > 0));
        Assert.All(
            await WeeksAsync(ApiFixture.Coordinator, $"?definitionId={DeliveryFlow.Id}&year=2025"),
            week => Assert.Equal(0, week.Processes));
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"{Address}?weeks=54")).MustBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<List<(string Date, int Processes)>> WeeksAsync(string person, string query) =>
    [
        .. (await (await server.AsAsync(person)).GetAsync(Address + query)).MustBe(HttpStatusCode.OK).Json.EnumerateArray()
            .Select(week => (week.GetProperty("date").GetString()!, week.GetProperty("processes").GetInt32())),
    ];
}
