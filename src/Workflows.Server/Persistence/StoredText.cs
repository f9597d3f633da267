using System.Text;

namespace Workflows.Server.Persistence;

/// <summary>
/// Words of somebody else (a server's answer, an exception) as the database takes them: what it refuses, and what nobody reads, is left
/// out. Never for what a person wrote, which is refused instead of changed.
/// </summary>
internal static class StoredText
{
    private const int Longest = 2_000;

    public static string Of(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= Longest) break;
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') plain.Append(rune.ToString());
        }

        return plain.ToString();
    }
}
