using System.Net;
using System.Text;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Organisation;

/// <summary>Committees and their seats over HTTP. The clock stands on Monday 3 August 2026.</summary>
public class CommitteeTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Code = "modernizacion";

    [Fact]
    public async Task A_seat_that_goes_with_a_post_passes_to_its_substitute_who_acts_in_the_committee_meanwhile()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await AddAsync(coordinator, "Interior", "ExOfficio", ofRole: "ministry.minister", ofScope: "INT")).MustBe(HttpStatusCode.OK);
        Assert.Equal("Ministro/a · Ministerio del Interior", await HolderAsync(coordinator, "Interior"));

        (await coordinator.PostAsync(
            "/api/organisation/absences",
            new { personId = "ministro.int", from = "2026-08-03", to = "2026-08-05", reason = "Viaje" })).MustBe(HttpStatusCode.OK);

        Assert.Equal("Subsecretario/a · Subsecretaría del Interior (S)", await HolderAsync(coordinator, "Interior"));
        var posts = (await (await server.AsAsync("subsecretario.int")).GetAsync("/api/session")).Json.GetProperty("posts").EnumerateArray();
        Assert.Contains(
            posts, post => post.GetProperty("role").GetString() == "committee.member" && post.GetProperty("isSubstitute").GetBoolean());
    }

    [Fact]
    public async Task An_alternate_is_named_for_a_seat_and_acts_in_it_while_its_holder_is_away()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await AddAsync(coordinator, "Academia", "Designated", personId: "subdere")).MustBe(HttpStatusCode.OK);
        (await AddAsync(coordinator, "Suplente de Academia", "Designated", personId: "contraparte.13", role: "committee.alternate",
            alternateOf: "Academia")).MustBe(HttpStatusCode.OK);
        var second = await AddAsync(coordinator, "Suplente segundo", "Designated", personId: "contraparte.05", role: "committee.alternate",
            alternateOf: "Suplente de Academia");

        Assert.Contains("un suplente no tiene suplente", second.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal("Academia", (await SeatAsync(coordinator, "Suplente de Academia")).GetProperty("alternateOf").GetString());
        Assert.Equal("Subdere", await HolderAsync(coordinator, "Academia"));

        (await coordinator.PostAsync("/api/organisation/absences",
            new { personId = "subdere", from = "2026-08-03", to = "2026-08-05", reason = "Viaje" })).MustBe(HttpStatusCode.OK);

        Assert.EndsWith("(S)", await HolderAsync(coordinator, "Academia"), StringComparison.Ordinal);
        var posts = (await (await server.AsAsync("contraparte.13")).GetAsync("/api/session")).Json.GetProperty("posts").EnumerateArray();
        Assert.Contains(posts, post => post.GetProperty("role").GetString() == "committee.member" && post.GetProperty("isSubstitute")
            .GetBoolean());
    }

    [Fact]
    public async Task A_seat_of_a_person_ends_with_a_reason_and_stays_in_the_list()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var id = (await AddAsync(coordinator, "Sociedad civil", "Designated", personId: "asociacion-nacional"))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64();
        var twice = await AddAsync(coordinator, "Sociedad civil", "Elected", personId: "asociacion-nacional");

        (await coordinator.PostAsync($"/api/organisation/seats/{id}/end", new { lastDay = "2026-08-02", reason = "Renunció" }))
            .MustBe(HttpStatusCode.OK);

        Assert.Contains(
            "está dos veces en los mismos días", twice.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        var seat = await SeatAsync(coordinator, "Sociedad civil");
        Assert.Equal(("Before", 0), (seat.GetProperty("when").GetString(), seat.GetProperty("holders").GetArrayLength()));
    }

    [Fact]
    public async Task Committees_and_seats_come_from_files_and_what_contradicts_is_named()
    {
        (await ImportAsync("committees", "code,name,norm\ncuidados,Comité de Cuidados,DS 1\n")).MustBe(HttpStatusCode.OK);
        (await ImportAsync("seats",
            "committee,seat,role,basis,of_role,of_scope,person,alternate_of\ncuidados,Hacienda,committee.member,cargo,ministry.undersecretary,HAC,,\n"
            + "cuidados,Suplente,committee.alternate,designación,,,subdere,Hacienda\n")).MustBe(HttpStatusCode.OK);
        var circle = await ImportAsync(
            "seats", "committee,seat,role,basis,of_role,of_scope\ncuidados,Otra,committee.member,cargo,committee.member,cuidados\n");
        var nobody = await ImportAsync("seats", "committee,seat,role,basis,person\ncuidados,Otra,committee.member,elección,nadie\n");
        var word = await ImportAsync("seats", "committee,seat,role,basis,person\ncuidados,Otra,committee.member,sorteo,nadie\n");

        Assert.Contains("va con un cargo de comité", circle.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains(
            "nombra a «nadie», que no existe", nobody.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("Fila 2", word.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        Assert.Equal(
            "Hacienda",
            (await coordinator.GetAsync("/api/organisation/committees/cuidados")).MustBe(HttpStatusCode.OK).Json.GetProperty("seats")[0]
                .GetProperty("name").GetString());
        Assert.Equal("Hacienda", (await coordinator.GetAsync("/api/organisation/committees/cuidados"))
            .Json.GetProperty("seats")[1].GetProperty("alternateOf").GetString());
        (await coordinator.GetAsync("/api/organisation/committees/nada")).MustBe(HttpStatusCode.NotFound);
    }

    private static Task<ApiAnswer> AddAsync(ApiClient who, string name, string basis, string? ofRole = null, string? ofScope = null,
        string? personId = null,
        string role = "committee.member", string? alternateOf = null) =>
        who.PostAsync("/api/organisation/seats", new
        {
            committee = Code, name, role, basis, ofRole, ofScope, personId, alternateOf,
            validFrom = "2026-01-01"
        });

    private static async Task<JsonElement> SeatAsync(ApiClient who, string name) =>
        (await who.GetAsync($"/api/organisation/committees/{Code}")).MustBe(HttpStatusCode.OK).Json.GetProperty("seats").EnumerateArray()
        .Single(seat => seat.GetProperty("name").GetString() == name);

    private static async Task<string> HolderAsync(ApiClient who, string name) =>
        (await SeatAsync(who, name)).GetProperty("holders")[0].GetString()!;

    private async Task<ApiAnswer> ImportAsync(string list, string csv)
    {
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        return await server.FinishAsync(administrator, await administrator.PostAsync($"/api/organisation/import/{list}", body));
    }
}
