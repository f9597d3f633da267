using System.Text.RegularExpressions;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// A place by its territorial code (CUT): two digits a region, three a province, five a commune. The code of a place
/// begins with the code of what contains it, once regions and provinces share their first two digits.
/// </summary>
public sealed partial record Territory(string Code)
{
    /// <summary>Is this place inside one of those a holiday's text names, as in «Región de Magallanes (12)»?</summary>
    public bool IsWithin(string places) =>
        CodeInParentheses().Matches(places).Any(match => Code.StartsWith(match.Groups[1].Value, StringComparison.Ordinal));

    [GeneratedRegex(@"\((\d{2,5})\)", RegexOptions.CultureInvariant)]
    private static partial Regex CodeInParentheses();
}
