using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Definitions.Organisation;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Pmg;

/// <summary>The results of a year over HTTP, summed up: the figures of 2023 that the sources give, and who may read which.</summary>
public class ResultsTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    /// <summary>As many as took part in the PMG of 2023.</summary>
    private static readonly IReadOnlyList<Institution> Taking = [
        .. OrganisationFiles.ShippedInstitutions().OrderBy(institution => institution.Code, StringComparer.Ordinal).Take(168)];

    private static int _opened;

    [Theory]
    [InlineData(2031, 164)]
    [InlineData(2032, 165)]
    public async Task Of_168_institutions_164_and_165_both_print_98_and_105_print_63_half_up_and_never_62(int year, int reached)
    {
        // 105 met every target; as many as it takes 95 %, and the rest 80 %.
        await FixAsync(year, Taking.Select((institution, i) => (institution.Code, i < 105 ? 100 : i < reached ? 95d : 80)));

        var results = (await ReadAsync(ApiFixture.Coordinator, year)).GetProperty("regimes")[0];

        Assert.Equal(168, results.GetProperty("institutions").GetInt32());
        Assert.Equal((reached, "98 %"), ShareOf(results.GetProperty("reached")));
        Assert.Equal((105, "63 %"), ShareOf(results.GetProperty("full")));
        Assert.Equal("125/2", results.GetProperty("full").GetProperty("exact").GetString());
        Assert.Equal(
            [reached, 168 - reached, 0],
            results.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("institutions").GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task The_average_is_of_the_degrees_as_they_are_and_rounds_half_up_only_to_be_shown()
    {
        // 98,55 is 98,6 half up, and 98,5 to even after a float.
        await FixAsync(2033, [(Taking[0].Code, 97.1), (Taking[1].Code, 100)]);

        var results = (await ReadAsync(ApiFixture.Coordinator, 2033)).GetProperty("regimes")[0];

        Assert.Equal(("98,6 %", "1971/20"), (results.GetProperty("average").GetString(), results.GetProperty("averageExact").GetString()));
    }

    [Fact]
    public async Task A_ministry_reads_the_results_of_its_sector_an_institution_its_own_and_the_technical_secretariat_all()
    {
        await FixAsync(2034, [(ApiFixture.Institution, 100), (ApiFixture.OtherInstitution, 80)]);

        Assert.Equal([ApiFixture.OtherInstitution, ApiFixture.Institution], await SeenAsync(ApiFixture.Coordinator));
        Assert.Equal([ApiFixture.OtherInstitution, ApiFixture.Institution], await SeenAsync("secretaria-tecnica"));
        Assert.Equal([ApiFixture.Institution], await SeenAsync(ApiFixture.SectorOfficer));
        Assert.Equal([ApiFixture.Institution], await SeenAsync(ApiFixture.Officer));
        Assert.Equal([ApiFixture.OtherInstitution], await SeenAsync(ApiFixture.OtherOfficer));
        Assert.Empty(await SeenAsync("experto.transformacion-digital.1"));
        var own = await ReadAsync(ApiFixture.Officer, 2034);
        Assert.Equal((1, "100 %"), ShareOf(own.GetProperty("regimes")[0].GetProperty("reached")));
        Assert.Equal("100 %", own.GetProperty("institutions")[0].GetProperty("degree").GetString());
        (await server.Nobody().GetAsync("/api/results/2034")).MustBe(HttpStatusCode.Unauthorized);

        async Task<IEnumerable<string?>> SeenAsync(string person) =>
            (await ReadAsync(person, 2034)).GetProperty("institutions").EnumerateArray()
                .Select(row => row.GetProperty("institutionCode").GetString()).Order();
    }

    [Fact]
    public async Task A_year_evaluated_anew_counts_as_its_last_decree_says_and_a_year_without_results_says_nothing()
    {
        await FixAsync(2035, [(ApiFixture.Institution, 80)]);
        await server.PassToAsync(server.Clock.GetUtcNow().AddDays(1));
        await FixAsync(2035, [(ApiFixture.Institution, 92)]);

        var results = await ReadAsync(ApiFixture.Coordinator, 2035);

        Assert.Equal("92 %", Assert.Single(results.GetProperty("institutions").EnumerateArray()).GetProperty("degree").GetString());
        Assert.Empty((await ReadAsync(ApiFixture.Coordinator, 2036)).GetProperty("regimes").EnumerateArray());
    }

    private static (int Count, string? Shown) ShareOf(JsonElement share) =>
        (share.GetProperty("count").GetInt32(), share.GetProperty("shown").GetString());

    private async Task<JsonElement> ReadAsync(string person, int year) =>
        (await (await server.AsAsync(person)).GetAsync($"/api/results/{year}")).MustBe(HttpStatusCode.OK).Json;

    /// <summary>A process each that computes a degree and writes it down as the evaluation does.</summary>
    private async Task FixAsync(int year, IEnumerable<(string Institution, double Degree)> results)
    {
        var flow = $"resultado-{Interlocked.Increment(ref _opened)}";
        var drawn = JsonNode.Parse(Drawn.Chart(
            flow,
            [
                Drawn.Start(),
                Drawn.Activity("calculo", "Workflows.ScoreGoals", ("regime", "PMG"))
                    .With("goals", "JavaScript", "[{ indicador: \"Meta\", ponderacion: 100, meta: 100, resultado: grado }]")
                        .Bound("result", "resultado"),
                Drawn.Activity("hecho", "Workflows.RecordFact", ("kind", "pmg.resultado"))
                    .With("names", "Object", new JsonArray("resultado")).With("values", "JavaScript", "[resultado]"),
            ],
            [Drawn.Arrow("start", "Done", "calculo"), Drawn.Arrow("calculo", "Done", "hecho")],
            "resultado"))!;
        drawn["inputs"] = new JsonArray(new JsonObject { ["name"] = "grado", ["type"] = "Double" });
        await server.PublishAsync(drawn.ToJsonString());
        foreach (var (institution, degree) in results)
            await server.OpenAsync(
                flow, $"{institution}/{year.ToString(CultureInfo.InvariantCulture)}", ("institution", institution), ("year", (double)year),
                ("grado", degree));
    }
}
