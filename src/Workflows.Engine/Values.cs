using System.Text.Json;
using Workflows.Engine.Json;

namespace Workflows.Engine;

/// <summary>
/// The values a workflow carries: null, bool, double, decimal, string, IReadOnlyList and IReadOnlyDictionary of them
/// (in the order they were written), and nothing else. They are never changed in place.
/// </summary>
public static class Values
{
    public const int MaxDepth = 64;

    private const double FirstUnsafeInteger = 9007199254740992; // 2^53: from here on doubles skip whole numbers

    internal static readonly object True = true;
    internal static readonly object False = false;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxDepth };

    /// <exception cref="ValueConversionException">The text is not JSON, or is nested too deeply.</exception>
    public static object? FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            return FromJson(document.RootElement);
        }
        catch (JsonException broken)
        {
            throw new ValueConversionException(
                $"El texto no es JSON válido o tiene más de {MaxDepth} niveles (línea {broken.LineNumber + 1}, "
                + $"posición {broken.BytePositionInLine + 1}).",
                broken);
        }
        catch (ArgumentException broken) // half of a surrogate pair
        {
            throw NotText(broken);
        }
    }

    /// <exception cref="ValueConversionException">The element is nested too deeply, or holds what is no text.</exception>
    public static object? FromJson(JsonElement element)
    {
        try
        {
            return Read(element, 0);
        }
        catch (InvalidOperationException broken) when (broken is not ObjectDisposedException) // as above, but escaped
        {
            throw NotText(broken);
        }
    }

    public static string ToJson(object? value)
    {
        _ = TryToJson(value, long.MaxValue, out var json);
        return json;
    }

    public static void WriteJson(Utf8JsonWriter writer, object? value) => _ = TryWrite(writer, value, long.MaxValue);

    /// <summary>Gives up, with an empty text, soon after the JSON passes that many bytes.</summary>
    internal static bool TryToJson(object? value, long maxBytes, out string json)
    {
        using var pen = JsonPen.Take();
        var isWhole = TryWrite(pen.Writer, value, maxBytes);
        json = isWhole ? pen.ToString() : "";
        return isWhole;
    }

    private static bool TryWrite(Utf8JsonWriter writer, object? value, long maxBytes)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case double number:
                WriteNumber(writer, number);
                break;
            case decimal number:
                writer.WriteRawValue(NumberText.Of(number), skipInputValidation: true);
                break;
            case IReadOnlyDictionary<string, object?> members:
                writer.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    writer.WritePropertyName(name);
                    if (!TryWrite(writer, member, maxBytes))
                        return false;
                }

                writer.WriteEndObject();
                break;
            case IReadOnlyList<object?> items:
                writer.WriteStartArray();
                for (var i = 0; i < items.Count; i++)
                {
                    if (!TryWrite(writer, items[i], maxBytes))
                        return false;
                }

                writer.WriteEndArray();
                break;
            default:
                throw NotAValue(value);
        }

        return writer.BytesCommitted + writer.BytesPending <= maxBytes;
    }

    /// <summary>The same value, however deep; a double and a decimal of the same number are equal.</summary>
    public static bool Equal(object? left, object? right)
    {
        if (ReferenceEquals(left, right))
            return true;

        return (left, right) switch
        {
            (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
            (bool a, bool b) => a == b,
            (double a, double b) => a.Equals(b) || a == b, // NaN is the same value as NaN, and -0 as 0
            (decimal a, decimal b) => a == b,
            (double a, decimal b) => SameNumber(a, b),
            (decimal a, double b) => SameNumber(b, a),
            (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) => SameMembers(a, b),
            (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => SameItems(a, b),
            _ => false,
        };
    }

    /// <summary>The value as a line of text shows it: nothing for null, True and False, numbers without culture.</summary>
    public static string ToText(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? bool.TrueString : bool.FalseString,
        double number => NumberText.Of(number),
        decimal number => NumberText.Of(number),
        _ => ToJson(value),
    };

    /// <summary>The value as Elsa's type wants it; a type this engine does not know leaves the value as it is.</summary>
    /// <exception cref="ValueConversionException">The value cannot be read as that type.</exception>
    public static object? Convert(object? value, string typeName) => ValueConversion.Convert(value, typeName);

    internal static object Of(bool truth) => truth ? True : False;

    internal static ArgumentException NotAValue(object value) =>
        new($"A {value.GetType()} is not a workflow value.", nameof(value));

    private static object? Read(JsonElement element, int depth)
    {
        if (depth > MaxDepth)
            throw new ValueConversionException($"El JSON tiene más de {MaxDepth} niveles.");

        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return ReadNumber(element);
            case JsonValueKind.True:
                return True;
            case JsonValueKind.False:
                return False;
            case JsonValueKind.Array:
                var items = new object?[element.GetArrayLength()];
                var next = 0;
                foreach (var item in element.EnumerateArray())
                    items[next++] = Read(item, depth + 1);

                return items;
            case JsonValueKind.Object:
                var members = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                    members[member.Name] = Read(member.Value, depth + 1);

                return members;
            default:
                return null;
        }
    }

    private static object ReadNumber(JsonElement element)
    {
        var number = element.GetDouble();
        var isExact = Math.Abs(number) < FirstUnsafeInteger || !double.IsInteger(number);

        return isExact || !element.TryGetDecimal(out var whole) || SameNumber(number, whole) ? number : whole;
    }

    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteNullValue(); // as JSON.stringify does
            return;
        }

        Span<char> text = stackalloc char[NumberText.MaxLength];
        writer.WriteRawValue(text[..NumberText.Write(number, text)], skipInputValidation: true);
    }

    private static bool SameNumber(double number, decimal other) =>
        double.IsInteger(number) && Math.Abs(number) < (double)decimal.MaxValue
            ? NumberText.ToDecimal(number) == other
            : (double)other == number;

    private static bool SameItems(IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        if (left.Count != right.Count)
            return false;

        for (var i = 0; i < left.Count; i++)
        {
            if (!Equal(left[i], right[i]))
                return false;
        }

        return true;
    }

    private static bool SameMembers(
        IReadOnlyDictionary<string, object?> left, IReadOnlyDictionary<string, object?> right)
    {
        if (left.Count != right.Count)
            return false;

        foreach (var (name, value) in left)
        {
            if (!right.TryGetValue(name, out var other) || !Equal(value, other))
                return false;
        }

        return true;
    }

    private static ValueConversionException NotText(Exception broken) =>
        new("El texto no es JSON válido: contiene un carácter incompleto.", broken);
}
