using System.Collections.ObjectModel;
using System.Globalization;
using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>Reads the members of plain workflow values. What is missing or of another kind reads as nothing, never as an error.</summary>
public static class PlainValues
{
    public static object? Member(this object? value, string name) =>
        value is IReadOnlyDictionary<string, object?> members ? members.GetValueOrDefault(name) : null;

    /// <summary>Every member; none when it is nothing that has any.</summary>
    public static IReadOnlyDictionary<string, object?> MembersOf(object? value) =>
        value as IReadOnlyDictionary<string, object?> ?? ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The text of a member; null when it is missing, empty or no text.</summary>
    public static string? TextOf(this object? value, string name) =>
        value.Member(name) is string text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static bool FlagOf(this object? value, string name) => value.Member(name) is true;

    public static IReadOnlyList<object?> ListOf(this object? value, string name) => value.Member(name).AsList();

    public static IReadOnlyList<object?> AsList(this object? value) => value as IReadOnlyList<object?> ?? [];

    public static int? WholeOf(this object? value, string name) => value.Member(name).AsWhole();

    /// <summary>A number without decimals; null when it is not one.</summary>
    public static int? AsWhole(this object? value) =>
        value.AsNumber() is { } number && decimal.IsInteger(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    /// <summary>A number as people wrote it, exact; null when it is not one.</summary>
    public static decimal? AsNumber(this object? value)
    {
        try
        {
            return value is double or decimal ? (decimal?)Values.Convert(value, "Decimal") : null;
        }
        catch (ValueConversionException)
        {
            return null; // larger than any amount, or not finite
        }
    }

    public static DateOnly? DateOf(this object? value, string name) => ToDate(value.TextOf(name));

    /// <summary>Null for what is no date.</summary>
    public static DateOnly? ToDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static string ToText(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A number as Chile writes it: 33,5.</summary>
    public static string ToSpanish(decimal number) =>
        number.ToString("0.############", CultureInfo.InvariantCulture).Replace('.', ',');

    public static List<object?> ToValues(IEnumerable<string> texts) => [.. texts];
}
