using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Workflows.Server.Web.Sheets;

/// <summary>Which styles of a workbook show a number as a date, and which as a percentage: the number itself does not say.</summary>
internal sealed partial class SheetStyles
{
    private readonly HashSet<uint> _dates;
    private readonly HashSet<uint> _shares;

    public SheetStyles(Stylesheet? styles)
    {
        // What stands in brackets and quotes is a colour, a country or words.
        var patterns = (styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Select(format => (Id: format.NumberFormatId?.Value ?? 0, Code: Aside().Replace(format.FormatCode?.Value ?? "", "")))
            .ToLookup(format => format.Id, format => format.Code);
        _dates = StylesWhere(styles, id => id is >= 14 and <= 22 || patterns[id].Any(IsDate));
        _shares = StylesWhere(styles, id => id is 9 or 10 || patterns[id].Any(code => code.Contains('%', StringComparison.Ordinal)));
    }

    public bool IsDate(Cell cell) => cell.StyleIndex?.Value is { } style && _dates.Contains(style);

    public bool IsShare(Cell cell) => cell.StyleIndex?.Value is { } style && _shares.Contains(style);

    private static bool IsDate(string code) =>
        code.Contains('y', StringComparison.OrdinalIgnoreCase) || code.Contains("dd", StringComparison.OrdinalIgnoreCase);

    private static HashSet<uint> StylesWhere(Stylesheet? styles, Func<uint, bool> isOne) =>
    [
        .. (styles?.CellFormats?.Elements<CellFormat>() ?? [])
            .Select((format, at) => (Id: format.NumberFormatId?.Value ?? 0, Style: (uint)at))
            .Where(format => isOne(format.Id)).Select(format => format.Style),
    ];

    [GeneratedRegex("""\[[^\]]*\]|"[^"]*"|\\.""")]
    private static partial Regex Aside();
}
