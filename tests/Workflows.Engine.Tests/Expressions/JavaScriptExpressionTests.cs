using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class JavaScriptExpressionTests
{
    public static TheoryData<string, string> Answers => JavaScriptAnswers.All;

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_expression_answers_what_JavaScript_answers(string text, string answer)
    {
        var value = text.TrimEnd(';'); // which only the end of an expression may have

        var shown = TestScope.Evaluate(
            $"typeof ({value}) + ' ' + (typeof ({value}) == 'object' ? toJson({value}) : String({value}))");

        Assert.Equal(answer, shown);
        Assert.Equal(text, Expression.Parse(text, NumberMode.Double).Text);
    }

    [Theory]
    [InlineData("getCounter() + 1 > 3", true)]
    [InlineData("'respuesta-' + getVariable('b')", "respuesta-dos")]
    [InlineData("getVariable('e').length", 3.0)]
    [InlineData("undefined", null)]
    [InlineData("f.nada", null)]
    [InlineData("c", null)]
    [InlineData("setVariable('nueva', 1,)", null)]
    public void A_call_reaches_the_scope_and_undefined_leaves_as_null(string text, object? value) =>
        Assert.Equal(value, TestScope.Evaluate(text));

    [Fact]
    public void Undefined_inside_a_list_or_object_leaves_as_null()
    {
        var scope = new TestScope();

        var list = TestScope.Evaluate("[1, undefined, {a: undefined, b: [undefined]}]");
        TestScope.Evaluate("setVariable('X', [undefined])", scope);

        Assert.Equal("""[1,null,{"a":null,"b":[null]}]""", Values.ToJson(list));
        Assert.Equal("[null]", Values.ToJson(scope.Calls[0].Arguments[1]));
    }

    [Fact]
    public void What_is_not_needed_is_not_evaluated()
    {
        var scope = new TestScope();

        foreach (var text in new[] { "0 && refuse()", "1 || refuse()", "1 ?? refuse()", "1 ? 2 : refuse()", "c?.[refuse()]" })
            TestScope.Evaluate(text, scope);

        Assert.Empty(scope.Calls);
    }

    [Fact]
    public void Numbers_print_as_JavaScript_prints_them_in_either_mode()
    {
        Assert.Equal("0.30000000000000004", TestScope.Evaluate("'' + (0.1 + 0.2)"));
        Assert.Equal("0.3", TestScope.Condition("'' + (0.1 + 0.2)"));
        Assert.Equal("1.5", TestScope.Condition("'' + 1.50"));
    }

    [Theory]
    [InlineData("nada + 1", "No existe «nada»: revisa cómo está escrito el nombre, posición 1.", 1)]
    [InlineData("1 + nada", "No existe «nada»: revisa cómo está escrito el nombre, posición 5.", 5)]
    [InlineData("hace(1)", "No existe la función «hace»: revisa cómo está escrito el nombre, posición 1.", 1)]
    [InlineData("c.avance", "No se puede leer «avance» de algo que no tiene valor (null), posición 3.", 3)]
    [InlineData("f.nada.avance", "No se puede leer «avance» de algo que no tiene valor (undefined), posición 8.", 8)]
    [InlineData("c['avance']", "No se puede leer un elemento de algo que no tiene valor (null), posición 2.", 2)]
    [InlineData("(c?.x).y", "No se puede leer «y» de algo que no tiene valor (undefined), posición 8.", 8)]
    [InlineData("1 + refuse()", "No se puede guardar eso, posición 5.", 5)]
    [InlineData("convert('doce')", "«doce» no se puede leer como un número entero (Int32), posición 1.", 1)]
    public void A_failure_names_what_and_where(string text, string message, int position)
    {
        var failure = TestScope.Failure(text);

        Assert.Equal(message, failure.Message);
        Assert.Equal(position, failure.Position);
    }

    [Fact]
    public void A_value_of_a_foreign_type_is_a_fault_of_the_program() =>
        Assert.Throws<ArgumentException>(() => TestScope.Evaluate("'' + extraño", new ForeignScope()));

    private sealed class ForeignScope : IExpressionScope
    {
        public bool TryGet(string name, out object? value)
        {
            value = Guid.Empty;
            return true;
        }

        public bool TryCall(string function, IReadOnlyList<object?> arguments, out object? result)
        {
            result = null;
            return false;
        }
    }
}
