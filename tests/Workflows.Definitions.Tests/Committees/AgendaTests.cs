using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Definitions.Activities;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>What goes to the next agenda by itself, on Tuesday 1 September 2026, and the numbers of its items.</summary>
public class AgendaTests
{
    [Fact]
    public void An_agreement_late_by_ten_working_days_stands_in_the_next_agenda_and_one_less_late_or_fulfilled_does_not()
    {
        var puntos = AgendaOf(
            Agreement(1, "Publicar el plan", "2026-08-18", "vigente"), Agreement(2, "Citar a las regiones", "2026-08-19", "vigente"),
            Agreement(3, "Firmar el convenio", "2026-06-30", "vigente"), Agreement(3, "Firmar el convenio", "2026-06-30", "cumplido"));

        var late = Assert.Single(puntos);
        Assert.Equal(
            ("Acuerdo 1: Publicar el plan", "Seguimiento", "1"), (late.TextOf("titulo"), late.TextOf("para"), late.TextOf("acuerdo")));
        Assert.Equal("Acuerdo atrasado: vencía el 18 de agosto de 2026", late.TextOf("origen"));
    }

    [Fact]
    public void What_a_session_did_not_reach_comes_back_once_and_before_what_was_proposed()
    {
        var carried = Fact("comite.pendientes", ("sesion", 4d), ("puntos", Rows(
            Story.Values(("titulo", "Costos"), ("viene_del_punto", "2"), ("motivo", "Se acabó el tiempo")),
            Story.Values(("titulo", "Obras"), ("viene_del_punto", "3")))));
        var taken = Fact("comite.tabla", ("sesion", 5d), ("puntos", Rows(Story.Values(("titulo", "Obras"), ("viene_de", "4.3")))));

        var puntos = AgendaOf(carried, taken);

        Assert.Equal(["Costos", "Presupuesto"], puntos.Select(row => row.TextOf("titulo")));
        Assert.Equal(
            ("4.2", "Quedó pendiente de la sesión 4: Se acabó el tiempo"), (puntos[0].TextOf("viene_de"), puntos[0].TextOf("origen")));
        Assert.Equal("Propuesto por Asiento 02", puntos[1].TextOf("origen"));
    }

    [Fact]
    public void An_item_keeps_its_number_once_the_citation_left_and_one_that_was_taken_away_leaves_its_own_unused()
    {
        var first = NumbersOf(Rows(Item("A"), Item("B"), Item("C")), Rows());
        Assert.Equal(["1 A", "2 B", "3 C"], Shown(first));

        var second = NumbersOf(Rows(Item("C"), Item("A"), Item("D")), first);
        Assert.Equal(["3 C", "1 A", "4 D"], Shown(second));
        Assert.Equal([false, false, true], second.Select(row => row.FlagOf("agregado")));

        Assert.Equal(["1 A", "4 A"], Shown(NumbersOf(Rows(Item("A"), Item("A")), first)));
    }

    private static IReadOnlyList<object?> AgendaOf(params (string Kind, object? Data)[] facts)
    {
        var chart = TaskFlow.Chart(
            TaskFlow.Activity("preparar", "PrepareAgenda",
                ("committee", "fondo-reconstruccion"), ("proposed", """[ { "titulo": "Presupuesto", "asiento": "Asiento 02" } ]"""),
                ("result", "->tabla")),
            "ini>preparar, preparar>fin", """{ "id": "tabla", "name": "tabla", "typeName": "Object" }""");
        var told = facts.Any(fact => fact.Kind == "comite.acuerdo") ? chart.Replace("Presupuesto", "", StringComparison.Ordinal) : chart;
        var story = new Story(
            WorkflowGraph.Compile(WorkflowJson.Read(told), DomainActivities.Catalog), Story.At(2026, 9, 1), null, null,
            kind => [.. facts.Where(fact => fact.Kind == kind).Select(fact => fact.Data)]);
        return [
            .. story.Instance.Variables["tabla"].Member("answers").ListOf("puntos").Where(row => row.TextOf("titulo") is { Length: > 0 })];
    }

    private static IReadOnlyList<object?> NumbersOf(IReadOnlyList<object?> items, IReadOnlyList<object?> previous) =>
        new Story(
            TaskFlow.Chart(
                TaskFlow.Activity(
                    "numerar", "NumberRows", ("items", Values.ToJson(items)), ("previous", Values.ToJson(previous)), ("result", "->filas")),
                "ini>numerar, numerar>fin", """{ "id": "filas", "name": "filas", "typeName": "Object" }"""),
            Story.At(2026, 9, 1)).Instance.Variables["filas"].AsList();

    private static IEnumerable<string> Shown(IReadOnlyList<object?> rows) =>
        rows.Select(row => $"{Values.ToText(row.Member("numero"))} {row.TextOf("titulo")}");

    private static Dictionary<string, object?> Item(string title) => Story.Values(("titulo", title));

    private static List<object?> Rows(params Dictionary<string, object?>[] rows) => [.. rows];

    private static (string, object?) Agreement(int number, string text, string due, string state) => Fact(
        "comite.acuerdo", ("numero", (double)number), ("texto", text), ("responsable", "Subsecretaría"), ("plazo", due), ("estado", state));

    private static (string, object?) Fact(string kind, params (string, object?)[] data) => (kind, Story.Values(data));
}
