using System.Globalization;
using HandlebarsDotNet;
using Workflows.Definitions.Calendar;

namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// The functions a template may use: dates, numbers and links as people in Chile read them. Their names cannot be those of
/// values, which are nouns. They format what the model says; a value they do not understand is written as it came.
/// </summary>
internal static class MailHelpers
{
    public static readonly IReadOnlyDictionary<string, (int Min, int Max)> Arguments = new SortedDictionary<string, (int, int)>(
        StringComparer.Ordinal)
    {
        ["comoFecha"] = (1, 1), // 15 de octubre de 2026
        ["comoFechaLarga"] = (1, 1), // jueves 15 de octubre de 2026
        ["comoFechaHora"] = (1, 1), // jueves 15 de octubre de 2026 a las 23:59
        ["comoHora"] = (1, 1), // 23:59
        ["comoNumero"] = (1, 2), // 1.234,5 (decimals: at most that many)
        ["comoPorcentaje"] = (1, 2), // 62,5 %
        ["comoDiasHabiles"] = (1, 1), // 5 días hábiles
        ["enlaceA"] = (1, 2), // https://…/tareas/… ; the second is joined to the first
        ["conMayuscula"] = (1, 1), // first letter in upper case
        ["enLista"] = (1, 1), // uno, dos y tres
    };

    private const int MaxDecimals = 6;

    public static IEnumerable<string> Names => Arguments.Keys;

    /// <summary>Dots for thousands, comma for decimals: our own, so a machine without es-CL says the same.</summary>
    public static readonly NumberFormatInfo Numbers = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        PercentDecimalSeparator = ",",
    };

    public static void Register(IHandlebars handlebars, Func<Uri> publicUrl)
    {
        Add("comoFecha", arguments => OnDate(arguments[0], SpanishDate.Of));
        Add("comoFechaLarga", arguments => OnDate(arguments[0], SpanishDate.WithWeekday));
        Add("comoFechaHora", arguments => DateAndHour(arguments[0]));
        Add(
            "comoHora", arguments =>
                AsInstant(arguments[0]) is { } instant ? SpanishDate.Hour(SantiagoTime.TimeAt(instant)) : Plain(arguments[0]));
        Add("comoNumero", arguments => Number(arguments));
        Add("comoPorcentaje", arguments => AsNumber(arguments[0]) is null ? Plain(arguments[0]) : $"{Number(arguments)} %");
        Add(
            "comoDiasHabiles", arguments =>
                AsNumber(arguments[0]) is { } count && Math.Abs(count) < 10_000 ? SpanishDate.WorkingDays((int)count)
                    : Plain(arguments[0]));
        Add("enlaceA", arguments => Link(publicUrl(), string.Concat(arguments.Select(Plain))));
        Add("conMayuscula", arguments => Plain(arguments[0]) is { Length: > 0 } text ? char.ToUpperInvariant(text[0]) + text[1..] : "");
        Add("enLista", arguments => arguments[0] is IEnumerable<object?> items ? Enumerate([.. items.Select(Plain)]) : Plain(arguments[0]));

        void Add(string name, Func<object?[], string> write) =>
            handlebars.RegisterHelper(name, (writer, _, arguments) => writer.Write(write([.. arguments.Select(Known)]), encode: true));
    }

    /// <summary>The address of a page of ours. What is not a path of ours is not a link.</summary>
    public static string Link(Uri root, string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && Uri.TryCreate(root, root.AbsolutePath.TrimEnd('/') + path, out var link)
            ? link.AbsoluteUri
            : root.AbsoluteUri;

    public static string Plain(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "sí" : "no",
        double or decimal or int or long => Number([value]),
        _ => "",
    };

    // A name the model lacks arrives as Handlebars' own marker.
    private static object? Known(object? value) => value is UndefinedBindingResult ? null : value;

    private static string OnDate(object? value, Func<DateOnly, string> write) => AsDate(value) is { } date ? write(date) : Plain(value);

    private static string DateAndHour(object? value)
    {
        if (AsInstant(value) is not { } instant) return OnDate(value, SpanishDate.WithWeekday);
        return $"{SpanishDate.WithWeekday(SantiagoTime.DateAt(instant))} a las {SpanishDate.Hour(SantiagoTime.TimeAt(instant))}";
    }

    private static DateOnly? AsDate(object? value) =>
        value is string text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : AsInstant(value) is { } instant ? SantiagoTime.DateAt(instant) : null;

    private static DateTimeOffset? AsInstant(object? value) =>
        value is string { Length: > 10 } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private static decimal? AsNumber(object? value) => value switch
    {
        decimal number => number,
        int number => number,
        long number => number,
        double number when Math.Abs(number) < 1e15 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string Number(object?[] arguments)
    {
        if (AsNumber(arguments[0]) is not { } number) return Plain(arguments[0] as string);
        var decimals = arguments.Length > 1 && AsNumber(arguments[1]) is { } asked ? (int)Math.Clamp(asked, 0, MaxDecimals) : MaxDecimals;
        var rounded = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        return rounded.ToString("#,##0." + new string('#', decimals), Numbers);
    }

    private static string Enumerate(string[] items) => items.Length switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items[..^1])} y {items[^1]}",
    };
}
