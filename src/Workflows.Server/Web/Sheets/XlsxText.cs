using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflows.Definitions.Calendar;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Web.Sheets;

/// <summary>
/// The first sheet of a workbook as CSV text, row by row in its place, so that whatever reads it names the rows that people see.
/// Dates are written as ISO dates. A formula is refused: what it shows is not what somebody wrote.
/// </summary>
internal static class XlsxText
{
    private const long Megabyte = 1024 * 1024;
    private const int LastColumn = 100;

    private static readonly FileLimits Limits = new() { MaxUncompressedBytes = 16 * Megabyte };

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith("PK\x03\x04"u8);

    /// <exception cref="FileStoreException">It is broken, has macros or grows too much when opened.</exception>
    /// <exception cref="CsvException">A cell cannot be read.</exception>
    public static string Read(string name, MemoryStream file)
    {
        if (ZipInspection.Inspect(file, Limits) != FileKind.Xlsx)
            throw new CsvException(name, ["El archivo no es una planilla de Excel (.xlsx) ni un CSV."]);
        try
        {
            file.Position = 0;
            using var document = SpreadsheetDocument.Open(file, isEditable: false);
            return Read(name, document.WorkbookPart!);
        }
        catch (Exception error)
            when (error is OpenXmlPackageException or InvalidDataException or System.Xml.XmlException or FormatException
                and not CsvException)
        {
            throw FileStoreException.Broken(error);
        }
    }

    private static string Read(string name, WorkbookPart workbook)
    {
        var first = workbook.Workbook?.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault()?.Id?.Value;
        if (first is null || workbook.GetPartById(first) is not WorksheetPart { Worksheet: { } worksheet })
            throw new CsvException(name, ["La planilla no tiene hojas."]);
        var words = workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(item => item.InnerText)
            .ToArray() ?? [];
        var dates = DateStyles(workbook.WorkbookStylesPart?.Stylesheet);
        var (rows, problems) = (new SortedDictionary<int, string[]>(), new List<string>());
        foreach (var merged in worksheet.Descendants<MergeCell>())
            problems.Add($"Las celdas {merged.Reference?.Value} están combinadas: sepáralas y repite su valor en cada fila.");
        foreach (var (row, position) in worksheet.Descendants<Row>().Select((row, at) => (row, (int?)row.RowIndex?.Value ?? at + 1)))
        {
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var column = ColumnOf(cell) ?? cells.Count;
                if (column >= LastColumn)
                    continue;
                while (cells.Count <= column)
                    cells.Add("");
                if (cell.CellFormula is not null)
                    problems.Add($"Fila {position}: la celda {cell.CellReference?.Value} tiene una fórmula. Pega su valor.");
                cells[column] = TextOf(cell, words, dates);
            }

            if (cells.Exists(text => text.Length > 0))
                rows[position] = [.. cells];
        }

        return problems.Count == 0 ? Write(rows) : throw new CsvException(name, problems);
    }

    private static string Write(SortedDictionary<int, string[]> rows)
    {
        var width = rows.Values.FirstOrDefault()?.Length ?? 0;
        var (text, last) = (new StringBuilder(), 0);
        foreach (var (position, cells) in rows)
        {
            text.Append('\n', Math.Max(0, position - last - 1));
            // Cells that nobody filled are missing at the end of a row.
            var padded = cells.Concat(Enumerable.Repeat("", Math.Max(0, width - cells.Length)));
            text.AppendJoin(',', padded.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
            last = position;
        }

        return text.ToString();
    }

    private static string TextOf(Cell cell, string[] words, HashSet<uint> dates)
    {
        var written = cell.CellValue?.InnerText ?? cell.InlineString?.InnerText ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString)
            written = int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < words.Length
                ? words[at]
                : "";
        else if (type == CellValues.Boolean)
            written = written == "1" ? "sí" : "no";
        else if ((type is null || type == CellValues.Number) && cell.StyleIndex?.Value is { } style && dates.Contains(style)
            && double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 2_958_466)
            written = DateTime.FromOADate(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return written.ReplaceLineEndings(" ").Trim();
    }

    /// <summary>
    /// The styles that show a number as a date: those of the format itself (14 to 22) and those whose pattern has days or years.
    /// </summary>
    private static HashSet<uint> DateStyles(Stylesheet? styles)
    {
        var patterns = styles?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(
                format => format.FormatCode?.Value is { } code
                    && (code.Contains('y', StringComparison.OrdinalIgnoreCase) || code.Contains("dd", StringComparison.OrdinalIgnoreCase)))
            .Select(format => format.NumberFormatId?.Value ?? 0).ToHashSet() ?? [];
        return styles?.CellFormats?.Elements<CellFormat>().Select((format, at) => (Id: format.NumberFormatId?.Value ?? 0, Style: (uint)at))
            .Where(format => format.Id is >= 14 and <= 22 || patterns.Contains(format.Id)).Select(format => format.Style).ToHashSet() ?? [];
    }

    /// <summary>«B7» is in column 1.</summary>
    private static int? ColumnOf(Cell cell)
    {
        if (cell.CellReference?.Value is not { Length: > 0 } reference)
            return null;
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(4))
            column = column * 26 + (letter - 'A' + 1);
        return column - 1;
    }
}
