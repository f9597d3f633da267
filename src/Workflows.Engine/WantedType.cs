namespace Workflows.Engine;

internal enum ValueKind
{
    Any,
    Text,
    Truth,
    Whole,
    Double,
    Decimal,
    DateTime,
    DateTimeOffset,
    Date,
    Time,
    Duration,
    Guid,
    Json,
}

/// <summary>
/// What a type name of a definition asks of a value. A name this engine does not know asks nothing, so definitions
/// with types of other servers still run.
/// </summary>
internal readonly record struct WantedType(string Name, ValueKind Kind, decimal Smallest = 0, decimal Largest = 0)
{
    private static readonly string[] Collections =
        ["List", "IList", "ICollection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection", "HashSet", "ISet", "Collection"];

    public bool IsList { get; private init; }

    /// <summary>The type name of a list's items.</summary>
    public string Item { get; private init; } = "Object";

    public string Spanish => Kind switch
    {
        _ when IsList => "una lista",
        ValueKind.Truth => "verdadero o falso (true o false)",
        ValueKind.Whole => "un número entero",
        ValueKind.Double or ValueKind.Decimal => "un número",
        ValueKind.DateTime => "una fecha con hora, como 2026-10-15T09:00:00",
        ValueKind.DateTimeOffset => "una fecha con hora y zona, como 2026-10-15T09:00:00-03:00",
        ValueKind.Date => "una fecha, como 2026-10-15",
        ValueKind.Time => "una hora, como 09:00",
        ValueKind.Duration => "una duración, como 10.00:00:00 (diez días)",
        ValueKind.Guid => "un identificador único",
        _ => "un objeto o una lista en JSON",
    };

    public static WantedType Of(string typeName) => Known(typeName) ?? Named(typeName);

    private static WantedType Named(string typeName)
    {
        var name = typeName.Trim();
        var generic = name.IndexOf('`', StringComparison.Ordinal);
        if (generic >= 0)
            return Generic(typeName, Simple(name[..generic]), ArgumentOf(name[generic..]));

        var opening = name.IndexOf('<', StringComparison.Ordinal);
        if (opening > 0 && name.EndsWith('>'))
            return Generic(typeName, Simple(name[..opening]), name[(opening + 1)..^1]);

        var comma = name.IndexOf(',', StringComparison.Ordinal); // the assembly follows
        if (comma >= 0)
            name = name[..comma].TrimEnd();
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return ListOf(typeName, name[..^2]);
        if (name.EndsWith('?'))
            name = name[..^1];

        return Known(Simple(name)) ?? new WantedType(typeName, ValueKind.Any);
    }

    private static WantedType Generic(string typeName, string outer, string argument)
    {
        if (outer is "Nullable")
            return Of(argument);
        if (Array.IndexOf(Collections, outer) >= 0)
            return ListOf(typeName, argument);

        return new(typeName, outer is "Dictionary" or "IDictionary" ? ValueKind.Json : ValueKind.Any);
    }

    private static WantedType ListOf(string typeName, string item) =>
        new(typeName, ValueKind.Any) { IsList = true, Item = item };

    // "`1[[System.String, System.Private.CoreLib]]" → "System.String, System.Private.CoreLib"
    private static string ArgumentOf(string arity)
    {
        var from = arity.IndexOf("[[", StringComparison.Ordinal);
        var to = arity.LastIndexOf("]]", StringComparison.Ordinal);
        return from >= 0 && to > from ? arity[(from + 2)..to] : "Object";
    }

    private static string Simple(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static WantedType? Known(string name) => name switch
    {
        "String" or "string" or "Char" or "Uri" => new(name, ValueKind.Text),
        "Boolean" or "Bool" or "bool" => new(name, ValueKind.Truth),
        "Int32" or "Int" or "Integer" or "int" => new(name, ValueKind.Whole, int.MinValue, int.MaxValue),
        "Int64" or "Long" or "long" => new(name, ValueKind.Whole, long.MinValue, long.MaxValue),
        "Int16" or "Short" or "short" => new(name, ValueKind.Whole, short.MinValue, short.MaxValue),
        "Byte" or "byte" => new(name, ValueKind.Whole, byte.MinValue, byte.MaxValue),
        "SByte" => new(name, ValueKind.Whole, sbyte.MinValue, sbyte.MaxValue),
        "UInt16" => new(name, ValueKind.Whole, ushort.MinValue, ushort.MaxValue),
        "UInt32" => new(name, ValueKind.Whole, uint.MinValue, uint.MaxValue),
        "UInt64" => new(name, ValueKind.Whole, ulong.MinValue, ulong.MaxValue),
        "Double" or "double" or "Single" or "Float" or "float" => new(name, ValueKind.Double),
        "Decimal" or "decimal" => new(name, ValueKind.Decimal),
        "DateTime" => new(name, ValueKind.DateTime),
        "DateTimeOffset" => new(name, ValueKind.DateTimeOffset),
        "DateOnly" or "Date" => new(name, ValueKind.Date),
        "TimeOnly" => new(name, ValueKind.Time),
        "TimeSpan" => new(name, ValueKind.Duration),
        "Guid" => new(name, ValueKind.Guid),
        "JsonObject" or "JsonNode" or "JsonElement" or "JsonArray" or "ExpandoObject" or "ObjectDictionary" =>
            new(name, ValueKind.Json),
        _ => null,
    };
}
