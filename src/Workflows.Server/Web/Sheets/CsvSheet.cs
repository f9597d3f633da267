using System.Buffers;
using System.Globalization;
using System.Text;

namespace Workflows.Server.Web.Sheets;

/// <summary>
/// CSV as Excel in Chile opens it by a double click: UTF-8 with its mark, semicolons, and no text that begins as a formula.
/// </summary>
internal static class CsvSheet
{
    private static readonly CultureInfo Chile = CultureInfo.GetCultureInfo("es-CL");
    private static readonly SearchValues<char> Special = SearchValues.Create(";\"\r\n");

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await foreach (var row in rows.WithCancellation(ct))
            await writer.WriteAsync($"{string.Join(';', row.Select(Cell))}\r\n".AsMemory(), ct);
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        DateTime local => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, Chile),
        _ => Quoted(Harmless(value.ToString() ?? "")),
    };

    /// <summary>A spreadsheet runs what begins like this; behind an apostrophe it shows it.</summary>
    private static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
