using System.Text.Json.Nodes;
using Workflows.Engine.Checking;

namespace Workflows.Engine.Tests.Checking;

public class CheckerTests
{
    [Fact]
    public void A_chart_in_order_has_no_problems() =>
        Assert.Empty(Check(new Drawing().With("i", "Start").Event("ev").Lines("a").Arrows("i->ev ev->a")));

    [Fact]
    public void What_nothing_leads_to_is_an_error_by_its_label()
    {
        var problem = Only(new Drawing().With("i", "Start").Lines("a")
            .With("x", "WriteLine", ("text", "x"), ("metadata", new JsonObject { ["displayText"] = "Publicar decreto" }))
                .Arrows("i->a x->a"));

        Assert.Equal(
            "Error en «Publicar decreto»: ningún camino desde el inicio llega a esta actividad. Únela con una flecha o quítala.",
            problem.ToString());
        Assert.Equal(("x", "unreachable"), (problem.ActivityId, problem.Code));
    }

    [Fact]
    public void What_another_trigger_leads_to_is_reachable() =>
        Assert.Empty(Check(new Drawing().With("i", "Start").Lines("a")
            .With("ev", "Event", ("eventName", "llega"), ("customProperties", new JsonObject { ["canStartWorkflow"] = true })).Lines("b")
                .Arrows("i->a ev->b")));

    [Fact]
    public void A_choice_that_leads_nowhere_is_a_warning_and_a_port_that_does_not_exist_an_error()
    {
        var problems = Check(new Drawing().Decision("d", "getVisit() > 3").Lines("a", "b").Arrows("d:True->a d:Quizás->b"));

        Assert.Equal(
            [
                "Error en «d»: sale una flecha por «Quizás», que no es una de sus salidas: True, False.",
                "Aviso en «d»: la salida «False» no lleva a ninguna parte: si se sale por ahí, ese camino termina.",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void An_arrow_out_of_an_end_is_an_error() =>
        Assert.Equal("sale una flecha por «Done», pero de esta actividad no se sale.",
            Only(new Drawing().With("e", "End").Lines("a").Arrows("e->a")).Message);

    [Fact]
    public void A_chart_that_never_ends_is_an_error()
    {
        var problems = Check(new Drawing().Event("a").Event("b").Arrows("a->b b->a"));

        Assert.Equal(["noEnd"], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_loop_that_never_waits_and_cannot_be_left_is_an_error() =>
        Assert.Contains(
            Check(new Drawing().Lines("a", "b").Arrows("a->b b->a")), problem =>
                problem is { Code: "endlessLoop", IsError: true, ActivityId: "a" });

    [Fact]
    public void A_loop_that_never_waits_and_is_left_by_a_fork_is_a_warning()
    {
        var drawing = new Drawing().With("f", "FlowFork", ("branches", Drawing.Expression("Object", "[\"A\",\"B\"]", "String[]")))
            .Lines("a").With("e", "End").Arrows("f:A->a a->f f:B->e");

        Assert.Equal(["busyLoop"], Check(drawing).Select(problem => problem.Code));
    }

    [Fact]
    public void A_loop_that_a_decision_can_leave_or_that_waits_is_in_order()
    {
        Assert.Empty(Check(new Drawing().Lines("a").Decision("d", "getVisit() > 3").Lines("f").Arrows("a->d d:True->a d:False->f")));
        Assert.Empty(
            Check(new Drawing().Event("ev").With("f", "FlowFork", ("branches", Drawing.Expression("Object", "[\"A\",\"B\"]", "String[]")))
            .Lines("a").Arrows("ev->f f:A->ev f:B->a")));
    }

    [Fact]
    public void A_way_back_that_does_not_repeat_a_whole_passage_is_an_error()
    {
        var problem = Only(new Drawing().With("i", "Start").Lines("a", "b").Event("c").Decision("d", "getVisit() > 3").Lines("f")
            .Arrows("i->a i->b a->c b->c c->d d:True->a d:False->f"));

        Assert.Equal(
            "Error en «d»: la vuelta a «a» no es válida: hay un camino que llega aquí sin pasar por ella. "
                + "Vuelve a un paso por el que pasen todos.",
            problem.ToString());
    }

    [Theory]
    [InlineData("d:True->u d:False->u u->f")]
    [InlineData("d:True->a a->u d:False->b b->c c->u u->f")]
    public void A_join_of_all_after_a_choice_is_never_satisfied(string arrows)
    {
        var problem = Only(
            new Drawing().Decision("d", "getVisit() > 3").Lines(arrows.Contains('c') ? ["a", "b", "c"] : [])
                .With("u", "FlowJoin", ("mode", "WaitAll")).Lines("f").Arrows(arrows));

        Assert.Equal(("u", "impossibleJoin"), (problem.ActivityId, problem.Code));
    }

    [Fact]
    public void A_join_of_all_after_a_fork_or_a_selection_of_all_is_in_order()
    {
        var cases = new JsonArray(
            new JsonObject { ["label"] = "A", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "getVisit() > 1" } });
        Assert.Empty(Check(new Drawing().With("s", "FlowSwitch", ("cases", cases), ("mode", "MatchAny"))
            .With("u", "FlowJoin", ("mode", "WaitAll")).Lines("f").Arrows("s:A->u s:Default->u u->f")));
    }

    [Theory]
    [InlineData("getVariable('NoEsta')", "entrada «text»: no existe la variable «NoEsta», posición 1.")]
    [InlineData("setVariable('NoEsta', 1)", "entrada «text»: no existe la variable «NoEsta», posición 1.")]
    [InlineData("getInput('nada')", "entrada «text»: no existe la entrada «nada», posición 1.")]
    [InlineData("getOutputFrom('nadie')", "entrada «text»: no existe la actividad «nadie», posición 1.")]
    [InlineData("getNoEsta()", "entrada «text»: no existe la función «getNoEsta», posición 1.")]
    [InlineData("1 + inventada(2)", "entrada «text»: no existe la función «inventada», posición 5.")]
    [InlineData("NoEsta", "entrada «text»: no existe la variable ni la entrada «NoEsta», posición 1.")]
    [InlineData("variables.NoEsta", "entrada «text»: no existe «variables.NoEsta», posición 1.")]
    [InlineData("input.nada", "entrada «text»: no existe «input.nada», posición 1.")]
    [InlineData("getVariable()", "entrada «text»: la función «getVariable» no se llama con 0 argumentos, posición 1.")]
    public void A_name_that_does_not_exist_is_an_error_with_its_place(string script, string message) =>
        Assert.Equal(
            message,
            Only(new Drawing().Variable("Esta").Input("anio").With("w", "WriteLine", ("text", Drawing.Script(script, "String")))).Message);

    [Theory]
    [InlineData("getEsta() + getAnio() + variables.Esta + input.anio + Esta + anio")]
    [InlineData("setEsta(1)")]
    [InlineData("getOutputFrom('w', 'Result')")]
    [InlineData("getVariable(`${anio}`)")]
    [InlineData("getInput('ParentInstanceId') + newGuid() + getVisit() + toJson(1)")]
    public void Names_that_exist_are_in_order(string script) =>
        Assert.Empty(
            Check(new Drawing().Variable("Esta").Input("anio").With("w", "WriteLine", ("text", Drawing.Script(script, "String")))));

    [Theory]
    [InlineData("JavaScript", "1 +", "entrada «text»")]
    [InlineData("Liquid", "{{ x }}", "usa una expresión de tipo «Liquid», que no se admite")]
    [InlineData("Variable", "nada", "no existe la variable «nada»")]
    [InlineData("Input", "nada", "el flujo no tiene la entrada «nada»")]
    [InlineData("Input", "{\"name\":7}", "no dice qué entrada lee")]
    [InlineData("Variable", "{}", "la referencia a la variable no dice cuál")]
    [InlineData("Variable", "{", "el valor no es JSON válido")]
    [InlineData("Object", "{", "no es JSON válido")]
    public void An_expression_that_cannot_work_is_an_error(string kind, string value, string message) =>
        Assert.Contains(
            message, Only(new Drawing().With("w", "WriteLine", ("text", Drawing.Expression(kind, value, "String")))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_literal_of_the_wrong_type_is_an_error() =>
        Assert.Contains("«pronto» no se puede leer como una duración",
            Only(new Drawing().With("d", "Delay", ("timeSpan", Drawing.Expression("Literal", "pronto", "TimeSpan")))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Delay", "No se indicó cuánto esperar.")]
    [InlineData("Event", "No se indicó qué evento esperar.")]
    [InlineData("SetVariable", "No se indicó qué variable asignar.")]
    [InlineData("ExecuteWorkflow", "No se indicó qué flujo iniciar.")]
    [InlineData("BulkDispatchWorkflows", "No se indicó qué flujo iniciar.")]
    [InlineData("FlowSwitch", "La selección no tiene casos: siempre saldrá por «Default».")]
    public void An_activity_says_what_it_lacks(string type, string message) =>
        Assert.Contains(message, Check(new Drawing().With("x", type)).Select(problem => problem.Message));

    [Fact]
    public void A_decision_without_condition_a_strange_join_and_a_strange_mode_are_errors()
    {
        Assert.Contains(
            Check(new Drawing().With("d", "FlowDecision")), problem =>
                problem.Message.StartsWith("La decisión no tiene condición", StringComparison.Ordinal));
        Assert.Equal("El modo de la unión es desconocido: «Todas».", Only(new Drawing().With("u", "FlowJoin", ("mode", "Todas"))).Message);
        Assert.Equal(
            "El modo de la unión debe ser un valor fijo.",
            Only(new Drawing().With("u", "FlowJoin", ("mode", Drawing.Script("'WaitAll'", "String")))).Message);
        Assert.Contains("no está disponible", Only(new Drawing().Lines("a").ChartMode("token")).Message, StringComparison.Ordinal);
        Assert.Equal("El diagrama no tiene actividades.", Only(new Drawing()).Message);
    }

    [Fact]
    public void The_cases_of_a_selection_are_checked_too()
    {
        var cases = new JsonArray(
            new JsonObject { ["label"] = "A", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "nada > 1" } },
            new JsonObject { ["label"] = "B", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "1 +" } });
        var problems = Check(new Drawing().With("s", "FlowSwitch", ("cases", cases)).Lines("f").Arrows("s:A->f s:B->f s:Default->f"));

        Assert.Contains(problems, problem => problem.Message == "caso «A»: no existe la variable ni la entrada «nada», posición 1.");
        Assert.Contains(problems, problem => problem.Message.StartsWith("El caso «B»", StringComparison.Ordinal));
    }

    [Fact]
    public void Assigning_a_variable_that_does_not_exist_is_an_error() =>
        Assert.Equal("no existe la variable «NoEsta» que se asigna.", Only(new Drawing().Set("s", "NoEsta", "1")).Message);

    [Fact]
    public void Twice_the_same_name_is_an_error_and_what_the_reader_left_aside_a_warning()
    {
        var problems = Check(new Drawing().Variable("a").Variable("a").Input("i").Input("i").Lines("f").Arrows("f->nadie"));

        Assert.Equal(4, problems.Count);
        Assert.Equal(3, problems.Count(problem => problem is { Code: "duplicate", IsError: true, Label: null }));
        Assert.Equal("Aviso: La conexión de «f» a «nadie» nombra una actividad que no existe y no se usa.", problems[^1].ToString());
    }

    [Fact]
    public void Values_handed_to_an_embedded_activity_have_a_name_there_and_nowhere_else()
    {
        var handler =
            new JsonObject
            {
                ["id"] = "h", ["type"] = "Elsa.WriteLine", ["text"] = Drawing.Script(
                "ChildInstanceId + getChildOutput()", "String")
            };
        var drawing = new Drawing().With("b", "BulkDispatchWorkflows", ("workflowDefinitionId", "x"), ("childCompleted", handler))
            .With("w", "WriteLine", ("text", Drawing.Script("ChildInstanceId", "String"))).Arrows("b->w");

        Assert.Equal("w", Only(drawing).ActivityId);
    }

    private static IReadOnlyList<Problem> Check(Drawing drawing) => WorkflowChecker.Check(drawing.Compile());

    private static Problem Only(Drawing drawing) => Assert.Single(Check(drawing));
}
