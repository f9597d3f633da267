using System.Text.Json;
using Workflows.Server.Flows;

namespace Workflows.Server.Tests.Flows;

/// <summary>What a history says of a fact besides that it was recorded.</summary>
public class RecordedFactTests
{
    [Theory]
    [InlineData("""{"data":{"sesion":1,"motivo":"Emergencia en la región"}}""", "Emergencia en la región.")]
    [InlineData(
        """
        {"data":{"votacion":{"resultado_texto":"Aprobado","explicacion":[
            {"texto":"Hay quórum.","norma":"Reglamento"},{"texto":"Votaron a favor 2.","norma":null},{"texto":"Se necesitan 2 a favor.","norma":"Reglamento"}]}}}
        """,
        "Aprobado. Hay quórum. Votaron a favor 2. Se necesitan 2 a favor. Norma: Reglamento.")]
    [InlineData("""{"data":{"votacion":{"resultado_texto":"Sin quórum","explicacion":[]}}}""", "Sin quórum.")]
    public void A_reason_and_the_decision_of_a_body_with_its_norm_are_told(string fact, string words) => Assert.Equal(words, Told(fact));

    [Theory]
    [InlineData("""{"data":{"numero":1,"motivo":" "}}""")]
    [InlineData("""{"data":{"votacion":"ninguna"}}""")]
    [InlineData("""{"data":["motivo"]}""")]
    [InlineData("{}")]
    public void Any_other_fact_is_only_said_to_be_recorded(string fact) => Assert.Null(Told(fact));

    private static string? Told(string fact)
    {
        using var json = JsonDocument.Parse(fact);
        return RecordedFact.WordsOf(json.RootElement);
    }
}
