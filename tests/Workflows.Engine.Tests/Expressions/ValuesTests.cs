using System.Text.Json;

namespace Workflows.Engine.Tests.Expressions;

public class ValuesTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("""[true, false, "ñ", 1.50, -0, 1e21, 1e-7]""", """[true,false,"ñ",1.5,0,1e+21,1e-7]""")]
    [InlineData("""{"b":1,"a":{"c":[]},"b":2}""", """{"b":2,"a":{"c":[]}}""")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1e300", "1e+300")]
    [InlineData("9007199254740994", "9007199254740994")]
    public void Json_is_read_and_written(string json, string written) =>
        Assert.Equal(written, Values.ToJson(Values.FromJson(json)));

    [Fact]
    public void Only_whole_numbers_a_double_would_change_become_decimals()
    {
        Assert.IsType<double>(Values.FromJson("9007199254740994"));
        Assert.IsType<double>(Values.FromJson("0.1"));
        Assert.IsType<double>(Values.FromJson("1e300"));
        Assert.IsType<decimal>(Values.FromJson("9007199254740993"));
    }

    [Theory]
    [InlineData("{", "línea 1, posición 2")]
    [InlineData("{\n\"a\": x}", "línea 2, posición 6")]
    [InlineData("\"\\ud800\"", "un carácter incompleto")]
    public void Broken_json_is_refused_with_its_place(string json, string place) =>
        Assert.Contains(place, Assert.Throws<ValueConversionException>(() => Values.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_refused_however_it_is_written()
    {
        Assert.Contains(
            "incompleto", Assert.Throws<ValueConversionException>(() => Values.FromJson("\"\\ud800\"")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "incompleto", Assert.Throws<ValueConversionException>(() => Values.FromJson("\"\ud800\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_json_is_refused_in_either_form()
    {
        var deep = new string('[', 66) + new string(']', 66);
        using var document = JsonDocument.Parse(deep, new JsonDocumentOptions { MaxDepth = 100 });

        Assert.Throws<ValueConversionException>(() => Values.FromJson(deep));
        Assert.Throws<ValueConversionException>(() => Values.FromJson(document.RootElement));
        Assert.Equal(128, Values.ToJson(Values.FromJson(deep[1..^1].Insert(65, "")[1..^1])).Length);
    }

    [Fact]
    public void Numbers_no_json_has_are_written_as_null() =>
        Assert.Equal("[null,null]", Values.ToJson(new object?[] { double.NaN, double.NegativeInfinity }));

    [Fact]
    public void A_foreign_type_is_no_value() =>
        Assert.Throws<ArgumentException>(() => Values.ToJson(new object?[] { 1 }));

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("[1,{\"a\":null,\"b\":\"x\"}]", "[1,{\"b\":\"x\",\"a\":null}]", true)]
    [InlineData("[1]", "[1,2]", false)]
    [InlineData("[1]", "[2]", false)]
    [InlineData("{\"a\":1}", "{\"b\":1}", false)]
    [InlineData("{\"a\":1}", "{\"a\":2}", false)]
    [InlineData("{\"a\":1}", "{}", false)]
    [InlineData("true", "true", true)]
    [InlineData("true", "1", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("null", "0", false)]
    public void Values_are_equal_by_what_they_hold(string left, string right, bool areEqual) =>
        Assert.Equal(areEqual, Values.Equal(Values.FromJson(left), Values.FromJson(right)));

    [Fact]
    public void A_double_and_a_decimal_of_the_same_number_are_equal()
    {
        Assert.True(Values.Equal(0.1, 0.1m));
        Assert.True(Values.Equal(1m, 1.0));
        Assert.True(Values.Equal(1.0m, 1.00m));
        Assert.True(Values.Equal(double.NaN, double.NaN));
        Assert.True(Values.Equal(-0.0, 0.0));
        Assert.False(Values.Equal(9007199254740992.0, 9007199254740993m));
        Assert.False(Values.Equal(1e300, decimal.MaxValue));
        Assert.False(Values.Equal(double.NaN, 0m));
    }

    [Fact]
    public void Values_print_as_a_line_of_text_shows_them()
    {
        Assert.Equal("", Values.ToText(null));
        Assert.Equal("True", Values.ToText(true));
        Assert.Equal("False", Values.ToText(false));
        Assert.Equal("ñ", Values.ToText("ñ"));
        Assert.Equal("0.30000000000000004", Values.ToText(0.1 + 0.2));
        Assert.Equal("1.5", Values.ToText(1.50m));
        Assert.Equal("100", Values.ToText(100m));
        Assert.Equal("[1,{\"a\":\"ñ\"}]", Values.ToText(Values.FromJson("[1, {\"a\": \"ñ\"}]")));
    }

    [Theory]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(-1e15, "-1000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(-1.5e300, "-1.5e+300")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(-1.5e-7, "-1.5e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(4.35 * 100, "434.99999999999994")]
    [InlineData(1e15 + 0.5, "1000000000000000.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Doubles_print_as_JavaScript_prints_them(double number, string text) => Assert.Equal(text, Values.ToText(number));
}
