using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Workflows.Definitions.Calendar;
using Workflows.Server.Persistence;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Upgrade;

namespace Workflows.Server.Tests.Loops;

/// <summary>
/// A timer knows its task and how many notices of it follow, also where two tasks of one step are open at once.
/// </summary>
public sealed class TaskOfTimerTests : IAsyncLifetime
{
    private const string Before = "20261130123753_LaterLaws";

    private const string Known =
        """
        select instance_id || ' ' || bookmark_id || ' ' || coalesce(task_bookmark_id::text, 'none') || ' ' || following from timers order by 1
        """;

    private readonly ApiFixture _server = new();

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await HalfDone.BeginAsync(_server);
        await _server.PassToAsync(SantiagoTime.ToInstant(HalfDone.Day, new(13, 30)));
        await HalfDone.AskMembersAsync(_server);
        await _server.OpenDeliveryAsync();
        Assert.NotEqual(
            0, await _server.CountAsync(
                """
                select count(*) from (select from timers where state = 'Pending' group by instance_id, activity_id, visit, name having count(*) > 1) a
                """));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_pages_of_the_agenda_together_show_every_moment_once_in_either_order()
    {
        var coordinator = await _server.AsAsync(ApiFixture.Coordinator);
        var whole = (await coordinator.GetAsync("/api/timers?pageSize=200")).MustBe(HttpStatusCode.OK);
        var moments = whole.Items.Select(MomentOf).ToList();

        Assert.Equal(moments.Count, moments.Distinct().Count());
        Assert.Equal(moments.Count, whole.Json.GetProperty("total").GetInt32());
        Assert.Equal(
            await _server.CountAsync("select count(*) + sum(following) from timers where state in ('Pending', 'Held', 'Parked')"),
            moments.Count);
        foreach (var sort in new[] { "dueAt", "-dueAt", "institution" })
        {
            var paged = new List<string>();
            for (var page = 1; page <= (moments.Count + 6) / 7; page++)
                paged.AddRange((await coordinator.GetAsync($"/api/timers?pageSize=7&page={page}&sort={sort}")).Items.Select(MomentOf));

            Assert.Equal(moments.Order(StringComparer.Ordinal), paged.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_database_of_before_is_told_by_tasks_and_journal_what_each_timer_leads()
    {
        var known = await ListAsync();
        await using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql(_server.Source).Options);
        var migrator = db.GetService<IMigrator>();

        await migrator.MigrateAsync(Before);
        await migrator.MigrateAsync();

        Assert.Equal(known, await ListAsync());
        Assert.Contains(known, timer => !timer.EndsWith(" 0", StringComparison.Ordinal));
        Assert.Empty(await _server.FaultsAsync());
    }

    private static string MomentOf(JsonElement timer) =>
        $"{timer.GetProperty("instanceId")} {timer.GetProperty("bookmarkId")} {timer.GetProperty("name")} {timer.GetProperty("dueAt")}";

    private async Task<List<string>> ListAsync()
    {
        await using var command = _server.Source.CreateCommand(Known);
        await using var row = await command.ExecuteReaderAsync();
        var timers = new List<string>();
        while (await row.ReadAsync())
            timers.Add(row.GetString(0));
        return timers;
    }
}
