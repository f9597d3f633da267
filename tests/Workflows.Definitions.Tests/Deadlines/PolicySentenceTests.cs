using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Tests.Deadlines;

/// <summary>A deadline reads as Spanish sentences, and each blank says where its value stands in the policy.</summary>
public class PolicySentenceTests
{
    private const string Formulation = """
        {
          "term": { "workingDays": 10, "hour": "18:00" }, "start": "workingDay", "territory": "16101",
          "reminders": [10, 5, 1], "late": "reviewerDecides",
          "ladder": [
            { "level": 1, "workingDaysAfter": 1, "recipients": ["responsible"] },
            { "level": 3, "workingDaysAfter": 5, "copy": ["national.technicalSecretariat"] }
          ],
          "acknowledgement": { "climbsAgainAfter": 3 },
          "correction": { "term": { "workingDays": 5 } },
          "extension": { "decidedBy": "ministry.pmgOfficer" }
        }
        """;

    [Fact]
    public void A_policy_reads_as_a_coordinator_would_say_it() => Assert.Equal(
        [
            "Hay 10 días hábiles, hasta las 18:00, contados desde el primer día hábil en que está abierta.",
            "Si vence en un día inhábil, pasa al siguiente día hábil. Los días se cuentan en comuna de Chillán.",
            "Norma o acto que lo fija: no se cita ninguno.",
            "Se recuerda 10, 5 y 1 días hábiles antes.",
            "Lo que llega tarde se recibe como extemporáneo y una persona decide.",
            "Primer aviso de atraso: 1 día hábil después se avisa a quien tiene la tarea, con copia a nadie.",
            "Tercer aviso de atraso: 5 días hábiles después se avisa a la autoridad de ese nivel, con copia a Secretaría Técnica (Dipres). "
            + "El aviso se retiene hasta las 13:00 por si la coordinación lo corrige.",
            "Quien recibe un aviso debe tomar conocimiento. Si no llega la entrega, el escalamiento sigue 3 días hábiles después.",
            "Si se devuelve, hay 5 días hábiles, hasta el fin del día para corregir y corre solo ese plazo.",
            "Se puede pedir prórroga de hasta la mitad del plazo, pedida y resuelta antes de que venza (Ley 19.880 art. 26). La resuelve "
            + "Encargado/a PMG ministerial.",
        ],
        PolicySentences.Of(DeadlinePolicy.Parse(Formulation)).Select(sentence => sentence.ToString()));

    [Theory]
    [InlineData(
        """{ "term": { "on": "10-15", "yearOffset": -1 } }""", "Hay hasta el 15 de octubre del año anterior, hasta el fin del día.")]
    [InlineData(
        """{ "term": { "on": "03-05", "opens": "02-13", "hour": "18:30" } }""",
        "Hay desde el 13 de febrero hasta el 5 de marzo del año del proceso, hasta las 18:30.")]
    [InlineData("""{ "term": { "date": "2026-10-15", "hour": "13:00" } }""", "Hay hasta el jueves 15 de octubre de 2026, hasta las 13:00.")]
    [InlineData("""{ "term": { "calendarDays": 5 } }""", "Hay 5 días corridos, hasta el fin del día, contados desde que se abre la tarea.")]
    [InlineData("""{ "term": { "months": 1 } }""", "Hay 1 mes, hasta el fin del día, contados desde que se abre la tarea.")]
    [InlineData("""{ "term": { "from": "2026-10-01", "to": "2026-10-15", "hours": "09:00-14:00" } }""",
        "Hay desde el jueves 1 de octubre de 2026 hasta el jueves 15 de octubre de 2026, de 09:00 a 14:00.")]
    public void Every_kind_of_term_has_its_sentence(string policy, string sentence) =>
        Assert.Equal(sentence, PolicySentences.Of(DeadlinePolicy.Parse(policy))[0].ToString());

    [Fact]
    public void Filling_a_blank_writes_its_value_where_the_blank_says_and_changes_only_that()
    {
        var policy = DeadlinePolicy.Parse(Formulation);
        var blanks = Blanks(policy);

        foreach (var blank in blanks.Where(blank => blank.Kind == "number"))
        {
            var filled = DeadlinePolicy.Parse(Fill(policy, blank.Path, JsonValue.Create((int)blank.Value! + 1)));

            var after = Blanks(filled);
            Assert.Equal((int)blank.Value! + 1, after.Single(other => other.Path == blank.Path).Value);
            Assert.Equal(
                blanks.Where(other => other.Path != blank.Path).Select(other => (other.Path, Text(other.Value))),
                after.Where(other => other.Path != blank.Path).Select(other => (other.Path, Text(other.Value))));
        }
    }

    [Fact]
    public void Every_choice_a_blank_offers_is_a_policy_that_can_be_read()
    {
        var policy = DeadlinePolicy.Parse(Formulation);

        foreach (var blank in Blanks(policy).Where(blank => blank.Kind == "choice"))
        {
            foreach (var choice in blank.Choices)
            {
                var filled = DeadlinePolicy.Parse(Fill(policy, blank.Path, JsonValue.Create(choice.Value)));
                Assert.Contains(choice.Text, string.Join(' ', PolicySentences.Of(filled)), StringComparison.Ordinal);
            }
        }
    }

    private static List<Blank> Blanks(DeadlinePolicy policy) =>
        [.. PolicySentences.Of(policy).SelectMany(sentence => sentence.Parts).Select(part => part.Blank).OfType<Blank>()];

    private static string Fill(DeadlinePolicy policy, string path, JsonNode? value)
    {
        var root = JsonNode.Parse(policy.ToJson())!;
        var steps = Regex.Matches(path, @"[^.\[\]]+").Select(step => step.Value).ToList();
        var at = root;
        foreach (var step in steps.SkipLast(1))
            at = at is JsonArray list ? list[int.Parse(step, null)]! : at[step] ?? (at[step] = new JsonObject());
        at[steps[^1]] = value;
        return root.ToJsonString();
    }

    private static string? Text(object? value) =>
        value is System.Collections.IEnumerable list and not string ? string.Join(',', list.Cast<object>()) : value?.ToString();
}
