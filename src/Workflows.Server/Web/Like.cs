namespace Workflows.Server.Web;

/// <summary>Patterns for ILIKE from what a person typed: what they typed is text, never a pattern.</summary>
internal static class Like
{
    public static string Containing(string text) =>
        "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
