namespace Workflows.Engine.Tests.Expressions;

public class ValueConversionTests
{
    [Theory]
    [InlineData("12", "Int32", 12.0)]
    [InlineData(" 12.0 ", "Int64", 12.0)]
    [InlineData(2.5, "Int32", 3.0)]
    [InlineData(-2.5, "Int16", -3.0)]
    [InlineData("255", "Byte", 255.0)]
    [InlineData("1.5", "Double", 1.5)]
    [InlineData("1e3", "Single", 1000.0)]
    [InlineData(1.5, "Double", 1.5)]
    [InlineData("TRUE", "Boolean", true)]
    [InlineData(1.0, "Boolean", true)]
    [InlineData(false, "Boolean", false)]
    [InlineData(1.5, "String", "1.5")]
    [InlineData(true, "String", "True")]
    [InlineData("x", "String", "x")]
    [InlineData("", "String", "")]
    [InlineData("", "Int32", null)]
    [InlineData(null, "Int32", null)]
    [InlineData(1.0, "Object", 1.0)]
    [InlineData("x", "Algo.Desconocido, Otro", "x")]
    [InlineData("2026-10-15", "DateTime", "2026-10-15")]
    [InlineData("2026-10-15T09:00:00", "DateTime", "2026-10-15T09:00:00")]
    [InlineData(" 2026-10-15T09:00:00.5-03:00", "DateTime", "2026-10-15T09:00:00.5-03:00")]
    [InlineData("2026-10-15T09:00:00-03:00", "DateTimeOffset", "2026-10-15T09:00:00-03:00")]
    [InlineData("2026-10-15T12:00:00Z", "DateTimeOffset", "2026-10-15T12:00:00Z")]
    [InlineData("2026-10-15T09:00", "DateOnly", "2026-10-15")]
    [InlineData("09:00", "TimeOnly", "09:00")]
    [InlineData("10.00:00:00", "TimeSpan", "10.00:00:00")]
    [InlineData("1:30", "TimeSpan", "01:30:00")]
    [InlineData("{00000000-0000-0000-0000-00000000000A}", "Guid", "00000000-0000-0000-0000-00000000000a")]
    [InlineData("7", "System.Int32", 7.0)]
    [InlineData("7", "System.Int32, System.Private.CoreLib", 7.0)]
    [InlineData("7", "System.Nullable`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib", 7.0)]
    [InlineData("7", "int?", 7.0)]
    [InlineData("x", "Algo`1", "x")]
    [InlineData("x", "Algo.Generico<Int32>", "x")]
    public void A_value_becomes_what_the_definition_asks(object? value, string type, object? converted) =>
        Assert.Equal(converted, Values.Convert(value, type));

    [Theory]
    [InlineData("doce", "Int32", "«doce» no se puede leer como un número entero (Int32).")]
    [InlineData("2.5", "Int32", "«2.5» no se puede leer como un número entero (Int32).")]
    [InlineData("300", "Byte", "«300» no se puede leer como un número entero (Byte).")]
    [InlineData(3e9, "Int32", "«3000000000» no se puede leer como un número entero (Int32).")]
    [InlineData(1e25, "Int64", "«1e+25» no se puede leer como un número entero (Int64).")]
    [InlineData(true, "Int64", "«True» no se puede leer como un número entero (Int64).")]
    [InlineData("NaN", "Double", "«NaN» no se puede leer como un número (Double).")]
    [InlineData("1,5", "Decimal", "«1,5» no se puede leer como un número (Decimal).")]
    [InlineData(1e300, "Decimal", "«1e+300» no se puede leer como un número (Decimal).")]
    [InlineData("sí", "Boolean", "«sí» no se puede leer como verdadero o falso (true o false) (Boolean).")]
    [InlineData(double.NaN, "Boolean", "«NaN» no se puede leer como verdadero o falso (true o false) (Boolean).")]
    [InlineData("15/10/2026", "DateTime", "«15/10/2026» no se puede leer como una fecha con hora, como 2026-10-15T09:00:00 (DateTime).")]
    [InlineData(
        "2026-10-15T09:00:00", "DateTimeOffset",
        "«2026-10-15T09:00:00» no se puede leer como una fecha con hora y zona, como 2026-10-15T09:00:00-03:00 (DateTimeOffset).")]
    [InlineData("2026-02-29", "DateOnly", "«2026-02-29» no se puede leer como una fecha, como 2026-10-15 (DateOnly).")]
    [InlineData("25:00", "TimeOnly", "«25:00» no se puede leer como una hora, como 09:00 (TimeOnly).")]
    [InlineData("diez", "TimeSpan", "«diez» no se puede leer como una duración, como 10.00:00:00 (diez días) (TimeSpan).")]
    [InlineData(10.0, "TimeSpan", "«10» no se puede leer como una duración, como 10.00:00:00 (diez días) (TimeSpan).")]
    [InlineData("x", "Guid", "«x» no se puede leer como un identificador único (Guid).")]
    [InlineData("{", "JsonObject", "«{» no se puede leer como un objeto o una lista en JSON (JsonObject).")]
    [InlineData(1.0, "JsonObject", "«1» no se puede leer como un objeto o una lista en JSON (JsonObject).")]
    [InlineData("x", "String[]", "«x» no se puede leer como una lista (String[]).")]
    [InlineData("[\"1\",\"x\"]", "Int32[]", "«x» no se puede leer como un número entero (Int32).")]
    public void What_cannot_be_read_is_refused_by_value_and_type(object? value, string type, string message) =>
        Assert.Equal(message, Assert.Throws<ValueConversionException>(() => Values.Convert(value, type)).Message);

    [Theory]
    [InlineData("[\"1\",2,null]", "Int32[]", "[1,2,null]")]
    [InlineData("[1,true]", "System.String[], System.Private.CoreLib", "[\"1\",\"True\"]")]
    [InlineData("[1]", "System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]]", "[\"1\"]")]
    [InlineData("[1]", "IEnumerable<String>", "[\"1\"]")]
    [InlineData("{\"a\":1}", "JsonObject", "{\"a\":1}")]
    [InlineData("{\"a\":1}", "IDictionary<String, Object>", "{\"a\":1}")]
    public void Lists_and_objects_are_read_from_json(string json, string type, string written)
    {
        Assert.Equal(written, Values.ToJson(Values.Convert(json, type)));
        Assert.Equal(written, Values.ToJson(Values.Convert(Values.FromJson(json), type)));
    }

    [Fact]
    public void Decimals_stay_exact()
    {
        Assert.Equal(0.1m, Values.Convert("0.1", "Decimal"));
        Assert.Equal(0.1m, Values.Convert(0.1, "Decimal"));
        Assert.Equal(0.1m, Values.Convert(0.1m, "Decimal"));
        Assert.Equal(0.1, Values.Convert(0.1m, "Double"));
        Assert.Equal(3.0, Values.Convert(2.5m, "Int32"));
        Assert.Equal(true, Values.Convert(2.5m, "Boolean"));
        Assert.Equal(9007199254740993m, Values.Convert("9007199254740993", "Int64"));
        Assert.Equal(9223372036854775807m, Values.Convert("9223372036854775807", "Int64"));
        Assert.Equal(18446744073709551615m, Values.Convert("18446744073709551615", "UInt64"));
    }

    [Fact]
    public void A_long_value_is_quoted_by_its_beginning()
    {
        var refusal = Assert.Throws<ValueConversionException>(() => Values.Convert(new string('x', 500), "Int32"));

        Assert.Contains(new string('x', 60) + "…»", refusal.Message, StringComparison.Ordinal);
    }
}
