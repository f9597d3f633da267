using System.Globalization;

namespace Workflows.Engine;

/// <summary>A value that cannot be read as the type a definition asks for, in a Spanish sentence that names both.</summary>
public sealed class ValueConversionException : Exception
{
    public ValueConversionException(string message)
        : base(message)
    {
    }

    public ValueConversionException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

/// <summary>
/// Reads values as the types Elsa names, by alias (<c>Int32</c>, <c>String[]</c>) or by .NET name. Never uses culture
/// or the machine's time zone: dates must be ISO, and a DateTimeOffset must carry its offset.
/// </summary>
internal static class ValueConversion
{
    private const double FirstUnsafeInteger = 9007199254740992; // 2^53: from here on doubles skip whole numbers
    private const int LongestShownValue = 60;

    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private static readonly string[] DateTimeOffsetFormats =
    [
        "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz",
    ];

    private static readonly string[] TimeFormats = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    public static object? Convert(object? value, string typeName)
    {
        if (value is null)
            return null;

        var type = WantedType.Of(typeName);
        if (type.IsList)
            return ConvertItems(value, type);

        // An empty box means "not set" for everything but text.
        if (value is string blank && type.Kind is not (ValueKind.Any or ValueKind.Text) && string.IsNullOrWhiteSpace(blank))
            return null;

        return type.Kind switch
        {
            ValueKind.Any => value,
            ValueKind.Text => value as string ?? Values.ToText(value),
            ValueKind.Truth => Truth(value, type),
            ValueKind.Whole => Whole(value, type),
            ValueKind.Double => Double(value, type),
            ValueKind.Decimal => Decimal(value, type),
            ValueKind.Json => Json(value, type),
            _ => Text(value, type),
        };
    }

    private static object?[] ConvertItems(object value, WantedType type)
    {
        if (value is string text && text.TrimStart().StartsWith('['))
            value = Parse(text, type)!;
        if (value is not IReadOnlyList<object?> items)
            throw Unreadable(value, type);

        var converted = new object?[items.Count];
        for (var i = 0; i < converted.Length; i++)
            converted[i] = Convert(items[i], type.Item);

        return converted;
    }

    private static object Truth(object value, WantedType type) => value switch
    {
        bool => value,
        double number when !double.IsNaN(number) => Values.Of(number != 0),
        decimal number => Values.Of(number != 0),
        string text when bool.TryParse(text, out var truth) => Values.Of(truth),
        _ => throw Unreadable(value, type),
    };

    private static object Whole(object value, WantedType type)
    {
        decimal whole;
        switch (value)
        {
            case double number when Math.Abs(number) < 1e20:
                whole = Math.Round(NumberText.ToDecimal(number), MidpointRounding.AwayFromZero);
                break;
            case decimal number:
                whole = Math.Round(number, MidpointRounding.AwayFromZero);
                break;
            case string text when TryDecimal(text, out var number) && decimal.IsInteger(number):
                whole = number;
                break;
            default:
                throw Unreadable(value, type);
        }

        if (whole < type.Smallest || whole > type.Largest)
            throw Unreadable(value, type);

        object fitting = Math.Abs(whole) < (decimal)FirstUnsafeInteger ? (object)(double)whole : decimal.Truncate(whole);
        return fitting;
    }

    private static object Double(object value, WantedType type) => value switch
    {
        double => value,
        decimal number => (double)number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => throw Unreadable(value, type),
    };

    private static object Decimal(object value, WantedType type) => value switch
    {
        decimal => value,
        double number when Math.Abs(number) < (double)decimal.MaxValue => NumberText.ToDecimal(number),
        string text when TryDecimal(text, out var number) => number,
        _ => throw Unreadable(value, type),
    };

    private static object Json(object value, WantedType type) => value switch
    {
        string text => Parse(text, type)!,
        IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> => value,
        _ => throw Unreadable(value, type),
    };

    private static string Text(object value, WantedType type)
    {
        if (value is not string text)
            throw Unreadable(value, type);

        text = text.Trim();
        return type.Kind switch
        {
            ValueKind.DateTime when IsDateTime(text) => text,
            ValueKind.DateTimeOffset when IsDateTimeOffset(text) => text,
            ValueKind.Date when IsDateTime(text) => text[.."yyyy-MM-dd".Length],
            ValueKind.Time when TimeOnly.TryParseExact(
                text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => text,
            ValueKind.Duration when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) =>
                duration.ToString("c", CultureInfo.InvariantCulture),
            ValueKind.Guid when Guid.TryParse(text, out var id) => id.ToString("D"),
            _ => throw Unreadable(value, type),
        };
    }

    // AssumeUniversal and AdjustToUniversal keep the machine's zone out; only the text is kept.
    private static bool IsDateTime(string text) => DateTime.TryParseExact(
        text,
        DateTimeFormats,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out _);

    private static bool IsDateTimeOffset(string text) =>
        (text.EndsWith('Z') && IsDateTime(text))
        || DateTimeOffset.TryParseExact(
            text, DateTimeOffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool TryDecimal(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static object? Parse(string text, WantedType type)
    {
        try
        {
            return Values.FromJson(text);
        }
        catch (ValueConversionException broken)
        {
            throw Unreadable(text, type, broken);
        }
    }

    private static ValueConversionException Unreadable(object value, WantedType type, Exception? cause = null)
    {
        var shown = Values.ToText(value);
        if (shown.Length > LongestShownValue)
            shown = shown[..LongestShownValue] + "…";

        var sentence = $"«{shown}» no se puede leer como {type.Spanish} ({type.Name}).";
        return cause is null ? new(sentence) : new(sentence, cause);
    }
}
