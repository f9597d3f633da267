using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflows.Definitions.Calendar;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Web.Sheets;

/// <summary>
/// The rows of the first sheet of a workbook, each at its place, so that whatever reads them names the rows that people see. A formula is
/// refused: what it shows is not what somebody wrote.
/// </summary>
internal static class XlsxRows
{
    private const long Megabyte = 1024 * 1024;
    private const int LastColumn = 100;
    private const int LastDay = 2_958_466; // of the year 9999

    private static readonly FileLimits Limits = new() { MaxUncompressedBytes = 16 * Megabyte };

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith("PK\x03\x04"u8);

    /// <returns>By the place of the row, from 1; rows without a word are missing.</returns>
    /// <exception cref="FileStoreException">It is broken, has macros or grows too much when opened.</exception>
    /// <exception cref="CsvException">A cell cannot be read.</exception>
    public static SortedDictionary<int, string[]> Read(string name, MemoryStream file, CellText text)
    {
        if (ZipInspection.Inspect(file, Limits) != FileKind.Xlsx)
            throw new CsvException(name, ["El archivo no es una planilla de Excel (.xlsx) ni un CSV."]);
        try
        {
            file.Position = 0;
            using var document = SpreadsheetDocument.Open(file, isEditable: false);
            return Read(name, document.WorkbookPart!, text);
        }
        catch (Exception error)
            when (error is OpenXmlPackageException or InvalidDataException or System.Xml.XmlException or FormatException
                and not CsvException)
        {
            throw FileStoreException.Broken(error);
        }
    }

    private static SortedDictionary<int, string[]> Read(string name, WorkbookPart workbook, CellText text)
    {
        var first = workbook.Workbook?.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault()?.Id?.Value;
        if (first is null || workbook.GetPartById(first) is not WorksheetPart { Worksheet: { } worksheet })
            throw new CsvException(name, ["La planilla no tiene hojas."]);
        var words = workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(item => item.InnerText)
            .ToArray() ?? [];
        var styles = new SheetStyles(workbook.WorkbookStylesPart?.Stylesheet);
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
                cells[column] = TextOf(cell, words, styles, text);
            }

            if (cells.Exists(cell => cell.Length > 0))
                rows[position] = [.. cells];
        }

        return problems.Count == 0 ? rows : throw new CsvException(name, problems);
    }

    private static string TextOf(Cell cell, string[] words, SheetStyles styles, CellText text)
    {
        var written = cell.CellValue?.InnerText ?? cell.InlineString?.InnerText ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString)
            written = int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < words.Length
                ? words[at]
                : "";
        else if (type == CellValues.Boolean)
            written = written == "1" ? "sí" : "no";
        else if ((type is null || type == CellValues.Number) && written.Length > 0)
            written = styles.IsDate(cell)
                && double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is > 0 and < LastDay
                ? text.Day(DateTime.FromOADate(days))
                : text.Number(written, styles.IsShare(cell));
        return written.ReplaceLineEndings(text.KeepsLines ? "\n" : " ").Trim();
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
