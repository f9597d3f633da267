namespace Workflows.Server.Web.Sheets;

/// <summary>Text that a spreadsheet would run instead of showing. It never enters as a name, so no export can carry it out again.</summary>
internal static class CsvFormula
{
    public static bool IsOne(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    public static string Problem(string text) => $"«{text}» empieza con «{text[0]}», y una planilla lo ejecutaría. Quita ese signo.";
}
