using System.Globalization;
using System.Text;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// The columns of a file that people fill in: what code calls each, and its heading in Spanish. A file may bear either; what is said about
/// it is said in Spanish.
/// </summary>
public sealed class CsvColumns(IReadOnlyList<string> required, IReadOnlyList<string> optional, IReadOnlyDictionary<string, string> headings)
{
    private readonly Dictionary<string, string> _byHeading = required.Concat(optional).ToDictionary(
        column => Plain(headings.GetValueOrDefault(column, column)), column => column, StringComparer.Ordinal);

    public IReadOnlyList<string> Required => required;

    public IReadOnlyList<string> Optional => optional;

    /// <summary>As a file to fill in names them; those that may stay empty come last.</summary>
    public IEnumerable<string> Headings => required.Concat(optional).Select(HeadingOf);

    internal string HeadingOf(string column) => headings.GetValueOrDefault(column, column);

    /// <summary>The column of a heading, however its accents and capitals were written; the heading itself when no column has it.</summary>
    internal string ColumnOf(string heading) =>
        required.Contains(heading) || optional.Contains(heading) ? heading : _byHeading.GetValueOrDefault(Plain(heading), heading);

    private static string Plain(string heading) => string.Concat(heading.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}
