using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Workflows.Server.Web.Sheets;

/// <summary>
/// A workbook of one sheet. Texts are cells of text, so none is ever a formula; dates are dates. It is written to a file that
/// disappears by itself, because the format needs to go back while it is written.
/// </summary>
internal static class XlsxSheet
{
    private const uint Usual = 0, Moment = 1, Heading = 2, Day = 3;

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.DeleteOnClose);
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            await WriteRowsAsync(sheet, rows, ct);
            workbook.Workbook = new Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = "Lista", SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
        }

        file.Position = 0;
        await file.CopyToAsync(stream, ct);
    }

    private static async Task WriteRowsAsync(WorksheetPart sheet, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        using var writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        var isHeading = true;
        await foreach (var row in rows.WithCancellation(ct))
        {
            writer.WriteStartElement(new Row());
            foreach (var cell in row)
                writer.WriteElement(CellOf(cell, isHeading ? Heading : Usual));
            writer.WriteEndElement();
            isHeading = false;
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Cell CellOf(object? value, uint style) => value switch
    {
        null => new Cell(),
        DateTime local =>
            new Cell(new CellValue(local.ToOADate().ToString(CultureInfo.InvariantCulture)))
            {
                DataType = CellValues.Number, StyleIndex = Moment
            },
        DateOnly day =>
            new Cell(new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)))
            {
                DataType = CellValues.Number, StyleIndex = Day
            },
        int or long or double or decimal =>
            new Cell(new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!)) { DataType = CellValues.Number },
        _ => new Cell(new InlineString(new Text(Plain(value.ToString()!)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString, StyleIndex = style,
        },
    };

    /// <summary>Without what XML cannot carry. A sign of two halves, such as a face, is one and stays.</summary>
    private static string Plain(string text) => text.All(XmlConvert.IsXmlChar)
        ? text
        : string.Concat(text.EnumerateRunes().Where(sign => !sign.IsBmp || XmlConvert.IsXmlChar((char)sign.Value)));

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy hh:mm" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "dd/mm/yyyy" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true }));
}
