using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Api;
using Workflows.Server.Watch;

namespace Workflows.Server.Tests.Watch;

/// <summary>What a person sees of something that stands still.</summary>
public sealed class WatchdogTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private Watchdog Watchdog => server.Services.GetRequiredService<Watchdog>();

    [Fact]
    public async Task A_task_that_no_date_will_wake_is_told()
    {
        var instance = await server.OpenDeliveryAsync();
        await server.TurnAsync(TimeSpan.FromMinutes(30));
        await server.ExecuteAsync($"update timers set state = 'Withdrawn' where instance_id = '{instance}' and state = 'Pending'");

        await Watchdog.LookAsync(default);
        Assert.Empty(await StuckAsync(instance));
        await Watchdog.LookAsync(default);

        Assert.Contains(
            await StuckAsync(instance), what => what.StartsWith("Tarea sin fechas que la despierten", StringComparison.Ordinal));
        Assert.Equal("Degraded", await HealthOfAsync("watchdog"));
        await server.ExecuteAsync($"update tasks set state = 'Withdrawn' where instance_id = '{instance}'");
        await Watchdog.LookAsync(default);
        Assert.Empty(await StuckAsync(instance));
        Assert.Equal("Healthy", await HealthOfAsync("watchdog"));
    }

    private async Task<List<string>> StuckAsync(string instance) =>
        [.. (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync("/api/unsent?kind=Stuck")).MustBe(HttpStatusCode.OK).Items
            .Where(item => item.GetProperty("instanceId").GetString() == instance).Select(item => item.GetProperty("what").GetString()!)];

    private async Task<string> HealthOfAsync(string check) =>
        (await server.Nobody().GetAsync("/health")).Json.GetProperty("checks").GetProperty(check).GetProperty("status").GetString()!;
}
