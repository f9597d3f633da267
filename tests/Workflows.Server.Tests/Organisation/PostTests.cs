using System.Net;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Organisation;

/// <summary>Posts that are given, ended and looked at. The clock stands on Monday 3 August 2026.</summary>
public class PostTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Head = "jefatura.pe-agn-00597";
    private const string Indicators = "indicadores.pe-agn-00597";

    [Theory]
    [InlineData("coordinacion", HttpStatusCode.Forbidden)]
    [InlineData(Head, HttpStatusCode.Forbidden)]
    [InlineData("pmg.ctci", HttpStatusCode.Forbidden)]
    [InlineData("administracion", HttpStatusCode.OK)]
    public async Task Only_administrators_give_national_roles(string who, HttpStatusCode expected)
    {
        var answer = await (await server.AsAsync(who)).PostAsync(
            "/api/organisation/appointments", new
            {
                personId = "subdere", role = "national.auditor", scope = "CL", validFrom = "2026-08-03"
            });

        answer.MustBe(expected);
    }

    [Fact]
    public async Task Who_coordinates_does_not_reach_a_national_role_by_substitution_or_by_succession()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var administrators = await PostIdAsync(coordinator, ApiFixture.Administrator);

        var asSubstitute = await coordinator.PostAsync(
            "/api/organisation/absences",
            new
            {
                personId = ApiFixture.Administrator, from = "2026-08-03", to = "2026-08-07", reason = "Feriado",
                substituteId = ApiFixture.Coordinator
            });
        var inOrder = await coordinator.PostAsync(
            "/api/organisation/designations", new
            {
                role = "national.administrator", scope = "CL", order = 1, personId = ApiFixture.Coordinator
            });
        var asSuccessor = await coordinator.PostAsync(
            $"/api/organisation/appointments/{administrators}/replace",
            new { successorId = ApiFixture.Coordinator, from = "2026-08-03", note = "Me quedo con todo." });
        var ended = await coordinator.PostAsync(
            $"/api/organisation/appointments/{administrators}/end", new { lastDay = "2026-08-03", reason = "Cambio" });

        foreach (var answer in new[] { asSubstitute, inOrder, asSuccessor, ended })
            Assert.Contains("Solo quien administra", answer.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from absences where person_id = 'administracion'"));
    }

    [Fact]
    public async Task A_post_that_overlaps_leads_nowhere_or_ends_before_it_starts_is_refused_at_its_field()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var overlap = await GiveAsync(coordinator, Indicators, "institution.head", ApiFixture.Institution, "2026-08-03");
        var nowhere = await GiveAsync(coordinator, Indicators, "institution.head", "NO-HAY", "2026-08-03");
        var nobody = await GiveAsync(coordinator, "no-existe", "institution.head", ApiFixture.Institution, "2026-08-03");
        var backwards = await GiveAsync(coordinator, Indicators, "institution.auditor", ApiFixture.Institution, "2026-08-03", "2026-08-01");
        var invented = await GiveAsync(coordinator, Indicators, "institution.rey", ApiFixture.Institution, "2026-08-03");

        Assert.Contains("son titulares de Jefe/a superior de servicio", ProblemOf(overlap, "organisation"), StringComparison.Ordinal);
        Assert.Contains("Encargado/a de indicadores", ProblemOf(overlap, "organisation"), StringComparison.Ordinal);
        Assert.Contains("«NO-HAY» no existe", ProblemOf(nowhere, "scope"), StringComparison.Ordinal);
        Assert.Contains("no existe", ProblemOf(nobody, "personId"), StringComparison.Ordinal);
        Assert.Contains("último día", ProblemOf(backwards, "validTo"), StringComparison.Ordinal);
        Assert.Contains("no existe", ProblemOf(invented, "role"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_institutions_page_says_who_holds_each_post_who_held_it_and_what_is_vacant()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var head = await PostIdAsync(coordinator, "jefatura.ca-con-00725");
        (await coordinator.PostAsync($"/api/organisation/appointments/{head}/end", new { lastDay = "2026-07-31", reason = "Renuncia" }))
            .MustBe(HttpStatusCode.OK);

        var place = (await coordinator.GetAsync($"/api/organisation/places/{ApiFixture.OtherInstitution}")).MustBe(HttpStatusCode.OK).Json;

        var posts = place.GetProperty("posts").EnumerateArray().ToDictionary(post => post.GetProperty("role").GetString()!);
        Assert.True(posts["institution.head"].GetProperty("isVacant").GetBoolean());
        Assert.Equal("Before", posts["institution.head"].GetProperty("appointments")[0].GetProperty("when").GetString());
        Assert.Equal(ApiFixture.OtherOfficer, posts["institution.pmgOfficer"].GetProperty("acting")[0].GetProperty("personId").GetString());
        Assert.False(posts.ContainsKey("institution.governor"));
        (await coordinator.GetAsync("/api/organisation/places/NO-HAY")).MustBe(HttpStatusCode.NotFound);
        (await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync($"/api/organisation/places/{ApiFixture.OtherInstitution}"))
            .MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_regions_page_says_who_holds_its_posts_and_their_order_of_substitution_acts()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await coordinator.PostAsync("/api/organisation/designations", new
        {
            role = "region.secretary", scope = "15", order = 1, personId = Indicators, norm = "Decreto 8", validFrom = "2026-01-01",
        })).MustBe(HttpStatusCode.OK);

        var region = (await coordinator.GetAsync("/api/organisation/places/15")).MustBe(HttpStatusCode.OK).Json;

        var posts = region.GetProperty("posts").EnumerateArray().ToDictionary(post => post.GetProperty("role").GetString()!);
        Assert.Equal(
            ("Región de Arica y Parinacota", "Region"),
            (region.GetProperty("name").GetString(), region.GetProperty("scopeKind").GetString()));
        Assert.Equal("contraparte.15", posts["region.counterpart"].GetProperty("acting")[0].GetProperty("personId").GetString());
        Assert.Contains(
            "Decreto 8", posts["region.secretary"].GetProperty("acting")[0].GetProperty("basis").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_name_address_and_RUN_are_corrected_and_the_RUN_is_shown_to_nobody()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);

        var wrong = await administrator.PostAsync(
            $"/api/organisation/people/{Indicators}/change",
            new { name = "Ana Rojas", email = "ana.rojas@example.cl", run = "12.345.678-9" });
        (await administrator.PostAsync(
            $"/api/organisation/people/{Indicators}/change",
            new { name = "Ana Rojas", email = "ana.rojas@example.cl", run = "12.345.678-5" }))
            .MustBe(HttpStatusCode.OK);
        var person = (await administrator.GetAsync($"/api/organisation/people/{Indicators}")).MustBe(HttpStatusCode.OK);
        (await administrator.PostAsync(
            $"/api/organisation/people/{Indicators}/change",
            new { name = "Ana Rojas", email = "ana.rojas@example.cl", run = "" })).MustBe(HttpStatusCode.OK);
        var without = (await administrator.GetAsync($"/api/organisation/people/{Indicators}")).Json;

        Assert.Contains("dígito verificador", ProblemOf(wrong, "run"), StringComparison.Ordinal);
        Assert.Equal(
            ("Ana Rojas", "ana.rojas@example.cl", true),
            (person.Json.GetProperty("name").GetString(), person.Json.GetProperty("email").GetString(), person.Json.GetProperty("hasRun")
                .GetBoolean()));
        Assert.DoesNotContain("12345678", person.Text, StringComparison.Ordinal);
        Assert.False(without.GetProperty("hasRun").GetBoolean());
        (await administrator.GetAsync("/api/organisation/people/no-existe")).MustBe(HttpStatusCode.NotFound);
    }

    private static Task<ApiAnswer> GiveAsync(ApiClient who, string person, string role, string scope, string from, string? to = null) =>
        who.PostAsync("/api/organisation/appointments", new { personId = person, role, scope, validFrom = from, validTo = to });

    private static async Task<long> PostIdAsync(ApiClient who, string person) =>
        (await who.GetAsync($"/api/organisation/appointments?personId={person}")).MustBe(HttpStatusCode.OK).Items.First().GetProperty("id")
            .GetInt64();

    private static string ProblemOf(ApiAnswer answer, string field) =>
        answer.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").TryGetProperty(field, out var reasons)
            ? reasons[0].GetString()!
            : throw new KeyNotFoundException(answer.Text);
}
