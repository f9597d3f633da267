using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>What the server tells a person before anything of theirs is received.</summary>
public class TaskRulesTests
{
    private static readonly object? Content = Values.FromJson("""
        {
          "formFor": ["submit"],
          "form": [
            { "id": "avance", "label": "Avance", "type": "number", "required": true, "rules": { "min": 0, "max": 100 } },
            { "id": "corte", "label": "Fecha de corte", "type": "date" },
            { "id": "estado", "label": "Estado", "type": "choice", "options": ["en-proceso", "terminado"] },
            { "id": "critico", "label": "¿Es crítico?", "type": "yesNo" },
            { "id": "nota", "label": "Nota", "type": "text", "rules": { "maxLength": 10 } },
            { "id": "hitos", "label": "Hitos", "type": "table", "rules": { "maxRows": 2 }, "columns": [ { "id": "hito", "label": "Hito", "required": true } ] }
          ],
          "evidence": [ { "id": "acta", "label": "Acta firmada", "required": true, "types": ["pdf"] } ]
        }
        """);

    [Fact]
    public void A_complete_delivery_has_nothing_against_it()
    {
        Assert.Null(Problem("""
            { "avance": 33.5, "corte": "2026-02-28", "estado": "terminado", "critico": false, "nota": "breve", "hitos": [ { "hito": "Uno" } ] }
            """, Acta));
    }

    [Theory]
    [InlineData("{}", "Falta «Avance».")]
    [InlineData("""{ "avance": "mucho" }""", "«Avance» tiene que ser un número.")]
    [InlineData("""{ "avance": -1 }""", "«Avance» no puede ser menor que 0.")]
    [InlineData("""{ "avance": 100.5 }""", "«Avance» no puede ser mayor que 100.")]
    [InlineData("""{ "avance": 1, "corte": "2026-02-29" }""", "«Fecha de corte» tiene que ser una fecha, como 2026-03-09.")]
    [InlineData("""{ "avance": 1, "estado": "otro" }""", "«Estado» tiene que ser una de las opciones.")]
    [InlineData("""{ "avance": 1, "critico": "sí" }""", "«¿Es crítico?» tiene que ser sí o no.")]
    [InlineData("""{ "avance": 1, "nota": "demasiado larga" }""", "«Nota» puede tener hasta 10 caracteres.")]
    [InlineData("""{ "avance": 1, "otro": 1 }""", "El campo «otro» no existe en el formulario.")]
    [InlineData("""{ "avance": 1, "hitos": [ { "hito": "Uno" }, { "hito": " " } ] }""", "Falta «Hito» en la fila 2 de «Hitos».")]
    [InlineData("""{ "avance": 1, "hitos": [ {"hito":"1"}, {"hito":"2"}, {"hito":"3"} ] }""", "«Hitos» puede tener hasta 2 filas.")]
    [InlineData("""{ "avance": 1, "hitos": [ 7 ] }""", "La fila 1 de «Hitos» no se puede leer.")]
    public void What_is_wrong_with_an_answer_is_said_by_its_label(string answers, string problem)
    {
        Assert.Equal(problem, Problem(answers, Acta));
    }

    [Theory]
    [InlineData("[]", "Falta el archivo de «Acta firmada».")]
    [InlineData("""[ { "requirement": "otro" } ]""", "El medio de verificación «otro» no se pidió en esta tarea.")]
    [InlineData(
        """[ { "requirement": "acta", "fileHash": "abc", "fileName": "a.pdf" } ]""",
        "El archivo de «Acta firmada» no llegó completo: vuelve a subirlo.")]
    [InlineData(
        """[ { "requirement": "acta", "fileHash": "HASH", "fileName": "acta.exe" } ]""", "El archivo de «Acta firmada» tiene que ser pdf.")]
    [InlineData("""[ { "requirement": "acta", "fileHash": "HASH", "fileName": "acta.pdf", "officialDate": "ayer" } ]""",
        "La fecha del documento de «Acta firmada» tiene que ser como 2026-03-09.")]
    public void What_is_wrong_with_the_evidence_is_said_by_its_label(string evidence, string problem)
    {
        var found = Problem("""{ "avance": 1 }""", evidence.Replace("HASH", new string('0', 64), StringComparison.Ordinal));

        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_finding_names_its_place()
    {
        var payload = Story.Values(
            ("answers", Values.FromJson("""{ "avance": 1, "hitos": [ { "hito": "Uno" }, {} ] }""")), ("evidence", Values.FromJson(Acta)));

        var finding = Assert.Single(TaskRules.Findings(["submit"], Content, "submit", payload));

        Assert.Equal(("answers.hitos[1].hito", true), (finding.Place, finding.Blocks));
    }

    [Fact]
    public void An_action_the_task_does_not_offer_is_refused()
    {
        Assert.Equal("Esta tarea no admite la acción «approve».", TaskRules.Problem(["submit"], Content, "approve", null));
    }

    [Theory]
    [InlineData("""{ "remarks": "corrige" }""", "Las observaciones tienen que venir en una lista.")]
    [InlineData("""{ "remarks": [ { "text": "" } ] }""", "La observación 1 necesita un texto de hasta 4000 caracteres.")]
    [InlineData(
        """{ "remarks": [ { "text": "Corrige." } ], "comment": 7 }""", "El comentario tiene que ser un texto de hasta 4000 caracteres.")]
    public void Remarks_and_comments_must_be_readable(string payload, string problem)
    {
        Assert.Equal(problem, TaskRules.Problem(["return"], Content, "return", Values.FromJson(payload)));
    }

    private const string Acta =
        """[ { "requirement": "acta", "fileHash": "0000000000000000000000000000000000000000000000000000000000000000", "fileName": "Acta.PDF" } ]""";

    private static string? Problem(string answers, string evidence) => TaskRules.Problem(
        ["submit"], Content, "submit", Story.Values(("answers", Values.FromJson(answers)), ("evidence", Values.FromJson(evidence))));
}
