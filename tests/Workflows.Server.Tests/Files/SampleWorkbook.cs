using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Workflows.Server.Tests.Files;

/// <summary>A number that a workbook shows as a percentage: 0,955 is «95,5 %».</summary>
internal sealed record Share(double Value);

/// <summary>
/// A workbook as Excel writes it: texts shared, dates and percentages as styled numbers, numbers with the dust of fractions, cells that are
/// empty left out.
/// </summary>
internal static class SampleWorkbook
{
    private const uint DateStyle = 1, ShareStyle = 2, RedStyle = 3;

    public static byte[] Of(params object?[][] rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var words = new List<string>();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(rows.Select((cells, at) => new Row(
                cells.Select((value, column) => (value, name: $"{(char)('A' + column)}{at + 1}")).Where(cell => cell.value is not null)
                    .Select(cell => CellOf(cell.value!, cell.name, words)))
            { RowIndex = (uint)at + 1 }).Where(row => row.HasChildren)));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(
                    new NumberingFormat { NumberFormatId = 170, FormatCode = "dd-mm-yyyy" },
                    // A colour has the letter of a year, and is none.
                    new NumberingFormat { NumberFormatId = 171, FormatCode = "[Yellow]#.##0,00\" days\"" }),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
                new CellFormats(
                    new CellFormat(), new CellFormat { NumberFormatId = 170, ApplyNumberFormat = true },
                    new CellFormat { NumberFormatId = 10, ApplyNumberFormat = true },
                    new CellFormat { NumberFormatId = 171, ApplyNumberFormat = true }));
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                words.Select(word => new SharedStringItem(new Text(word))));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "Hoja1", SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
        }

        return file.ToArray();
    }

    private static Cell CellOf(object value, string name, List<string> words) => value switch
    {
        CellFormula formula => new Cell(formula, new CellValue("2")) { CellReference = name },
        DateTime date => Styled(date.ToOADate(), DateStyle, name),
        Share share => Styled(share.Value, ShareStyle, name),
        double number => Styled(number, RedStyle, name),
        bool isTrue => new Cell(new CellValue(isTrue ? "1" : "0")) { CellReference = name, DataType = CellValues.Boolean },
        _ => Shared((string)value, name, words),
    };

    private static Cell Styled(double value, uint style, string name) =>
        new(new CellValue(value.ToString("G17", CultureInfo.InvariantCulture))) { CellReference = name, StyleIndex = style };

    private static Cell Shared(string word, string name, List<string> words)
    {
        words.Add(word);
        return new Cell(new CellValue((words.Count - 1).ToString(CultureInfo.InvariantCulture)))
        {
            CellReference = name, DataType = CellValues.SharedString
        };
    }
}
