using Workflows.Definitions.Activities;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>What a coordinator is told about a drawing before it is published.</summary>
public class DrawingCheckTests
{
    [Fact]
    public void A_well_drawn_task_has_nothing_against_it() => Assert.Empty(ProblemsOf(TaskFlow.Deliverable()));

    [Theory]
    [InlineData("role", "institution.jefe", "El rol «institution.jefe» no existe.")]
    [InlineData("role", "network.expert", "Para el rol «Red de expertos» hay que indicar cuál («scope»).")]
    [InlineData(
        "deadline", """{ "term": { "workingDays": 0 } }""",
        "El plazo está mal escrito. deadline.term.workingDays: tiene que ser un número entero entre 1 y 1000.")]
    [InlineData("deadline", """{ "term": { "workingDays": 3 }, "silence": { "outcome": "Approved" } }""",
        "El silencio no puede salir por «Approved»: usa Expired o RemarksAccepted.")]
    [InlineData("deadline", """{ "term": { "workingDays": 3 }, "correction": { "whicheverLater": true } }""",
        "El plazo de corrección se compara con el de la etapa: la etapa necesita una fecha, no días hábiles.")]
    [InlineData("deadline", """{ "term": { "workingDays": 3 }, "territory": "17" }""",
        "Los días se contarían en «17», que no existe: elige un lugar de la lista o cuenta en todo el país.")]
    [InlineData("deadline", """{ "term": { "date": "2026-10-15" }, "correction": { "whicheverLater": true } }""",
        "El plazo de corrección se compara con el de la etapa y nada devuelve esta tarea: no serviría nunca. Quita la comparación.")]
    [InlineData("deadline", """{ "term": { "workingDays": 3 }, "silence": { "outcome": "Expired", "norm": "según el flujo PMG" } }""",
        "«según el flujo PMG» no es una norma: cita la ley, el decreto, el reglamento o la resolución que dice qué significa el "
        + "silencio. Un flujo no lo es.")]
    [InlineData("remarksSilence", """{ "outcome": "RemarksAccepted", "norm": "lo dice este flujo" }""",
        "«lo dice este flujo» no es una norma: cita la ley, el decreto, el reglamento o la resolución que dice qué significa el "
        + "silencio. Un flujo no lo es.")]
    [InlineData(
        "deadline", """{ "term": { "workingDays": 3 }, "ladder": [ { "level": 1, "workingDaysAfter": 1, "template": "saludo" } ] }""",
        "El nivel 1 usa la plantilla «saludo», que no existe.")]
    [InlineData("remarksSilence", """{ "outcome": "RemarksAccepted" }""",
        "El silencio no puede significar «Observaciones aceptadas» sin citar la norma que lo dice («norm»).")]
    [InlineData("form", """[ { "id": "a", "label": "A" }, { "id": "a", "label": "B" } ]""",
        "El formulario está mal definido. form[1].id: «a» está repetido: cada campo necesita un identificador propio.")]
    [InlineData("form", """[ { "id": "a", "label": "A", "type": "foto" } ]""",
        "El formulario está mal definido. form[0].type: «foto» no sirve: usa text, number, date, choice, choices, table, yesNo, person, "
        + "post, institution, place, commitment.")]
    [InlineData("form", """[ { "id": "a", "label": "A", "type": "table", "columns": [ { "id": "b" } ] } ]""",
        "El formulario está mal definido. form[0].columns[0].label: falta. Es lo que leen las personas.")]
    [InlineData("form", """
        [ { "id": "sigue", "label": "Sigue", "type": "yesNo" }, { "id": "causa", "label": "Causa", "visibleWhen": { "field": "sigue", "in": ["no"] } } ]
        """, "«Causa» depende de que «Sigue» sea «no», y nunca lo es: usa true o false, sin comillas.")]
    [InlineData("form", """
        [ { "id": "fila", "label": "Filas", "type": "table", "columns": [ { "id": "modo", "label": "Modo", "type": "choice", "options": ["a", "b"] },
          { "id": "otro", "label": "Otro", "visibleWhen": { "field": "modo", "in": ["b", "c"] } } ] } ]
        """, "«Otro» depende de que «Modo» sea «c», y nunca lo es: usa a, b.")]
    [InlineData("form", """[ { "id": "c", "label": "Compromiso", "type": "commitment", "within": "sector" } ]""",
        "El formulario está mal definido. form[0].within: un compromiso se elige entre los propios («own») o entre todos («country»).")]
    [InlineData("form", "$respuestas", "«form» tiene que ser un valor fijo, no una expresión.")]
    [InlineData(
        "evidence", """[ { "id": "a" } ]""", "El formulario está mal definido. evidence[0].label: falta. Es lo que leen las personas.")]
    [InlineData(
        "rules", "pmg.otra", "Las reglas «pmg.otra» no existen: usa pmg.proposal, pmg.results, pmg.goals, fechas, compromisos, sesiones.")]
    public void What_is_wrong_is_said_with_its_place(string input, string value, string problem)
    {
        var inputs =
            new Dictionary<string, string> { ["title"] = "Entregar", ["role"] = "institution.pmgOfficer", ["deadline"] = TaskFlow.TenDays };
        inputs[input] = value;

        var problems = ProblemsOf(TaskFlow.Activity("informe", "RequestDeliverable", [.. inputs.Select(pair => (pair.Key, pair.Value))]));

        Assert.Equal([problem], problems);
    }

    [Fact]
    public void A_task_without_title_role_or_deadline_is_told_all_three()
    {
        Assert.Equal(
            ["No tiene título: di qué hay que hacer.", "No se indicó el rol que hace la tarea.",
                "No tiene plazo: di hasta cuándo hay para hacerla."],
            ProblemsOf(TaskFlow.Activity("informe", "RequestDeliverable")));
    }

    [Fact]
    public void A_deliverable_that_comes_back_must_show_its_remarks()
    {
        var review = TaskFlow.Activity(
            "revision", "Review", ("title", "Revisar"), ("role", "ministry.pmgOfficer"), ("subject", "x"), ("deadline", TaskFlow.TenDays));

        var problems = ProblemsOf(
            $"{TaskFlow.Deliverable()}, {review}",
            "ini>informe, informe.Submitted>revision, revision.Approved>fin, revision.Returned>informe");

        Assert.Equal(["Recibe entregas observadas y no muestra las observaciones: conecta «remarks»."], problems);
    }

    [Fact]
    public void A_notice_must_go_to_somebody_who_exists()
    {
        Assert.Equal(
            ["El destinatario «jefatura» no existe. Usa authority, responsible o un rol como institution.head.",
                "La plantilla «saludo» no existe."],
            ProblemsOf(
                TaskFlow.Activity("informe", "Notify", ("recipients", """["jefatura"]"""), ("template", "saludo")),
                "ini>informe, informe>fin"));
    }

    [Fact]
    public void The_ports_of_a_task_are_those_its_policy_can_leave_by()
    {
        var graph = Graph(
            TaskFlow.Deliverable(
                """{ "term": { "workingDays": 3 }, "silence": { "outcome": "Expired" } }""",
                ("remarksSilence", """{ "outcome": "RemarksAccepted", "norm": "n" }""")),
            "ini>informe");
        var node = graph.Nodes.Single(node => node.ActivityId == "informe");

        Assert.Equal(["Submitted", "Expired", "RemarksAccepted"], node.Type!.Ports(node));
        Assert.Equal(["Submitted"], PortsOf(TaskFlow.Deliverable()));
    }

    private static IReadOnlyList<string> PortsOf(string activity)
    {
        var node = Graph(activity, "ini>informe").Nodes.Single(node => node.ActivityId == "informe");
        return node.Type!.Ports(node);
    }

    private static List<string> ProblemsOf(string activities, string arrows = "ini>informe, informe.Submitted>fin") =>
        [.. Graph(activities, arrows).Nodes.SelectMany(node => node.Type!.Check(node))];

    private static WorkflowGraph Graph(string activities, string arrows) => WorkflowGraph.Compile(
        WorkflowJson.Read(TaskFlow.Chart(activities, arrows, """{ "name": "respuestas" }""")), DomainActivities.Catalog);
}
