using System.Globalization;
using System.Text;

namespace Workflows.Server.Files.Store;

/// <summary>The name under which a file is shown and downloaded. It is only a text: nothing is ever stored under it.</summary>
public static class FileName
{
    private const int Longest = 200;
    private const int LongestExtension = 20;
    private const string Nameless = "archivo";

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The last part of a path, without what hides or deceives (controls, direction overrides that show «exe.pdf» backwards) and
    /// without what some system refuses.
    /// </summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var visible = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (!IsHidden(rune))
                visible.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());

        // macOS sends «ó» as two characters.
        var clean = visible.ToString().Normalize(NormalizationForm.FormC);
        clean = Trim(clean);
        if (clean.Length == 0)
            return Nameless;

        var shown = Shorten(clean);
        return Devices.Contains(shown.Split('.')[0].TrimEnd()) ? "_" + shown : shown;
    }

    /// <summary>True when it holds what makes «gpj.exe» read as «exe.jpg».</summary>
    public static bool TurnsDirection(string? name) => name?.Any(c =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) == true;

    private static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    // The extension stays; no character is cut in half. One place is left for the underscore of a device's name.
    private static string Shorten(string name)
    {
        if (name.Length < Longest)
            return name;

        var extension = Path.GetExtension(name);
        if (extension.Length > LongestExtension)
            extension = "";
        var cut = Longest - 1 - extension.Length;
        if (char.IsHighSurrogate(name[cut - 1]))
            cut--;
        return Trim(name[..cut]) + extension;
    }

    private static string Trim(string name)
    {
        var start = 0;
        var end = name.Length;
        while (start < end && IsEdge(name[start]))
            start++;
        while (end > start && IsEdge(name[end - 1]))
            end--;
        return name[start..end];
    }

    // Hidden on Unix, dropped by Windows.
    private static bool IsEdge(char c) => c == '.' || char.IsWhiteSpace(c);
}
