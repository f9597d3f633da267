using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>Fields that arrive with what another step of the same process answered.</summary>
public class ArrivedAnswersTests
{
    private const string First = """
        [ { "id": "equipo", "label": "Equipo", "required": true },
          { "id": "metas", "label": "Metas", "type": "table", "columns": [
            { "id": "indicador", "label": "Meta" }, { "id": "valor", "label": "Valor", "type": "number" } ] } ]
        """;

    private const string Second = """
        [ { "id": "equipo", "label": "Equipo", "required": true, "from": { "step": "definir", "field": "equipo", "readOnly": true } },
          { "id": "nombre", "label": "Nombre corto", "from": { "step": "definir", "field": "equipo" } },
          { "id": "avances", "label": "Avances", "type": "table", "from": { "step": "definir", "field": "metas" }, "columns": [
            { "id": "meta", "label": "Meta", "from": { "field": "indicador", "readOnly": true } }, { "id": "avance", "label": "Avance", "type": "number" } ] } ]
        """;

    private static readonly string Handed = """
        { "answers": { "equipo": "Equipo A", "metas": [ { "indicador": "Trámites", "valor": 90 }, { "indicador": "Reclamos", "valor": 5 } ] } }
        """;

    [Fact]
    public void The_task_opens_with_the_answers_and_says_where_they_come_from()
    {
        var arrived = Informed().Task("informar").Content.Member("arrived");

        Assert.Equal(
            ("Equipo A", "definir", "Definir el equipo"),
            (arrived.Member("equipo").TextOf("value"), arrived.Member("equipo").TextOf("step"), arrived.Member("equipo").TextOf("title")));
        Assert.Equal(Instants.ToText(Story.At(2026, 9, 1)), arrived.Member("equipo").TextOf("at"));
        Assert.Equal(["Trámites", "Reclamos"], arrived.Member("avances").ListOf("value").Select(row => row.TextOf("meta")));
        Assert.Equal("Equipo A", arrived.Member("nombre").TextOf("value"));
    }

    [Fact]
    public void What_is_read_only_is_handed_on_although_nobody_sends_it()
    {
        var story = Informed();

        story.Act(
            "informar", "submit",
            Values.FromJson("""{ "answers": { "nombre": "A", "avances": [ { "avance": 40 }, { "avance": 3 } ] } }"""));

        var answers = story.Of<SubmissionReceived>().Last().Effect.Body.Member("answers");
        Assert.Equal(("Equipo A", "A"), (answers.TextOf("equipo"), answers.TextOf("nombre")));
        Assert.Equal(
            [("Trámites", 40m), ("Reclamos", 3m)],
            answers.ListOf("avances").Select(row => (row.TextOf("meta")!, row.Member("avance").AsNumber()!.Value)));
    }

    [Fact]
    public void What_is_read_only_is_not_changed_by_sending_something_else()
    {
        var story = Informed();

        story.Act(
            "informar", "submit",
            Values.FromJson("""{ "answers": { "equipo": "Equipo B", "avances": [ { "avance": 1 }, { "avance": 2 } ] } }"""));

        Assert.Contains(
            "«Equipo» viene de «Definir el equipo» y no se cambia aquí.", Assert.Single(story.Instance.Incidents).Message,
            StringComparison.Ordinal);
        Assert.Single(story.Of<SubmissionReceived>());
    }

    [Fact]
    public void A_step_that_answered_nothing_leaves_an_ordinary_question()
    {
        var story = Opened();
        story.Act("definir", "submit", Values.FromJson("""{ "answers": { "equipo": "Equipo A" } }"""));

        Assert.Null(story.Task("informar").Content.Member("arrived").Member("avances"));
        story.Act("informar", "submit", Values.FromJson("""{ "answers": { "avances": [ { "meta": "La mía", "avance": 1 } ] } }"""));

        Assert.Equal(
            "La mía", story.Of<SubmissionReceived>().Last().Effect.Body.Member("answers").ListOf("avances").Single().TextOf("meta"));
    }

    [Theory]
    [InlineData("""{ "step": "otro", "field": "equipo" }""", "text", "«A» se llena desde otro paso. «otro» no es un paso de este flujo.")]
    [InlineData(
        """{ "step": "informar", "field": "equipo" }""", "text",
        "«A» se llena desde otro paso. No puede ser el mismo paso: para eso está «previous».")]
    [InlineData(
        """{ "step": "definir", "field": "nada" }""", "text",
        "«A» se llena desde otro paso. El formulario de «definir» no tiene el campo «nada».")]
    [InlineData(
        """{ "step": "fin", "field": "equipo" }""", "text",
        "«A» se llena desde otro paso. El formulario de «fin» no tiene el campo «equipo».")]
    [InlineData(
        """{ "step": "definir", "field": "equipo" }""", "number", "«A» se llena desde otro paso. «equipo» de «definir» es de otro tipo.")]
    [InlineData("""{ "field": "equipo" }""", "text", "El formulario está mal definido. form[0].from.step: falta. Di de qué paso viene.")]
    [InlineData("""{ "step": "definir" }""", "text", "El formulario está mal definido. form[0].from.field: falta. Di de qué campo viene.")]
    public void A_source_that_gives_nothing_is_told_before_anybody_runs_it(string from, string type, string said) =>
        Assert.Equal([said], ProblemsOf($$"""[ { "id": "a", "label": "A", "type": "{{type}}", "from": {{from}} } ]"""));

    [Theory]
    [InlineData("""{ "field": "nada" }""", """{ "step": "definir", "field": "metas" }""",
        "«A» se llena desde otro paso. La tabla «metas» de «definir» no tiene la columna «nada».")]
    [InlineData(
        """{ "field": "valor" }""", """{ "step": "definir", "field": "metas" }""",
        "«A» se llena desde otro paso. La columna «valor» de «definir» es de otro tipo.")]
    [InlineData("""{ "step": "definir", "field": "indicador" }""", """{ "step": "definir", "field": "metas" }""",
        "El formulario está mal definido. form[0].columns[0].from.step: sobra: en una columna el paso es el de su tabla.")]
    [InlineData(
        """{ "field": "indicador" }""", "null",
        "El formulario está mal definido. form[0].columns: «b» viene de otro paso y su tabla no: di «from» también en la tabla.")]
    public void The_columns_of_a_table_name_columns_of_the_table_they_come_from(string column, string table, string said) => Assert.Equal(
        [said],
        ProblemsOf(
            $$"""[ { "id": "a", "label": "A", "type": "table", "from": {{table}}, "columns": [ { "id": "b", "label": "B", "from": {{column}} } ] } ]"""));

    private static Story Informed()
    {
        var story = Opened();
        story.Act("definir", "submit", Values.FromJson(Handed));
        return story.TurnTo(2026, 9, 2);
    }

    private static Story Opened() => TaskFlow.Open(Chart(Second), Story.At(2026, 9, 1));

    private static IEnumerable<string> ProblemsOf(string form)
    {
        var graph = WorkflowGraph.Compile(WorkflowJson.Read(Chart(form)), DomainActivities.Catalog);
        return graph.Nodes.Single(node => node.ActivityId == "informar") is var step ? step.Type!.Check(step) : [];
    }

    private static string Chart(string second) => TaskFlow.Chart(
        string.Join(", ",
            TaskFlow.Activity("definir", "RequestDeliverable",
                ("title", "Definir el equipo"), ("role", "institution.pmgOfficer"), ("deadline", TaskFlow.TenDays), ("form", First)),
            TaskFlow.Activity("informar", "RequestDeliverable",
                ("title", "Informar el avance"), ("role", "institution.pmgOfficer"), ("deadline", TaskFlow.TenDays), ("form", second))),
        "ini>definir, definir.Submitted>informar, informar.Submitted>fin");
}
