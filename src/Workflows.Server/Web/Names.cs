using System.Globalization;

namespace Workflows.Server.Web;

/// <summary>
/// Finds names as people type them: capitals and accents do not matter. For what is in memory; <see cref="Like"/> is for the database.
/// </summary>
internal static class Names
{
    public static bool Have(string name, string text) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
