using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Pmg;

/// <summary>Results over HTTP, explained line by line: every figure that the laws and the sources give comes out of this route.</summary>
public class ScoreTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private static int _opened;

    [Theory]
    [InlineData("PMG", 90, "7,6 %")]
    [InlineData("PMG", 89.9999, "3,8 %")]
    [InlineData("PMG", 75, "3,8 %")]
    [InlineData("PMG", 74.9999, "0 %")]
    [InlineData("CDC", 90, "8 %")]
    [InlineData("CDC", 75, "4 %")]
    [InlineData("CDC", 74.9999, "0 %")]
    [InlineData("CDC-MENOS-DE-20", 90, "9 %")]
    [InlineData("CDC-MENOS-DE-20", 75, "4,5 %")]
    [InlineData("MEI", 90, "11,6 %")]
    [InlineData("MEI", 75, "8,3 %")]
    [InlineData("MEI", 74.9999, "5 %")]
    [InlineData("SMA", 90, "17,5 %", "7,5 %")]
    [InlineData("SMA", 80, "13,3 %", "5,63 %")]
    [InlineData("SMA", 70, "8,75 %", "3,75 %")]
    [InlineData("SMA", 69.9999, "0 %", "0 %")]
    [InlineData("DEDECON", 100, "14 %")]
    [InlineData("DEDECON", 75, "10,5 %")]
    [InlineData("DEDECON", 74.9999, "0 %")]
    public async Task Each_regime_pays_by_its_own_table_and_cites_its_norm(
        string regime, double degree, string percent, string? collective = null)
    {
        var score = await ScoreOfAsync(regime, [Goal("Meta", 100, 100, degree)]);

        Assert.Equal((percent, collective), (score.GetProperty("percent").GetString(), score.GetProperty("collective").GetString()));
        var norm = score.GetProperty("norm").GetString();
        Assert.Contains(Lines(score), line => line.Norm == norm);
    }

    [Theory]
    [InlineData(45, "80 %", "3,8 %", 50)]
    [InlineData(75, "95 %", "7,6 %", 100)]
    public async Task The_worked_case_of_40_20_and_40_says_how_each_goal_came_about(double second, string degree, string percent, int share)
    {
        var goal = Goal("Segunda", 20, 100, second);
        goal["minimo"] = 50;
        var score = await ScoreOfAsync("PMG", [Goal("Primera", 40, 100, 100), goal, Goal("Tercera", 40, 100, 100)]);

        Assert.Equal(
            (degree, percent, share),
            (score.GetProperty("degree").GetString(), score.GetProperty("percent").GetString(), score.GetProperty("share").GetInt32()));
        Assert.Equal(
            second < 50,
            Lines(score.GetProperty("goals")[1]).Any(line => line.Text == "No alcanza el mínimo de 50 % de esta meta: cuenta 0 %."));
        Assert.Equal(
            ["marzo", "junio", "septiembre", "diciembre"],
            score.GetProperty("instalments").EnumerateArray().Select(month => month.GetString()));
    }

    [Fact]
    public async Task More_than_the_target_prints_101_02_and_counts_15_of_15()
    {
        var goal = (await ScoreOfAsync("PMG", [Goal("Raciones", 15, 98, 99), Goal("Otras", 85, 100, 100)])).GetProperty("goals")[0];

        Assert.Equal(15, goal.GetProperty("points").GetDecimal());
        Assert.Contains(Lines(goal), line => line.Text == "Logró 99 de 98: 101,0204 %.");
    }

    [Fact]
    public async Task Half_of_a_regional_budget_is_divided_without_rounding()
    {
        var goal = Goal("Programa 02", 100, 50, 32_803_920);
        goal["resultado_de"] = 65_607_840;

        Assert.Equal("100 %", (await ScoreOfAsync("PMG", [goal])).GetProperty("degree").GetString());
    }

    [Theory]
    [InlineData(40, 20, 40)]
    [InlineData(30, 35, 35)]
    public async Task The_objectives_weigh_what_the_decrees_of_2026_say(int first, int second, int third)
    {
        var goals = new[] { ("Gestión Eficaz", first), ("Eficiencia Institucional", second), ("Calidad de Servicio", third) }
            .Select(
                objective =>
                    { var goal = Goal(objective.Item1, objective.Item2, 100, 100); goal["objetivo"] = objective.Item1; return goal; });

        var objectives = (await ScoreOfAsync("PMG", [.. goals])).GetProperty("objectives").EnumerateArray()
            .Select(objective => objective.GetProperty("weight").GetInt32());

        Assert.Equal([first, second, third], objectives);
    }

    [Theory]
    [InlineData(89.2, "3,8 %")]
    [InlineData(92.1, "7,6 %")]
    public async Task An_accepted_cause_lifts_89_2_to_92_1_and_doubles_what_is_paid(double degree, string percent) =>
        Assert.Equal(percent, (await ScoreOfAsync("PMG", [Goal("Meta", 100, 100, degree)])).GetProperty("percent").GetString());

    [Fact]
    public async Task A_process_that_computed_twice_gives_what_stands_and_not_what_was_before()
    {
        var flow = $"puntaje-{Interlocked.Increment(ref _opened)}";
        await server.PublishAsync(Drawn.Chart(
            flow,
            [
                Drawn.Start(),
                Drawn.Activity("primero", "Workflows.ScoreGoals", ("regime", "PMG"))
                    .With("goals", "Object", new JsonArray(Goal("Meta", 100, 100, 89.2))).Bound("result", "antes"),
                Drawn.Activity("despues", "Workflows.ScoreGoals", ("regime", "PMG"))
                    .With("goals", "Object", new JsonArray(Goal("Meta", 100, 100, 92.1))).Bound("result", "segundo"),
                Drawn.Event("espera", $"seguir-{flow}"),
            ],
            [Drawn.Arrow("start", "Done", "primero"), Drawn.Arrow("primero", "Done", "despues"), Drawn.Arrow("despues", "Done", "espera")],
            "antes", "segundo"));
        var id = (await server.OpenAsync(flow, "uno", ("institution", ApiFixture.Institution), ("year", 2026.0))).InstanceId;

        var score = await ReadAsync(ApiFixture.Coordinator, id);

        Assert.Equal(("92,1 %", "7,6 %"), (score.GetProperty("degree").GetString(), score.GetProperty("percent").GetString()));
    }

    [Fact]
    public async Task What_is_not_confirmed_is_told_only_to_those_who_can_confirm_it_and_another_institution_finds_nothing()
    {
        var id = await OpenAsync("PMG", [Goal("Meta", 100, 100, 95)]);

        Assert.Equal(
            ["la norma que dice cómo se mide cada meta"],
            (await ReadAsync(ApiFixture.Coordinator, id)).GetProperty("unconfirmed").EnumerateArray().Select(what => what.GetString()));
        Assert.Equal(0, (await ReadAsync(ApiFixture.Officer, id)).GetProperty("unconfirmed").GetArrayLength());
        (await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync($"/api/instances/{id}/score")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_process_that_computed_nothing_says_so()
    {
        var id = await server.OpenDeliveryAsync();

        Assert.Equal(JsonValueKind.Null, (await ReadAsync(ApiFixture.Coordinator, id)).ValueKind);
    }

    private static JsonObject Goal(string name, double weight, double target, double result) => new()
    {
        ["indicador"] = name, ["ponderacion"] = weight, ["meta"] = target, ["resultado"] = result,
    };

    private static List<(string? Text, string? Norm)> Lines(JsonElement of) =>
        [.. of.GetProperty("lines").EnumerateArray()
            .Select(line => (line.GetProperty("text").GetString(), line.GetProperty("norm").GetString()))];

    private async Task<JsonElement> ScoreOfAsync(string regime, JsonObject[] goals) =>
        await ReadAsync(ApiFixture.Coordinator, await OpenAsync(regime, goals));

    private async Task<JsonElement> ReadAsync(string person, string id) =>
        (await (await server.AsAsync(person)).GetAsync($"/api/instances/{id}/score")).MustBe(HttpStatusCode.OK).Json.GetProperty("score");

    private async Task<string> OpenAsync(string regime, JsonObject[] goals)
    {
        var flow = $"puntaje-{Interlocked.Increment(ref _opened)}";
        await server.PublishAsync(Drawn.Chart(
            flow,
            [
                Drawn.Start(),
                Drawn.Activity("calculo", "Workflows.ScoreGoals", ("regime", regime)).With("goals", "Object", new JsonArray([.. goals]))
                    .Bound("result", "resultado"),
                Drawn.Event("espera", $"seguir-{flow}"),
            ],
            [Drawn.Arrow("start", "Done", "calculo"), Drawn.Arrow("calculo", "Done", "espera")],
            "resultado"));
        return (await server.OpenAsync(flow, "uno", ("institution", ApiFixture.Institution), ("year", 2026.0))).InstanceId;
    }
}
