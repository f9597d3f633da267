using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using Workflows.Server.Live;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Live;

public class EventStreamTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_second_institution_never_hears_of_the_first()
    {
        await using var own = await FollowAsync(ApiFixture.Officer);
        await using var other = await FollowAsync(ApiFixture.OtherOfficer);
        await using var coordinator = await FollowAsync(ApiFixture.Coordinator);

        var first = await server.OpenDeliveryAsync(ApiFixture.Institution);
        await own.UntilAsync("instances", first);
        await coordinator.UntilAsync("instances", first);
        // Told in order: whoever hears of the second would have heard of the first.
        var second = await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        await other.UntilAsync("instances", second);

        Assert.DoesNotContain(first, other.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("\"mails\"", other.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain(second, own.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_of_another_person_is_heard_by_those_who_may_read_what_it_changed()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        await using var sector = await FollowAsync(ApiFixture.SectorOfficer);

        (await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);

        await sector.UntilAsync("tasks", task);
    }

    [Fact]
    public async Task The_stream_ends_with_the_post_of_whoever_listens()
    {
        const string person = ApiFixture.OtherSectorOfficer;
        await using var listener = await FollowAsync(person);

        await server.ExecuteAsync($"update people set active = false where id = '{person}'");
        server.Services.GetRequiredService<Changes>().Tell("people", person);

        await listener.UntilEndAsync();
        await server.ExecuteAsync($"update people set active = true where id = '{person}'");
    }

    [Fact]
    public async Task Nobody_listens_without_a_session() =>
        (await server.Nobody().GetAsync("/api/events")).MustBe(HttpStatusCode.Unauthorized);

    [Fact]
    public void Many_changes_are_told_in_notifications_that_fit()
    {
        var changes = Enumerable.Range(0, 400).Select(number => new Change("instances", $"{number}:{new string('ñ', 60)}")).ToList();

        var payloads = Changes.Payloads("nodo", changes).ToList();

        Assert.All(payloads, payload => Assert.True(System.Text.Encoding.UTF8.GetByteCount(payload) < 8_000));
        Assert.Equal(
            changes.Select(change => change.Id),
            payloads.SelectMany(payload => JsonSerializer.Deserialize<string[]>(payload)!.Skip(1).Chunk(2).Select(pair => pair[1])));
    }

    private async Task<StreamListener> FollowAsync(string person) => await StreamListener.FollowAsync(await server.AsAsync(person));
}
