using System.Text.Json.Nodes;
using Workflows.Engine.Checking;

namespace Workflows.Engine.Tests.Checking;

/// <summary>What a coordinator is told when a text stands where a yes or no, a number or a duration is read.</summary>
public class TypeTests
{
    [Theory]
    [InlineData("'quizás'", "«quizás» no se puede leer como verdadero o falso (true o false) (Boolean).")]
    [InlineData("['a']", "«[\"a\"]» no se puede leer como verdadero o falso (true o false) (Boolean).")]
    [InlineData("Plazo", "da una duración y se espera verdadero o falso (true o false).")]
    [InlineData("[Nombre]", "da una lista y se espera verdadero o falso (true o false).")]
    public void A_condition_that_can_never_be_a_yes_or_no_is_an_error(string script, string message)
    {
        var problem = Only(Deciding(script));

        Assert.Equal(("typeMismatch", true, "d"), (problem.Code, problem.IsError, problem.ActivityId));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nombre")]
    [InlineData("upper(Nombre)")]
    [InlineData("`${Nombre}`")]
    [InlineData("Cuantos > 3 ? Nombre : 'no'")]
    [InlineData("getVariable('Nombre')")]
    [InlineData("variables.Nombre")]
    [InlineData("getNombre()")]
    public void A_text_as_a_condition_is_warned_of(string script)
    {
        var problem = Only(Deciding(script));

        Assert.Equal(("typeMismatch", false), (problem.Code, problem.IsError));
        Assert.Equal(
            "entrada «condition»: da un texto y se espera verdadero o falso (true o false). Solo sirve si el texto lo dice exactamente.",
            problem.Message);
    }

    [Theory]
    [InlineData("Listo")]
    [InlineData("Cuantos")]
    [InlineData("Cuantos > 3 && Nombre != ''")]
    [InlineData("Libre")]
    [InlineData("input.anio >= 2026")]
    [InlineData("Nombre.length > 3")]
    [InlineData("Cuantos == '3'")]
    [InlineData("Vence >= '2026-10-15'")]
    public void What_may_be_a_yes_or_no_is_in_order(string script) => Assert.Empty(Check(Deciding(script)));

    [Theory]
    [InlineData("Listo === 'sí'", "compara un sí o no con el texto «sí», que nunca son iguales. Revisa la posición 7.", "'sí'", "true")]
    [InlineData("Listo == 'no'", "compara un sí o no con el texto «no», que nunca son iguales. Revisa la posición 7.", "'no'", "false")]
    [InlineData("'3' === Cuantos", "compara el texto «3» con un número, que nunca son iguales. Revisa la posición 5.", "'3'", "3")]
    [InlineData("Cuantos == 'tres'", "compara un número con el texto «tres», que nunca son iguales. Revisa la posición 9.", null, null)]
    [InlineData("Listo === Nombre", "compara un sí o no con un texto, que nunca son iguales. Revisa la posición 7.", null, null)]
    public void A_comparison_that_never_holds_is_warned_of_and_mended_where_only_quotes_are_too_many(
        string script, string message, string? from, string? to)
    {
        var problem = Only(Deciding(script));

        Assert.Equal(("typeMismatch", false), (problem.Code, problem.IsError));
        Assert.Equal($"entrada «condition»: {message}", problem.Message);
        Assert.Equal((from, to), (problem.Fix?.Data["from"], problem.Fix?.Data["to"]));
    }

    [Fact]
    public void A_variable_is_given_what_it_can_hold()
    {
        var problem = Only(Chart().Set("s", "Cuantos", "['a']"));

        Assert.Equal("Error en «s»: entrada «value»: «[\"a\"]» no se puede leer como un número entero (Int32).", problem.ToString());
        Assert.Equal(
            "entrada «value»: da un sí o no y se espera un número entero.", Only(Chart().Set("s", "Cuantos", "!Listo")).Message);
        Assert.Empty(Check(Chart().Set("s", "Nombre", "Cuantos + 1")));
    }

    [Fact]
    public void A_number_or_a_yes_or_no_is_no_duration()
    {
        Assert.Equal("entrada «timeSpan»: da un número y se espera una duración, como 10.00:00:00 (diez días).",
            Only(Chart().With("e", "Delay", ("timeSpan", Drawing.Script("Cuantos * 2", "Object")))).Message);
        Assert.Equal(
            "entrada «timeSpan»: «pronto» no se puede leer como una duración, como 10.00:00:00 (diez días) (TimeSpan).",
            Only(Chart().With("e", "Delay", ("timeSpan", "pronto"))).Message);
        Assert.Empty(Check(Chart().With("e", "Delay", ("timeSpan", Drawing.Script("Plazo", "TimeSpan")))));
    }

    [Theory]
    [InlineData(5)]
    [InlineData("5")]
    public void A_number_alone_as_a_duration_is_said_to_be_days_and_offered_as_such(object drawn)
    {
        var value = drawn is int number ? JsonValue.Create(number) : JsonValue.Create((string)drawn);

        var problem = Only(Chart().With("e", "Delay", ("timeSpan", value)));

        Assert.Equal("Aviso en «e»: entrada «timeSpan»: el número 5 se lee como días. Escríbelo como 5.00:00:00.", problem.ToString());
        Assert.Equal(("setInput", "timeSpan", "5.00:00:00"), (problem.Fix!.Kind, problem.Fix.Data["input"], problem.Fix.Data["value"]));
    }

    [Fact]
    public void A_wait_of_less_than_nothing_is_an_error() =>
        Assert.Equal("Espera un tiempo negativo: escribe cuánto esperar, como 10.00:00:00 (diez días).",
            Only(Chart().With("e", "Delay", ("timeSpan", "-01:00:00"))).Message);

    [Fact]
    public void The_cases_of_a_selection_are_yes_or_no_too()
    {
        var problem = Assert.Single(Check(Selecting("Nombre", "Listo")));

        Assert.Equal("caso «A»: da un texto y se espera verdadero o falso (true o false). Solo sirve si el texto lo dice exactamente.",
            problem.Message);
    }

    [Fact]
    public void An_expression_that_always_fails_is_warned_of()
    {
        var problem = Only(Deciding("parseJson('{')"));

        Assert.StartsWith("entrada «condition»: siempre falla. El texto no es JSON válido", problem.Message, StringComparison.Ordinal);
        Assert.Equal(("typeMismatch", false), (problem.Code, problem.IsError));
    }

    [Theory]
    [InlineData("return 1")]
    [InlineData("1 +")]
    public void A_sentence_ends_with_one_full_stop(string script)
    {
        var message = Only(Chart().With("w", "WriteLine", ("text", Drawing.Script(script, "String")))).Message;

        Assert.EndsWith(".", message, StringComparison.Ordinal);
        Assert.False(message.EndsWith("..", StringComparison.Ordinal), message);
    }

    [Theory]
    [InlineData("true", "la condición siempre es verdadera: saldrá siempre por «True». Cámbiala o quita la decisión.")]
    [InlineData("1 > 2 || false", "la condición siempre es falsa: saldrá siempre por «False». Cámbiala o quita la decisión.")]
    [InlineData("null", "la condición siempre es falsa: saldrá siempre por «False». Cámbiala o quita la decisión.")]
    public void A_decision_that_decides_nothing_is_warned_of(string script, string message)
    {
        var problem = Only(Deciding(script));

        Assert.Equal(("constantCondition", false, message), (problem.Code, problem.IsError, problem.Message));
    }

    [Theory]
    [InlineData("true", "Listo",
        "el caso «A» se cumple siempre: los casos que siguen no se miran nunca. Déjalo al final o cambia su condición.")]
    [InlineData("Listo", "true", "el caso «B» se cumple siempre: nunca saldrá por «Default». Usa «Default» en su lugar.")]
    [InlineData("Listo", "false", "el caso «B» nunca se cumple: cambia su condición o quítalo.")]
    public void A_case_that_is_fixed_is_warned_of(string first, string second, string message)
    {
        var problem = Assert.Single(Check(Selecting(first, second)));

        Assert.Equal(("constantCondition", message), (problem.Code, problem.Message));
    }

    private static Drawing Chart() => new Drawing().Variable("Listo", "Boolean").Variable("Cuantos", "Int32").Variable("Nombre", "String")
        .Variable("Plazo", "TimeSpan").Variable("Vence", "DateTime").Variable("Libre").Input("anio", "Int32");

    private static Drawing Deciding(string script) => Chart().Decision("d", script).Lines("a", "b").Arrows("d:True->a d:False->b");

    private static Drawing Selecting(string first, string second) =>
        Chart().With("s", "FlowSwitch", ("cases", new JsonArray(Case("A", first), Case("B", second)))).Lines("a")
            .Arrows("s:A->a s:B->a s:Default->a");

    private static JsonObject Case(string label, string script) =>
        new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script } };

    private static IReadOnlyList<Problem> Check(Drawing drawing) => WorkflowChecker.Check(drawing.Compile());

    private static Problem Only(Drawing drawing) => Assert.Single(Check(drawing));
}
