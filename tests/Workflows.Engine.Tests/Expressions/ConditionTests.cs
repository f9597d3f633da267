using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class ConditionTests
{
    [Theory]
    [InlineData("0.1 + 0.2 == 0.3")]
    [InlineData("compromiso.metas[0] + compromiso.metas[1] === 0.3")]
    [InlineData("compromiso.avance < 50 && compromiso.crítico")]
    [InlineData("compromiso.fecha > '2026-09-18' && compromiso['fecha'] <= '2026-10-15'")]
    [InlineData("año === 2026 && an\u0303o == año")]
    [InlineData("getCounter() == 3")]
    [InlineData("[1, 'x'] == [1.0, 'x']")]
    [InlineData("e === getVariable('e')")]
    [InlineData("parseJson('{\"a\":1}') == {a: 1}")]
    [InlineData("1 / 4 == 0.25 && 7 % 4 == 3 && 2 - 3 == -1 && +'2' * 3 == 6")]
    [InlineData("2 ** 10 == 1024 && 2 ** -2 == 0.25 && 4 ** 0.5 == 2 && 2 ** 0 == 1")]
    [InlineData("'5' == 5 && ' ' == 0 && '0x10' == 16 && null + 1 == 1 && true + true == 2")]
    [InlineData("[5] * 2 == 10")]
    [InlineData("!('abc' < 5) && !('abc' >= 5) && !(undefined < 1) && 'abc' != 5")]
    [InlineData("9007199254740993 == '9007199254740993' && 9007199254740993 != 9007199254740992")]
    [InlineData("0xFF == 255 && 1e3 == 1000 && 1.50 == 1.5")]
    [InlineData("typeof 1 == 'number' && typeof NoExiste == 'undefined'")]
    [InlineData("String(1.50) == '1.5' && Number('2.50') + '' == '2.5' && !Boolean(0) && !0.0")]
    [InlineData("round(2.345, 2) == 2.35 && round(-2.5) == -3 && floor(-1.5) == -2 && ceil(1.2) == 2 && abs(-3) == 3")]
    [InlineData("min(3, 1.5, 2) == 1.5 && max([1, 7, 3]) == 7 && sum([0.1, 0.2]) == 0.3")]
    [InlineData("length('año') == 3 && 'año'.length == 3 && e[1] == 2 && {1.0: 'x'}['1'] == 'x'")]
    public void A_condition_counts_as_people_count(string text) => Assert.Equal(true, TestScope.Condition(text));

    [Theory]
    [InlineData("1 / 0", "No se puede dividir por cero, posición 3.")]
    [InlineData("1 % 0", "No se puede dividir por cero, posición 3.")]
    [InlineData("0 ** -1", "No se puede dividir por cero, posición 3.")]
    [InlineData("79228162514264337593543950335 + 1", "El resultado es un número demasiado grande, posición 31.")]
    [InlineData("10 ** 40", "El resultado es un número demasiado grande, posición 4.")]
    [InlineData("(-1) ** 0.5", "«-1 ** 0.5» no da un número que se pueda usar, posición 6.")]
    [InlineData("'doce' * 2", "«doce» no es un número que se pueda usar, posición 8.")]
    [InlineData("compromiso.nada + 1", "Falta un valor: aquí se necesita un número, posición 17.")]
    [InlineData("-'x'", "«x» no es un número que se pueda usar, posición 1.")]
    [InlineData("Number(compromiso)", "«un objeto» no es un número que se pueda usar, posición 1.")]
    [InlineData("e * 1", "«una lista» no es un número que se pueda usar, posición 3.")]
    [InlineData("round(1, 29)", "«round» deja entre 0 y 28 decimales, posición 1.")]
    [InlineData("NaN", "No existe «NaN»: revisa cómo está escrito el nombre, posición 1.")]
    public void Where_JavaScript_would_say_NaN_or_Infinity_a_condition_says_why_not(string text, string message) =>
        Assert.Equal(message, TestScope.Failure(text, NumberMode.Decimal).Message);

    [Fact]
    public void A_number_no_decimal_can_hold_is_refused_where_it_is_written() =>
        Assert.Equal("«1e40» no es un número que se pueda usar, posición 5.", TestScope.Refusal("1 + 1e40", NumberMode.Decimal).Message);

    [Fact]
    public void A_double_without_a_decimal_is_no_number_in_a_condition()
    {
        var scope = new TestScope();
        TestScope.Evaluate("setVariable('sin', 0 / 0)", scope);
        TestScope.Evaluate("setVariable('enorme', 1e300)", scope);

        Assert.Equal(false, TestScope.Condition("getVariable('sin') == getVariable('sin')", scope));
        Assert.Throws<ExpressionException>(() => TestScope.Condition("getVariable('enorme') + 1", scope));
    }

    [Fact]
    public void A_decimal_from_a_variable_is_a_double_in_JavaScript()
    {
        var scope = new TestScope();
        TestScope.Condition("setVariable('decimal', 1.50)", scope);

        Assert.Equal(3.0, TestScope.Evaluate("getVariable('decimal') * 2", scope));
        Assert.Equal("1.5", TestScope.Evaluate("String(getVariable('decimal'))", scope));
        Assert.Equal(true, TestScope.Evaluate("getVariable('decimal') === 1.5 && !!getVariable('decimal')", scope));
        Assert.Equal("dos"[1].ToString(), TestScope.Condition("b[1]"));
    }
}
