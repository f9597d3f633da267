using System.Globalization;
using System.Net;
using Workflows.Definitions.Deadlines;
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
        Assert.Equal(
            0, await server.CountAsync("select count(*) from calendar_feeds where encode(hash, 'escape') like $1", $"%{path[^20..]}%"));
        Assert.Equal(0, await server.CountAsync("select count(*) from idempotency where answer like $1", $"%{path}%"));

        (await officer.PostAsync("/api/calendar/feeds/revoke")).MustBe(HttpStatusCode.OK);
        (await server.Nobody().GetAsync(path)).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_address_ends_the_old_one()
    {
        var officer = await server.AsAsync(ApiFixture.OtherOfficer);
        async Task<string> CreateAsync() =>
            new Uri(
                (await officer.PostAsync("/api/calendar/feeds")).MustBe(HttpStatusCode.OK).Json.GetProperty("url")
                    .GetString()!).AbsolutePath;

        var (old, fresh) = (await CreateAsync(), await CreateAsync());

        (await server.Nobody().GetAsync(old)).MustBe(HttpStatusCode.NotFound);
        (await server.Nobody().GetAsync(fresh)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_ends_a_year_after_it_was_made_and_its_page_says_when()
    {
        var officer = await server.AsAsync(ApiFixture.SectorOfficer);
        var created = (await officer.PostAsync("/api/calendar/feeds")).MustBe(HttpStatusCode.OK).Json;
        var path = new Uri(created.GetProperty("url").GetString()!).AbsolutePath;
        var view = (await officer.GetAsync("/api/calendar/feeds")).Json;
        Assert.Equal(created.GetProperty("createdAt").GetDateTimeOffset().AddDays(365), view.GetProperty("expiresAt").GetDateTimeOffset());

        await server.ExecuteAsync("update calendar_feeds set created_at = created_at - interval '366 days'");

        Assert.Contains(
            "Crea otra", (await server.Nobody().GetAsync(path)).MustBe(HttpStatusCode.NotFound).Detail, StringComparison.Ordinal);
        Assert.Equal(
            System.Text.Json.JsonValueKind.Null, (await officer.GetAsync("/api/calendar/feeds")).Json.GetProperty("createdAt").ValueKind);
    }

    [Fact]
    public void Long_and_odd_titles_are_folded_and_escaped_as_the_standard_says()
    {
        var text = CalendarFeed.Write(
            [new("1", new string('ñ', 80) + ", a; b\\c\nd", null, new(new(2026, 10, 15)))], Site, Now);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains(@"\, a\; b\\c\nd", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("1@flujos.example.cl", Assert.Single(new IcsReader(text).Entries)["UID"]);
    }

    [Fact]
    public void A_deadline_by_day_is_that_whole_day_also_in_Punta_Arenas()
    {
        var text = CalendarFeed.Write([new("1", "Informar", "Gobierno Regional de Magallanes", new(new(2026, 6, 30)))], Site, Now);

        var entry = Assert.Single(new IcsReader(text).Entries);
        Assert.Equal((new(2026, 6, 30), new(2026, 7, 1)), IcsReader.DaysOf(entry));
        Assert.DoesNotContain("VTIMEZONE", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-30T18:00", "2026-06-30T22:00Z")] // winter
    [InlineData("2026-12-30T18:00", "2026-12-30T21:00Z")] // summer
    [InlineData("2026-04-04T23:30", "2026-04-05T02:30Z")] // the night clocks go back: the first time
    [InlineData("2026-09-06T01:00", "2026-09-06T04:00Z")] // the night they go forward
    [InlineData("2027-01-02T09:00", "2027-01-02T12:00Z")]
    public void A_deadline_by_hour_is_read_right_with_the_time_zone_of_the_file_alone(string deadline, string instant)
    {
        var text = CalendarFeed.Write([new("1", "Informar", null, Deadline.Parse(deadline))], Site, Now);

        var reader = new IcsReader(text);
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), reader.EndOf(Assert.Single(reader.Entries)));
    }

    [Fact]
    public void A_moved_deadline_keeps_its_name_and_has_a_higher_number()
    {
        var before = new IcsReader(CalendarFeed.Write([new("1", "Informar", null, new(new(2026, 6, 30)))], Site, Now)).Entries.Single();
        var after = new IcsReader(
            CalendarFeed.Write([new("1", "Informar", null, new(new(2026, 7, 3)), Moves: 1)], Site, Now)).Entries.Single();

        Assert.Equal(before["UID"], after["UID"]);
        Assert.Equal(("0", "1"), (before["SEQUENCE"], after["SEQUENCE"]));
    }

    private static readonly Uri Site = new("https://flujos.example.cl");
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
}
