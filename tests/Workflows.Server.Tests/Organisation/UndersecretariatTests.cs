using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Organisation;

/// <summary>Of which undersecretariat a service is: who says it, who hears that nobody confirmed it, whom its notices reach.</summary>
public class UndersecretariatTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Tourism = "PE-SER-00102";
    private const string Fishing = "PE-SER-00103";
    private const string Regional = "PE-GOR-00059";

    [Fact]
    public async Task A_service_answers_through_its_own_undersecretariat()
    {
        Assert.Equal("subsecretario.subtur", await UndersecretaryOfAsync(Tourism));
        Assert.Equal("subsecretario.subpesca", await UndersecretaryOfAsync(Fishing));
    }

    [Fact]
    public async Task Somebody_says_another_from_a_day_on_with_the_reason_and_the_days_before_stay()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        const string service = "PE-INS-00546";

        (await SayAsync(coordinator, service, "SUBTUR", "2026-10-01", "Decreto 12 de 2026")).MustBe(HttpStatusCode.OK);

        Assert.Equal("subsecretario.eco", await UndersecretaryOfAsync(service, "2026-09-30"));
        Assert.Equal("subsecretario.subtur", await UndersecretaryOfAsync(service, "2026-10-01"));
        var place = (await coordinator.GetAsync($"/api/organisation/places/{service}")).MustBe(HttpStatusCode.OK).Json;
        Assert.Contains(
            place.GetProperty("supervisions").EnumerateArray(), one => one.GetProperty("reason").GetString() == "Decreto 12 de 2026");
        Assert.Contains(
            (await coordinator.GetAsync("/api/organisation/changes?pageSize=5")).Items,
            change => change.GetProperty("text").GetString()!.EndsWith(
                "depende de Subsecretaría de Turismo desde el 1 de octubre de 2026: Decreto 12 de 2026.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Tourism, "SUBHAC", "Ley", "es de otro ministerio")]
    [InlineData(Tourism, "NADA", "Ley", "no existe")]
    [InlineData(Tourism, "SUBPESCA", " ", "Escribe la ley")]
    [InlineData(Regional, "SUBDERE", "Ley", "no depende de una subsecretaría")]
    public async Task What_cannot_be_is_refused_in_words(string institution, string office, string reason, string expected)
    {
        var refused = await SayAsync(await server.AsAsync(ApiFixture.Coordinator), institution, office, "2026-10-01", reason);

        Assert.Contains(expected, refused.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_can_confirm_it_is_told_that_nobody_did_until_somebody_does()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var dipres = await server.AsAsync("secretaria-tecnica");
        var row = Supposed(await coordinator.GetAsync($"/api/organisation/places/{Fishing}"));
        Assert.True(row.GetProperty("isUnconfirmed").GetBoolean());
        Assert.False(Supposed(await dipres.GetAsync($"/api/organisation/places/{Fishing}")).GetProperty("isUnconfirmed").GetBoolean());
        Assert.Contains("por confirmar", (await ExplainAsync(coordinator)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("por confirmar", (await ExplainAsync(dipres)).Text, StringComparison.Ordinal);
        Assert.Contains(await PendingAsync(coordinator), one => one.GetProperty("code").GetString() == Fishing);

        (await coordinator.PostAsync(
            $"/api/organisation/supervisions/{row.GetProperty("id").GetInt64()}/confirm", new { reason = "DFL 5 de 1983" }))
            .MustBe(HttpStatusCode.OK);

        Assert.False(Supposed(await coordinator.GetAsync($"/api/organisation/places/{Fishing}")).GetProperty("isUnconfirmed").GetBoolean());
        Assert.Contains("según DFL 5 de 1983", (await ExplainAsync(coordinator)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await PendingAsync(coordinator), one => one.GetProperty("code").GetString() == Fishing);
        (await coordinator.PostAsync(
            $"/api/organisation/supervisions/{row.GetProperty("id").GetInt64()}/confirm", new { reason = "Otra vez" }))
            .MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_regional_government_is_not_among_those_to_confirm_and_has_none()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        Assert.DoesNotContain(
            await PendingAsync(coordinator), one => one.GetProperty("code").GetString()!.StartsWith("PE-GOR", StringComparison.Ordinal));
        var place = (await coordinator.GetAsync($"/api/organisation/places/{Regional}")).Json;
        Assert.False(place.TryGetProperty("undersecretariatCode", out var code) && code.ValueKind != JsonValueKind.Null);
        Assert.False(place.GetProperty("isUnsaid").GetBoolean());
    }

    [Fact]
    public async Task Whoever_is_named_undersecretary_is_so_of_one()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        Task<ApiAnswer> NameAsync(string scope) => coordinator.PostAsync(
            "/api/organisation/appointments",
            new { personId = "contraparte.07", role = "ministry.undersecretary", scope, validFrom = "2027-01-01", validTo = "2027-01-02" });

        Assert.Contains(
            "varias subsecretarías", (await NameAsync("ECO")).MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        var placed = (await NameAsync("HAC")).MustBe(HttpStatusCode.OK).Json.GetProperty("post");

        Assert.Equal(
            ("SUBHAC", "Subsecretaría de Hacienda"),
            (placed.GetProperty("scopeCode").GetString(), placed.GetProperty("scopeName").GetString()));
    }

    [Fact]
    public async Task The_page_of_an_undersecretariat_has_its_post_and_that_of_a_ministry_has_its_undersecretariats()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var office = (await coordinator.GetAsync("/api/organisation/places/SUBTUR")).MustBe(HttpStatusCode.OK).Json;
        var ministry = (await coordinator.GetAsync("/api/organisation/places/ECO")).MustBe(HttpStatusCode.OK).Json;

        Assert.Equal(
            "ministry.undersecretary", Assert.Single(office.GetProperty("posts").EnumerateArray()).GetProperty("role").GetString());
        Assert.Equal("ECO", office.GetProperty("ministryCode").GetString());
        Assert.Equal(
            ["SUBECO", "SUBPESCA", "SUBTUR"],
            ministry.GetProperty("undersecretariats").EnumerateArray().Select(one => one.GetProperty("code").GetString()));
        Assert.DoesNotContain(
            ministry.GetProperty("posts").EnumerateArray(), post => post.GetProperty("role").GetString() == "ministry.undersecretary");
    }

    [Fact]
    public async Task An_undersecretary_sees_the_processes_of_the_sector_as_before() => Assert.Contains(
        (await (await server.AsAsync("subsecretario.subtur")).GetAsync("/api/session")).MustBe(HttpStatusCode.OK).Json.GetProperty("posts")
            .EnumerateArray(), post => post.GetProperty("scopeName").GetString() == "Subsecretaría de Turismo");

    private async Task<string?> UndersecretaryOfAsync(string institution, string? date = null) =>
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync(
            $"/api/organisation/authority?institution={institution}&level=3{(date is null ? "" : $"&date={date}")}"))
        .MustBe(HttpStatusCode.OK).Json.GetProperty("levels")[0].GetProperty("people")[0].GetProperty("personId").GetString();

    private static Task<ApiAnswer> SayAsync(
        ApiClient coordinator, string institution, string undersecretariat, string validFrom, string reason) =>
        coordinator.PostAsync("/api/organisation/supervisions", new { institution, undersecretariat, validFrom, reason });

    private static Task<ApiAnswer> ExplainAsync(ApiClient client) =>
        client.GetAsync($"/api/organisation/authority?institution={Fishing}&level=3");

    private static JsonElement Supposed(ApiAnswer place) =>
        Assert.Single(place.MustBe(HttpStatusCode.OK).Json.GetProperty("supervisions").EnumerateArray());

    private static async Task<IReadOnlyList<JsonElement>> PendingAsync(ApiClient client) =>
        [.. (await client.GetAsync("/api/organisation/unplaced")).MustBe(HttpStatusCode.OK).Json.GetProperty("institutions")
            .EnumerateArray()];
}
