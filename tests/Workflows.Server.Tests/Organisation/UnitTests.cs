using System.Net;
using System.Text;
using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Organisation;

/// <summary>
/// Units, their order of rank and a service that passes to another ministry, over HTTP. The clock stands on Monday 3 August 2026.
/// </summary>
public class UnitTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Planning = "PE-AGN-00597.PLAN";
    private const string Indicators = "indicadores.pe-agn-00597";

    [Fact]
    public async Task Whoever_follows_in_rank_does_the_work_of_the_officer_who_is_away_and_the_receipt_says_for_whom()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        string task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync()),
        other = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var next = await server.AsAsync(Indicators);
        (await next.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.NotFound);

        var absence = await coordinator.PostAsync(
            "/api/organisation/absences", new
            {
                personId = ApiFixture.Officer, from = "2026-08-03", to = "2026-08-07", reason = "Feriado legal"
            });

        Assert.Contains(
            "Ley 18.834, art. 80", (await coordinator.GetAsync("/api/organisation/absences")).MustBe(HttpStatusCode.OK).Text,
            StringComparison.Ordinal);
        var receipt = (await next.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "Cumplimos" } }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("receipt");
        Assert.StartsWith("Encargado/a PMG (S), ", receipt.GetProperty("onBehalfOf").GetString(), StringComparison.Ordinal);
        (await coordinator.PostAsync(
            $"/api/organisation/absences/{absence.MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetString()}/end",
            new { lastDay = "2026-08-01", reason = "No viajó" }))
            .MustBe(HttpStatusCode.OK);
        (await next.PostAsync($"/api/tasks/{other}/claim")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_unit_and_its_posts_are_written_on_screen_ended_with_a_reason_and_kept()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        (await AddUnitAsync(coordinator, "OTRA-1", "Departamento Jurídico")).MustBe(HttpStatusCode.OK);
        var head = (await AddPostAsync(coordinator, "OTRA-1", 1, "Jefatura jurídica", Indicators))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64();

        var sameRank = await AddPostAsync(coordinator, "OTRA-1", 1, "Otra jefatura", Indicators);
        (await coordinator.PostAsync($"/api/organisation/unit-posts/{head}/end", new { lastDay = "2026-08-01", reason = "" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await coordinator.PostAsync($"/api/organisation/unit-posts/{head}/end", new { lastDay = "2026-08-01", reason = "Concurso" }))
            .MustBe(HttpStatusCode.OK);

        Assert.Contains("tienen el mismo lugar (1)", sameRank.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        var unit = (await UnitsAsync(coordinator, ApiFixture.Institution)).Single(unit => unit.GetProperty("code").GetString() == "OTRA-1");
        var post = unit.GetProperty("posts")[0];
        Assert.Equal(("Before", "2026-08-01"), (post.GetProperty("when").GetString(), post.GetProperty("validTo").GetString()));
        Assert.StartsWith("Encargado/a de indicadores", post.GetProperty("people")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(
            (await coordinator.GetAsync("/api/organisation/changes")).Items,
            change =>
                change.GetProperty("text").GetString()!.Contains(
                    "deja el lugar 1 del orden jerárquico de la unidad OTRA-1 el 1 de agosto de 2026: Concurso", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_unit_or_a_post_that_leads_nowhere_is_refused_at_its_field()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var nowhere = await coordinator.PostAsync("/api/organisation/units", new { code = "X", name = "Equis", place = "NADA" });
        var nameless = await coordinator.PostAsync("/api/organisation/units", new
        {
            code = "X", name = " ", place = ApiFixture.Institution
        });
        var orphan = await coordinator.PostAsync("/api/organisation/units", new
        {
            code = "X", name = "Equis", place = ApiFixture.Institution, parent = "NADA"
        });
        var nobody = await AddPostAsync(coordinator, Planning, 9, "Nadie", "no-existe");
        var both = await coordinator.PostAsync("/api/organisation/unit-posts", new
        {
            unit = Planning, rank = 9, title = "Dos", role = "institution.auditor", personId = Indicators
        });
        var unknown = await AddPostAsync(coordinator, "NADA", 1, "Jefatura", Indicators);

        Assert.Contains("no es una institución ni un ministerio", Problem(nowhere, "place"), StringComparison.Ordinal);
        Assert.Contains("Escribe entre 1 y 300", Problem(nameless, "name"), StringComparison.Ordinal);
        Assert.Contains("«NADA», que no existe", Problem(orphan, "organisation"), StringComparison.Ordinal);
        Assert.Contains("no existe", Problem(nobody, "personId"), StringComparison.Ordinal);
        Assert.Contains("de una sola forma", Problem(both, "personId"), StringComparison.Ordinal);
        Assert.Contains("«NADA» no existe", Problem(unknown, "unit"), StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("select count(*) from units where code = 'X'"));
        (await coordinator.GetAsync("/api/organisation/places/NADA/units")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_units_of_a_file_replace_those_it_names_and_no_other()
    {
        const string units = "code;name;place;parent\nIMP;División importada;PE-AGN-00597;\nIMP-1;Sección;PE-AGN-00597;IMP\n";
        const string posts =
            "unit,rank,title,role,person,requirements\nIMP,1,Jefatura,institution.auditor,,\nIMP,2,Analista,,indicadores.pe-agn-00597,no\n";
        var before = await server.CountAsync("select count(*) from units");

        var first = (await ImportAsync("units", units)).MustBe(HttpStatusCode.OK).Json;
        var again = (await ImportAsync("units", units.Replace("Sección", "Sección nueva", StringComparison.Ordinal)))
            .MustBe(HttpStatusCode.OK).Json;
        (await ImportAsync("unit-posts", posts)).MustBe(HttpStatusCode.OK);
        var circle = await ImportAsync("units", "code;name;place;parent\nIMP;División importada;PE-AGN-00597;IMP-1\n");

        Assert.Equal((2, 0, 0), Counts(first));
        Assert.Equal((0, 1, 1), Counts(again));
        Assert.Contains(
            "termina dependiendo de sí misma", circle.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Equal(before + 2, await server.CountAsync("select count(*) from units"));
        Assert.Equal(1, await server.CountAsync("select count(*) from unit_posts where unit_code = 'IMP' and not meets_requirements"));
    }

    [Theory]
    [InlineData("unit-posts", "unit,rank,title,role,person\nPE-AGN-00597.PLAN,1,Jefatura,,nadie\n", "nombra a «nadie», que no existe")]
    [InlineData("unit-posts", "unit,rank,title,role,person\nNADA,1,Jefatura,institution.auditor,\n", "es de una unidad que no existe")]
    [InlineData("units", "code,name,place\nX,Equis,NADA\n", "que no es una institución ni un ministerio")]
    [InlineData("dependencies", "institution,ministry\nNADA,HAC\n", "es de una institución que no existe")]
    [InlineData("dependencies", "institution,ministry\nPE-AGN-00597,NADA\n", "es del ministerio «NADA», que no existe")]
    [InlineData("undersecretariats", "code,name,ministry\nSUBX,Subsecretaría X,NADA\n", "es del ministerio «NADA», que no existe")]
    [InlineData("supervisions", "institution,undersecretariat\nPE-SER-00102,NADA\n", "es «NADA», que no existe")]
    public async Task A_file_that_names_what_does_not_exist_says_what_and_imports_nothing(string list, string csv, string expected) =>
        Assert.Contains(expected, (await ImportAsync(list, csv)).MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_service_that_passes_to_another_ministry_is_seen_and_answered_for_by_the_new_one_from_that_day()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var institution = $"/api/organisation/authority?institution={ApiFixture.OtherInstitution}&level=4";
        (await (await server.AsAsync("pmg.hac")).GetAsync(institution)).MustBe(HttpStatusCode.NotFound);

        var moved = await coordinator.PostAsync(
            "/api/organisation/dependencies", new
            {
                institution = ApiFixture.OtherInstitution, ministry = "HAC", validFrom = "2026-08-03", norm = "Ley de traspaso"
            });
        var unknown = await coordinator.PostAsync(
            "/api/organisation/dependencies", new
            {
                institution = ApiFixture.OtherInstitution, ministry = "NADA", validFrom = "2026-09-03", norm = "Ley de traspaso"
            });

        moved.MustBe(HttpStatusCode.OK);
        Assert.Contains("no existe", Problem(unknown, "ministry"), StringComparison.Ordinal);
        (await (await server.AsAsync("pmg.hac")).GetAsync(institution)).MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync("pmg.segegob")).GetAsync(institution)).MustBe(HttpStatusCode.NotFound);
        Assert.Equal("ministro.segegob", PersonOf(await coordinator.GetAsync($"{institution}&date=2026-08-02")));
        Assert.Equal("ministro.hac", PersonOf(await coordinator.GetAsync($"{institution}&date=2026-08-03")));
        var place = (await coordinator.GetAsync($"/api/organisation/places/{ApiFixture.OtherInstitution}")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(
            ("HAC", "Ley de traspaso"),
            (place.GetProperty("ministryCode").GetString(), place.GetProperty("dependencies")[0].GetProperty("norm").GetString()));
        Assert.Contains(
            (await coordinator.GetAsync("/api/organisation/institutions?ministry=HAC&pageSize=200")).Items,
            found => found.GetProperty("code").GetString() == ApiFixture.OtherInstitution
                && found.GetProperty("ministryCode").GetString() == "HAC");

        // A later law ends the one before it.
        (await coordinator.PostAsync(
            "/api/organisation/dependencies", new
            {
                institution = ApiFixture.OtherInstitution, ministry = "SEGEGOB", validFrom = "2026-10-01", norm = "Ley de retorno"
            }))
            .MustBe(HttpStatusCode.OK);
        Assert.Equal("ministro.hac", PersonOf(await coordinator.GetAsync($"{institution}&date=2026-09-30")));
        Assert.Equal("ministro.segegob", PersonOf(await coordinator.GetAsync($"{institution}&date=2026-10-01")));
    }

    private static string PersonOf(ApiAnswer answer) =>
        answer.MustBe(HttpStatusCode.OK).Json.GetProperty("levels")[0].GetProperty("people")[0].GetProperty("personId").GetString()!;

    private static string Problem(ApiAnswer answer, string field) =>
        answer.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").GetProperty(field)[0].GetString()!;

    private static (int Added, int Changed, int Unchanged) Counts(JsonElement answer) =>
        (answer.GetProperty("added").GetInt32(), answer.GetProperty("changed").GetInt32(), answer.GetProperty("unchanged").GetInt32());

    private static Task<ApiAnswer> AddUnitAsync(ApiClient who, string code, string name) =>
        who.PostAsync("/api/organisation/units", new { code, name, place = ApiFixture.Institution, validFrom = "2026-01-01" });

    private static Task<ApiAnswer> AddPostAsync(ApiClient who, string unit, int rank, string title, string personId) =>
        who.PostAsync("/api/organisation/unit-posts", new { unit, rank, title, personId, validFrom = "2026-01-01" });

    private static async Task<List<JsonElement>> UnitsAsync(ApiClient who, string place) =>
        [.. (await who.GetAsync($"/api/organisation/places/{place}/units")).MustBe(HttpStatusCode.OK).Json.EnumerateArray()];

    private async Task<ApiAnswer> ImportAsync(string list, string csv)
    {
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        return await server.FinishAsync(administrator, await administrator.PostAsync($"/api/organisation/import/{list}", body));
    }
}
