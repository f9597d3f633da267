using System.Text.Json.Nodes;
using Workflows.Engine.Checking;

namespace Workflows.Engine.Tests.Checking;

/// <summary>What a drawing is told besides its errors, with the mend a designer can offer as a button.</summary>
public class DrawingAdviceTests
{
    [Fact]
    public void Two_steps_that_are_called_the_same_are_told_apart()
    {
        var problem = Assert.Single(Check(Called("Revisión", "a").Arrows("a->b b->c"), others: ["b", "c"]));

        Assert.Equal("Aviso en «revisión»: otro paso se llama igual: cámbiale el nombre para distinguirlos.", problem.ToString());
        Assert.Equal(("c", "renameStep", "revisión 2"), (problem.ActivityId, problem.Fix!.Kind, problem.Fix.Data["label"]));

        static IReadOnlyList<Problem> Check(Drawing drawing, string[] others)
        {
            foreach (var id in others)
                drawing.With(id, "WriteLine", ("text", "x"), ("metadata", Label(id == "c" ? "revisión" : "Firma")));
            return WorkflowChecker.Check(drawing.Compile());
        }
    }

    [Fact]
    public void Several_ends_may_be_called_the_same() =>
        Assert.Empty(Check(new Drawing().Decision("d", "getVisit() > 3").With("e", "End", ("metadata", Label("Fin")))
            .With("f", "End", ("metadata", Label("Fin"))).Arrows("d:True->e d:False->f")));

    [Fact]
    public void A_flow_that_starts_one_that_does_not_exist_is_an_error_where_the_flows_are_known()
    {
        var graph = new Drawing().With("x", "ExecuteWorkflow", ("workflowDefinitionId", "anexo"))
            .With("y", "ExecuteWorkflow", ("workflowDefinitionId", "informe")).Arrows("x->y").Compile();

        var problem = Assert.Single(WorkflowChecker.Check(graph, new HashSet<string> { "informe" }));

        Assert.Equal("Error en «x»: inicia el flujo «anexo», que no existe o no está publicado: publícalo antes o elige otro.", problem.ToString());
        Assert.Equal("unknownWorkflow", problem.Code);
        Assert.Empty(WorkflowChecker.Check(graph));
    }

    [Fact]
    public void A_flow_that_starts_itself_after_a_wait_needs_no_other() =>
        Assert.Empty(WorkflowChecker.Check(
            new Drawing().Event("e").With("x", "ExecuteWorkflow", ("workflowDefinitionId", "flujo")).Arrows("e->x").Compile(),
            new HashSet<string>()));

    [Fact]
    public void A_join_of_all_that_one_choice_leaves_waiting_is_warned_of_with_the_way_out()
    {
        var problem = Assert.Single(Check(Forked().Lines("a", "b", "solo", "f")
            .Arrows("bif:A->d d:True->a a->u bif:B->b b->u d:False->solo u->f")));

        Assert.Equal(
            "Aviso en «u»: si «d» sale por «False», no llegan todas las flechas y lo que sigue no se hace: espera solo las activas.",
            problem.ToString());
        Assert.Equal(("mode", "WaitAllActive"), (problem.Fix!.Data["input"], problem.Fix.Data["value"]));
    }

    [Theory]
    [InlineData("bif:A->d d:True->a a->u bif:B->b b->u d:False->fin u->f")] // whoever ends the flow does so on purpose
    [InlineData("bif:A->a a->d d:True->u d:False->a bif:B->b b->u u->f")] // what goes back comes again
    [InlineData("bif:A->a a->u bif:B->b b->u u->d d:True->f d:False->fin")]
    public void A_join_of_all_that_every_choice_reaches_or_that_the_flow_ends_without_is_in_order(string arrows) =>
        Assert.DoesNotContain(Check(Forked().Lines("a", "b", "f").With("fin", "Finish").Arrows(arrows)),
            problem => problem.Code is "joinMayWait" or "impossibleJoin");

    [Fact]
    public void Mends_are_offered_for_what_leads_nowhere_and_for_what_does_not_exist()
    {
        var problems = Check(new Drawing().Decision("d", "nada > 1").Lines("a", "suelta").Arrows("d:True->a d:Otra->a"));

        Assert.Equal(
            ["unknownPort removeArrows Otra", "unreachable removeStep ", "unknownName declareVariable nada", "openPort connectToEnd False"],
            problems.Select(problem => $"{problem.Code} {problem.Fix!.Kind} {problem.Fix.Data.Values.FirstOrDefault()}"));
    }

    [Theory]
    [InlineData("monto + anio", "monto", "Monto")]
    [InlineData("Monto + año", "año", "Año")]
    [InlineData("resolucion", "resolucion", "Resolución")]
    public void A_name_that_differs_in_capitals_or_accents_is_offered_as_there_is_one(string script, string written, string known)
    {
        var problem = Assert.Single(Check(new Drawing().Variable("Monto", "Int32").Variable("Resolución", "String")
            .Input("anio").Input("Año").With("w", "WriteLine", ("text", Drawing.Script(script, "String")))));

        Assert.Equal(("replaceText", written, known), (problem.Fix!.Kind, problem.Fix.Data["from"], problem.Fix.Data["to"]));
    }

    [Fact]
    public void An_exit_that_does_not_exist_is_not_answered_with_thousands()
    {
        var cases = new JsonArray([.. Enumerable.Range(1, 2_000).Select(JsonNode (number) => new JsonObject
        {
            ["label"] = $"caso {number}", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "getVisit() > 3" },
        })]);

        var problem = Check(new Drawing().With("s", "FlowSwitch", ("cases", cases)).Lines("a").Arrows("s:Otra->a"))
            .Single(problem => problem.Code == "unknownPort");

        Assert.EndsWith("caso 7, caso 8….", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sentence_is_short_enough_to_be_read()
    {
        var problems = Check(Forked().Lines("a", "b", "solo", "f").With("e", "Delay", ("timeSpan", 5)).Set("s", "N", "'x'")
            .Arrows("bif:A->d d:True->a a->u bif:B->b b->u d:False->solo u->f f->e e->s").Variable("N", "Int32"));

        Assert.NotEmpty(problems);
        Assert.All(problems.SelectMany(problem => problem.Message.Split(". ")), sentence =>
            Assert.InRange(sentence.Split(' ').Length, 1, 25));
    }

    private static Drawing Forked() => new Drawing()
        .With("bif", "FlowFork", ("branches", Drawing.Expression("Object", "[\"A\",\"B\"]", "String[]"))).Decision("d", "getVisit() > 3")
        .With("u", "FlowJoin", ("mode", "WaitAll"));

    private static Drawing Called(string label, string id) =>
        new Drawing().With(id, "WriteLine", ("text", "x"), ("metadata", Label(label)));

    private static JsonObject Label(string text) => new() { ["displayText"] = text };

    private static IReadOnlyList<Problem> Check(Drawing drawing) => WorkflowChecker.Check(drawing.Compile());
}
