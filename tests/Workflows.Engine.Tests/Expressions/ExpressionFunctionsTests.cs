using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class ExpressionFunctionsTests
{
    [Theory]
    [InlineData("String(12)", "12")]
    [InlineData("String(f)", "[object Object]")]
    [InlineData("Number('0b11')", 3.0)]
    [InlineData("Boolean(f)", true)]
    [InlineData("toJson(f)", """{"x":1,"y":{"z":"w"}}""")]
    [InlineData("toJson([c, {p: undefined}])", "[null,{}]")]
    [InlineData("parseJson('[1,2]').length", 2.0)]
    [InlineData("isNullOrEmpty(c) && isNullOrEmpty('') && isNullOrEmpty([]) && isNullOrEmpty(f.nada)", true)]
    [InlineData("isNullOrEmpty(' ') || isNullOrEmpty(0) || isNullOrEmpty(e)", false)]
    [InlineData("isNullOrWhiteSpace(' \\n\\u00a0') && isNullOrWhiteSpace(c) && isNullOrWhiteSpace([])", true)]
    [InlineData("isNullOrWhiteSpace('x') || isNullOrWhiteSpace(0)", false)]
    [InlineData("abs(-2.5)", 2.5)]
    [InlineData("min(3, '1', 2)", 1.0)]
    [InlineData("max([1, 7, 3])", 7.0)]
    [InlineData("max(1, 'x')", double.NaN)]
    [InlineData("max('5')", 5.0)]
    [InlineData("floor(-1.5)", -2.0)]
    [InlineData("ceil(1.2)", 2.0)]
    [InlineData("round(2.5)", 3.0)]
    [InlineData("round(-2.5)", -3.0)]
    [InlineData("round(62.5)", 63.0)]
    [InlineData("round(1.005, 2)", 1.01)]
    [InlineData("round(1.25, undefined)", 1.0)]
    [InlineData("round(1e300, 2)", 1e300)]
    [InlineData("round(1 / 0)", double.PositiveInfinity)]
    [InlineData("length('ñandú') + length(e) + length(f) + length(c)", 10.0)]
    [InlineData("contains('acuerdo', 'uer') && contains(e, '2') && contains(e, undefined) && contains([[1]], [1])", true)]
    [InlineData("contains(c, 1) || contains(e, 2) || contains('a', 'A')", false)]
    [InlineData("startsWith('acta', 'ac') && endsWith('acta', 'ta') && startsWith('x', c)", true)]
    [InlineData("upper('ñandú') + lower('ÁRBOL') + trim('\\t x\\u00a0') + upper(c)", "ÑANDÚárbolx")]
    [InlineData("join(e, '; ')", "1; 2; ")]
    [InlineData("join([1, [2, 3]])", "1,2,3")]
    [InlineData("join(c)", "")]
    [InlineData("sum([1, '2', null])", 3.0)]
    [InlineData("sum(f.nada)", 0.0)]
    [InlineData("count(e) + count(c) + count({p: 1})", 4.0)]
    [InlineData("first(e)", 1.0)]
    [InlineData("last([1, 2])", 2.0)]
    [InlineData("typeof first([]) + typeof last(c)", "undefinedundefined")]
    [InlineData("join(keys(f))", "x,y")]
    [InlineData("count(keys(c))", 0.0)]
    [InlineData("join(append(['x'], 'y'))", "x,y")]
    [InlineData("count(append(null, 'y'))", 1.0)]
    public void A_function_answers(string text, object? answer) => Assert.Equal(answer, TestScope.Evaluate(text));

    [Theory]
    [InlineData("parseJson('{')", "El texto no es JSON válido o tiene más de 64 niveles (línea 1, posición 2), posición 1.")]
    [InlineData("parseJson(c)", "El texto no es JSON válido o tiene más de 64 niveles (línea 1, posición 1), posición 1.")]
    [InlineData("min([])", "«min» necesita al menos un número, posición 1.")]
    [InlineData("round(1, -1)", "«round» deja entre 0 y 15 decimales, posición 1.")]
    [InlineData("round(1, 16)", "«round» deja entre 0 y 15 decimales, posición 1.")]
    [InlineData("round(1, 'x')", "«round» deja entre 0 y 15 decimales, posición 1.")]
    [InlineData("length(1)", "«length» necesita un texto o una lista y recibió «1», posición 1.")]
    [InlineData("contains(true, 1)", "«contains» necesita un texto o una lista y recibió «true», posición 1.")]
    [InlineData("sum(largo)", "«sum» necesita una lista y recibió «xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…», posición 1.")]
    [InlineData("count('x')", "«count» necesita una lista y recibió «x», posición 1.")]
    [InlineData("1 + keys(e)", "«keys» necesita un objeto y recibió «una lista», posición 5.")]
    public void A_function_refuses_what_it_cannot_use(string text, string message) =>
        Assert.Equal(message, TestScope.Failure(text).Message);

    [Fact]
    public void A_condition_quotes_a_refused_number_as_it_was_written() =>
        Assert.Equal("«sum» necesita una lista y recibió «1.5», posición 1.", TestScope.Failure("sum(1.50)", NumberMode.Decimal).Message);

    [Fact]
    public void Every_function_explains_itself_in_a_sentence()
    {
        Assert.All(ExpressionFunctions.All, function =>
        {
            Assert.StartsWith(function.Name + "(", function.Signature, StringComparison.Ordinal);
            Assert.EndsWith(".", function.Description, StringComparison.Ordinal);
            Assert.True(function.MaxArguments is null || function.MinArguments <= function.MaxArguments);
            Assert.Same(function, ExpressionFunctions.Find(function.Name));
        });
        Assert.Null(ExpressionFunctions.Find("ABS"));
    }
}
