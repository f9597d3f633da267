using System.Net;
using Workflows.Server.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Calendar;

/// <summary>A person's own deadlines reach their calendar program by a secret address that they can revoke.</summary>
public class CalendarFeedTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_address_shows_only_its_owners_deadlines_until_it_is_revoked()
    {
        await server.OpenDeliveryAsync();
        await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var created = (await officer.PostAsync("/api/calendar/feeds")).MustBe(HttpStatusCode.OK);
        var path = new Uri(created.Json.GetProperty("url").GetString()!).AbsolutePath;
        var feed = (await server.Nobody().GetAsync(path)).MustBe(HttpStatusCode.OK);
        var wrong = await server.Nobody().GetAsync(path.Replace(".ics", "x.ics", StringComparison.Ordinal));

        Assert.Equal("text/calendar", feed.ContentHeaders.ContentType!.MediaType);
        Assert.Equal(1, feed.Text.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("SUMMARY:Vence: Entregar el informe\r\n", feed.Text, StringComparison.Ordinal);
        wrong.MustBe(HttpStatusCode.NotFound);
        Assert.Equal(0, await server.CountAsync("select count(*) from calendar_feeds where encode(hash, 'escape') like $1", $"%{path[^20..]}%"));
        Assert.Equal(0, await server.CountAsync("select count(*) from idempotency where answer like $1", $"%{path}%"));

        (await officer.PostAsync("/api/calendar/feeds/revoke")).MustBe(HttpStatusCode.OK);
        (await server.Nobody().GetAsync(path)).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_address_ends_the_old_one()
    {
        var officer = await server.AsAsync(ApiFixture.OtherOfficer);
        async Task<string> CreateAsync() => new Uri((await officer.PostAsync("/api/calendar/feeds")).MustBe(HttpStatusCode.OK).Json.GetProperty("url").GetString()!).AbsolutePath;

        var (old, fresh) = (await CreateAsync(), await CreateAsync());

        (await server.Nobody().GetAsync(old)).MustBe(HttpStatusCode.NotFound);
        (await server.Nobody().GetAsync(fresh)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Long_and_odd_titles_are_folded_and_escaped_as_the_standard_says()
    {
        var text = CalendarFeed.Write(
            [new("1", new string('ñ', 80) + ", a; b\\c\nd", null, new(2026, 10, 16, 2, 59, 59, TimeSpan.Zero))], new("https://flujos.example.cl"), new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero));

        Assert.All(text.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains(@"\, a\; b\\c\nd", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("DTEND:20261016T025959Z", text, StringComparison.Ordinal);
    }
}
