using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>A flow follows the rules of a body, and does not make up what its norm is silent about.</summary>
public class ReadBodyTests
{
    [Fact]
    public void A_norm_that_says_how_minutes_are_observed_is_followed_whatever_the_flow_says()
    {
        var rules = RulesOf("fondo-reconstruccion", "9");

        Assert.Equal(
            (5, true, true), (rules.WholeOf("dias_observacion"), rules.FlagOf("observa_por_norma"), rules.FlagOf("silencio_aprueba")));
        Assert.Equal(5, rules.Member("plazo_observaciones").Member("term").WholeOf("calendarDays"));
    }

    [Fact]
    public void Where_the_norm_is_silent_the_flow_gives_the_days_and_silence_approves_nothing()
    {
        var rules = RulesOf("infraestructura", "9");

        Assert.Equal(
            (9, false, false), (rules.WholeOf("dias_observacion"), rules.FlagOf("observa_por_norma"), rules.FlagOf("silencio_aprueba")));
        Assert.Equal(9, rules.Member("plazo_observaciones").Member("term").WholeOf("workingDays"));
    }

    [Fact]
    public void When_nobody_says_there_is_no_term() => Assert.Null(RulesOf("infraestructura", null).Member("plazo_observaciones"));

    private static object? RulesOf(string body, string? days) => new Story(
        TaskFlow.Chart(
            TaskFlow.Activity(
                "reglas", "ReadBody",
                [("body", body), ("result", "->reglas"), .. days is null ? [] : new[] { ("observationDays", $"$dias") }]),
            "ini>reglas, reglas>fin",
            $$"""{ "id": "reglas", "name": "reglas", "typeName": "Object" }, { "id": "dias", "name": "dias", "typeName": "Double", "value": {{days ?? "null"}} }"""),
        Story.At(2026, 9, 1)).Instance.Variables["reglas"];
}
