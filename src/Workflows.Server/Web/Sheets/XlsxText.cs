using System.Text;
using Workflows.Definitions.Calendar;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Web.Sheets;

/// <summary>The first sheet of a workbook as CSV text, row by row in its place. Dates are written as ISO dates.</summary>
internal static class XlsxText
{
    /// <exception cref="FileStoreException">It is broken, has macros or grows too much when opened.</exception>
    /// <exception cref="CsvException">A cell cannot be read.</exception>
    public static string Read(string name, MemoryStream file)
    {
        var rows = XlsxRows.Read(name, file, CellText.Plain);
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
}
