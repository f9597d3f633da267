using System.Text;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class ExpressionLimitsTests
{
    public static TheoryData<string, string> HostileTexts => new()
    {
        { new string('(', 100_000), "La expresión pasa de 8000 caracteres" },
        { new string(' ', 8_001), "La expresión pasa de 8000 caracteres" },
        { new string('(', 8_000), "anidada en más de 64 niveles" },
        { new string('[', 8_000), "anidada en más de 64 niveles" },
        { new string('!', 8_000), "anidada en más de 64 niveles" },
        { Repeat("- ", 4_000), "anidada en más de 64 niveles" },
        { Repeat("typeof ", 1_000), "anidada en más de 64 niveles" },
        { Repeat("{a:", 2_000), "anidada en más de 64 niveles" },
        { Repeat("`${", 2_000), "anidada en más de 64 niveles" },
        { Repeat("a[", 2_000), "anidada en más de 64 niveles" },
        { Repeat("f(", 2_000), "anidada en más de 64 niveles" },
        { Repeat("1?", 2_000), "anidada en más de 64 niveles" },
        { Repeat("1?1:", 2_000), "anidada en más de 64 niveles" },
        { Repeat("2**", 2_000) + "2", "anidada en más de 64 niveles" },
        { "0" + Repeat("+1", 3_000), "encadena más de 512 operaciones" },
        { "a" + Repeat(".b", 3_000), "encadena más de 512 operaciones" },
        { "[" + Repeat("1,", 2_100) + "]", "tiene más de 2000 partes" },
    };

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_hostile_text_is_refused_before_it_costs_anything(string text, string part) =>
        Assert.Contains(part, TestScope.Refusal(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(60)]
    public void Honest_nesting_and_long_sums_are_allowed(int depth)
    {
        Assert.Equal(1.0, TestScope.Evaluate(new string('(', depth) + "1" + new string(')', depth)));
        Assert.Equal(501.0, TestScope.Evaluate("1" + Repeat("+1", 500)));
        Assert.Equal(9.0, TestScope.Evaluate(Repeat("0?1:", depth) + "9"));
    }

    [Theory]
    [InlineData("largo + largo", "El texto que arma la expresión pasa de 65536 caracteres, posición 7.")]
    [InlineData("`${largo}${largo}`", "El texto que arma la expresión pasa de 65536 caracteres, posición 12.")]
    [InlineData("join([largo, largo], '')", "El texto que arma la expresión pasa de 65536 caracteres, posición 1.")]
    [InlineData("toJson([largo, largo])", "El texto que arma la expresión pasa de 65536 caracteres, posición 1.")]
    [InlineData(
        "toJson([largo, largo, largo, largo, largo, largo])", "El texto que arma la expresión pasa de 65536 caracteres, posición 1.")]
    [InlineData("upper([largo, largo])", "El texto que arma la expresión pasa de 65536 caracteres, posición 1.")]
    [InlineData("[muchos]", "La lista que arma la expresión pasa de 10000 elementos, posición 2.")]
    public void What_an_expression_builds_has_a_limit(string text, string message) =>
        Assert.Equal(message, TestScope.Failure(text).Message);

    [Fact]
    public void Doubling_a_text_again_and_again_stops_early()
    {
        var text = "a";
        for (var i = 0; i < 9; i++)
            text = $"({text}+{text})";

        var scope = new TestScope();
        TestScope.Evaluate($"setVariable('a', '{new string('x', 200)}')", scope);

        Assert.Contains(
            "65536", Assert.Throws<ExpressionException>(() => TestScope.Evaluate(text, scope)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubling_a_list_through_a_variable_stops_early()
    {
        var text = new StringBuilder("[setVariable('X', [1, undefined])");
        for (var i = 0; i < 60; i++)
            text.Append(", setVariable('X', [getVariable('X'), getVariable('X')])");
        text.Append(']');

        Assert.Contains("10000 elementos", TestScope.Failure(text.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_cannot_be_wrapped_deeper_than_it_can_be_read_back()
    {
        var text = new StringBuilder("[setVariable('X', [])");
        for (var i = 0; i < 70; i++)
            text.Append(", setVariable('X', [getVariable('X')])");
        text.Append(']');

        Assert.Contains("más de 64 niveles", TestScope.Failure(text.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_many_long_texts_stops_early() =>
        Assert.Contains(
            "pasa de 1048576 caracteres", TestScope.Failure("[" + Repeat("largo,", 30) + "]").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sum(muchos)")]
    [InlineData("length(join(muchos, ''))")]
    [InlineData("contains(muchos, 2)")]
    [InlineData("max(muchos)")]
    public void Walking_long_lists_again_and_again_runs_out_of_steps(string text)
    {
        Assert.NotNull(TestScope.Evaluate(text));
        Assert.Contains(
            "necesita más de 10000 pasos",
            TestScope.Failure("[" + Repeat(text + ",", 10) + "]").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_count_also_what_comes_after_a_long_walk()
    {
        var text = "[" + Repeat("sum(muchos),", 7) + Repeat("1,", 1_800) + "]";

        Assert.Contains("necesita más de 10000 pasos", TestScope.Failure(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_with_too_many_names_gives_no_list_of_them()
    {
        var scope = new TestScope();
        var many = Enumerable.Range(0, 10_001).ToDictionary(i => $"n{i}", _ => (object?)null);
        scope.TryCall("setVariable", ["X", many], out _);

        Assert.Throws<ExpressionException>(() => TestScope.Evaluate("keys(getVariable('X'))", scope));
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
