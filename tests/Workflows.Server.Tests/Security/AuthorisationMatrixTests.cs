using System.Globalization;
using System.Net;
using System.Text;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Live;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Security;

/// <summary>
/// Who gets what from every route of the OpenAPI document, for the things of the own institution and of another, held whole against an
/// approved table. A new route without its lines fails: <c>APPROVE_MATRIX=1</c> writes them, and they are read before they are committed.
/// </summary>
public sealed class AuthorisationMatrixTests : IAsyncLifetime
{
    private const string Approve = "APPROVE_MATRIX";

    /// <summary>Where the approved table lies.</summary>
    internal static string ApprovedFile => Path.Combine(Repository.Root, "tests", "Workflows.Server.Tests", "Security", "matrix.txt");

    private readonly ApiFixture _server = new();
    private MatrixWorld _world = null!;
    private IReadOnlyList<MatrixRoute> _routes = [];

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _world = new(_server);
        await _world.BuildAsync();
        _routes = [.. MatrixRoute.Of((await _server.Nobody().GetAsync("/swagger/v1/swagger.json")).Json)];
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Everybody_gets_from_every_route_what_the_approved_table_says()
    {
        var table = new StringBuilder();
        foreach (var route in _routes)
        {
            foreach (var side in route.HasObject ? (string[])["own", "other"] : [""])
                table.Append(await LinesOfAsync(route, side));
        }

        if (Environment.GetEnvironmentVariable(Approve) == "1")
            await File.WriteAllTextAsync(ApprovedFile, table.ToString());

        var expected = (await File.ReadAllTextAsync(ApprovedFile)).ReplaceLineEndings("\n");
        var differences = table.ToString().Split('\n').Except(expected.Split('\n'))
            .Concat(expected.Split('\n').Except(table.ToString().Split('\n')).Select(line => "- " + line));
        Assert.True(
            expected == table.ToString(),
            $"The routes do not answer as the approved table says. Read the difference and, if it is meant, run this test with "
            + $"{Approve}=1:\n{string.Join('\n', differences.Take(40))}");
    }

    [Fact]
    public async Task Another_institution_finds_nothing_of_ours_in_any_list_search_or_export()
    {
        var other = await _server.AsAsync(ApiFixture.OtherOfficer);
        var own = await _server.AsAsync(ApiFixture.Officer);
        var seen = 0;
        foreach (var route in _routes.Where(route => route.Reads && !route.HasObject && !StreamsOf(route)))
        {
            foreach (var query in new[] { "", $"search={MatrixWorld.Marker}", "all=true", "pageSize=200" })
            {
                var address = await _world.AddressAsync(route, "own", MatrixWorld.Nobody);
                address += query.Length == 0 ? "" : address.Contains('?', StringComparison.Ordinal) ? $"&{query}" : $"?{query}";
                var text = (await other.GetAsync(address)).Text;
                Assert.False(
                    text.Contains(MatrixWorld.Marker, StringComparison.Ordinal), $"{address} shows what belongs to another institution.");
                Assert.DoesNotContain(_world.Things.OwnIds, id => text.Contains(id, StringComparison.Ordinal));
                seen += (await own.GetAsync(address)).Text.Contains(MatrixWorld.Marker, StringComparison.Ordinal) ? 1 : 0;
            }
        }

        // Otherwise the mark would be nowhere, and its absence would mean nothing.
        Assert.NotEqual(0, seen);
    }

    [Fact]
    public async Task The_calendar_address_of_each_institution_shows_its_own_deadlines_and_none_of_another()
    {
        var own = await FeedAsync("own");
        var other = await FeedAsync("other");

        Assert.Contains(MatrixWorld.Marker, own, StringComparison.Ordinal);
        Assert.DoesNotContain(MatrixWorld.Marker, other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_of_another_institution_never_carries_an_id_of_our_work_whatever_happens_to_it()
    {
        var coordinator = await _server.AsAsync(ApiFixture.Coordinator);
        var own = await _server.AsAsync(ApiFixture.Officer);
        await using var other = await StreamListener.FollowAsync(await _server.AsAsync(ApiFixture.OtherOfficer));
        await using var overseer = await StreamListener.FollowAsync(coordinator);
        var reason = new { reason = "motivo de la matriz" };

        (await own.PostAsync($"/api/tasks/{_world.Things["task own"]}/claim")).MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync(
            $"/api/extensions/{_world.Things["extension own"]}/decide",
            new { granted = true, reason = "Corresponde" })).MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync($"/api/held-notices/{Uri.EscapeDataString(_world.Things["held own"])}/suspend", reason))
            .MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync(
            $"/api/instances/{_world.Things["failed own"]}/incidents/{_world.Things["incident own"]}/retry",
            reason)).MustBe(HttpStatusCode.OK);
        (await coordinator.PostAsync($"/api/instances/{_world.Things["late own"]}/cancel", reason)).MustBe(HttpStatusCode.OK);
        await overseer.UntilAsync("instances", _world.Things["late own"]);
        // Told in order: whoever hears of what came last would have heard of the rest.
        var theirs = await _server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        await other.UntilAsync("instances", theirs);

        Assert.DoesNotContain(_world.Things.OwnIds, id => other.Heard.Contains(id, StringComparison.Ordinal));
        Assert.Contains(_world.Things["held own"], overseer.Heard, StringComparison.Ordinal);
    }

    private async Task<string> FeedAsync(string side) =>
        (await _server.Nobody().GetAsync($"/api/calendar/feed/{_world.Things[$"feed {side}"]}.ics")).MustBe(HttpStatusCode.OK).Text;

    private async Task<string> LinesOfAsync(MatrixRoute route, string side)
    {
        var answers = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var actor in _world.Actors)
        {
            var answer = await AskAsync(route, side, actor);
            if (!answers.TryGetValue(answer, out var some))
                answers.Add(answer, some = []);
            some.Add(actor);
        }

        var largest = answers.MaxBy(answer => answer.Value.Count).Key;
        var lines = new StringBuilder().Append(route.Name).Append(side.Length > 0 ? $" · {side}" : "").Append('\n');
        foreach (var (answer, actors) in answers.OrderBy(answer => answer.Key == largest)
            .ThenBy(answer => answer.Key, StringComparer.Ordinal))
            lines.Append(CultureInfo.InvariantCulture, $"  {answer,-4} {Who(answers.Count, answer == largest, actors)}\n");
        return lines.Append('\n').ToString();
    }

    private static string Who(int groups, bool isLargest, List<string> actors) =>
        groups == 1 ? "everybody" : isLargest && actors.Count > 5 ? "everybody else" : string.Join(", ", actors);

    private async Task<string> AskAsync(MatrixRoute route, string side, string actor)
    {
        var address = await _world.AddressAsync(route, side, actor);
        var status = await SendAsync(await _world.BrowserAsync(actor), route, side, address);
        // A route before this one may have ended the session.
        if (status == HttpStatusCode.Unauthorized && actor != MatrixWorld.Nobody)
            status = await SendAsync(await _world.BrowserAsync(actor, anew: true), route, side, address);
        return status switch
        {
            HttpStatusCode.Unauthorized => "401",
            HttpStatusCode.Forbidden => "403",
            HttpStatusCode.NotFound => "404",
            >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => ((int)status).ToString(CultureInfo.InvariantCulture),
            // Refused for what was sent, and not for who sent it.
            _ => "yes",
        };
    }

    private Task<HttpStatusCode> SendAsync(ApiClient browser, MatrixRoute route, string side, string address) =>
        browser.StatusAsync(
            route.Method, address, route.Body(_world.KnownOf(route, side)), route.Reads ? null : Guid.NewGuid().ToString(),
            new Dictionary<string, string> { ["If-Match"] = "\"0\"" });

    private static bool StreamsOf(MatrixRoute route) =>
        route.Operation.GetRawText().Contains("text/event-stream", StringComparison.Ordinal);
}
