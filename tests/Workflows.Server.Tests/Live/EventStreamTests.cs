using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using Workflows.Server.Persistence.Notifying;
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
    public async Task A_page_older_than_what_is_remembered_asks_for_everything_again()
    {
        await using var listener = await StreamListener.FollowAsync(await server.AsAsync(ApiFixture.Officer), age: 86_400);

        await listener.UntilAsync("*", "");
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
    public async Task A_page_left_open_does_not_keep_its_session_and_ends_with_it()
    {
        const string person = "pmg.segegob";
        await server.ExecuteAsync($"update people set active = true where id = '{person}'");
        var browser = server.Nobody();
        await browser.LogInAsync(person);
        await using var listener = await StreamListener.FollowAsync(browser);
        await server.ExecuteAsync($"update sessions set seen_at = seen_at - interval '9 hours' where person_id = '{person}'");

        var instance = await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        await listener.UntilAsync("instances", instance);
        Assert.Equal(
            0, await server.CountAsync(
                "select count(*) from sessions where person_id = $1 and seen_at > now() - interval '8 hours'", person));

        await server.ExecuteAsync($"update sessions set started_at = started_at - interval '13 hours' where person_id = '{person}'");
        server.Services.GetRequiredService<Changes>().Tell("people", person);
        await listener.UntilEndAsync();
    }

    [Fact]
    public async Task Past_so_many_streams_of_one_person_the_oldest_ends_and_others_stay()
    {
        var browser = await server.AsAsync(ApiFixture.Coordinator);
        await using var other = await FollowAsync(ApiFixture.SectorOfficer);
        var streams = new List<StreamListener>();
        for (var tab = 0; tab < 13; tab++)
            streams.Add(await StreamListener.FollowAsync(browser));

        await streams[0].UntilEndAsync();
        var instance = await server.OpenDeliveryAsync();
        await streams[1].UntilAsync("instances", instance);
        await streams[^1].UntilAsync("instances", instance);
        await other.UntilAsync("instances", instance);

        Assert.Contains("retry: 60000", streams[0].Heard, StringComparison.Ordinal);
        foreach (var stream in streams)
            await stream.DisposeAsync();
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
