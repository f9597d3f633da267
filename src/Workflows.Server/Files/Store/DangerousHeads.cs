using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Server.Files.Store;

/// <summary>
/// Knows programs, scripts, pages and old documents by how they begin, under any name. It says what a content is; it runs and opens
/// nothing.
/// </summary>
internal static partial class DangerousHeads
{
    /// <summary>As far as a disk image says what it is.</summary>
    public const int Length = 0x8006;

    private static readonly (byte[] Mark, string What)[] Marks =
    [
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "un programa"),
        ([0xFE, 0xED, 0xFA, 0xCE], "un programa de macOS"), ([0xFE, 0xED, 0xFA, 0xCF], "un programa de macOS"),
        ([0xCE, 0xFA, 0xED, 0xFE], "un programa de macOS"), ([0xCF, 0xFA, 0xED, 0xFE], "un programa de macOS"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "un programa"), ("dex\n"u8.ToArray(), "un programa"), ("\0asm"u8.ToArray(), "un programa"),
        ([0x4C, 0, 0, 0, 1, 0x14, 2, 0], "un acceso directo"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            "un documento antiguo de Office o un mensaje de Outlook, que puede traer macros"),
        ("MSCF"u8.ToArray(), "un archivo comprimido de instalación"), ("ITSF"u8.ToArray(), "un archivo de ayuda con programas"),
        ("Rar!"u8.ToArray(), "un archivo RAR"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "un archivo 7z"),
        ([0x1F, 0x8B], "un archivo comprimido gzip"), ("{\\rt"u8.ToArray(), "un documento RTF, que puede traer objetos"),
    ];

    /// <summary>What it is, for people; null when nothing here knows it.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        // Two letters may begin a text; a program has zeros soon after them.
        if (head.StartsWith("MZ"u8) && head.Contains((byte)0))
            return "un programa de Windows";
        foreach (var (mark, what) in Marks)
        {
            if (head.StartsWith(mark))
                return what;
        }

        if (head.Length >= Length && head[0x8001..Length].SequenceEqual("CD001"u8))
            return "una imagen de disco";
        return InText(head);
    }

    private static string? InText(ReadOnlySpan<byte> head)
    {
        var start = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 4_096)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (start.StartsWith("#!", StringComparison.Ordinal) || Script().IsMatch(start))
            return "un programa escrito como texto";
        return Page().IsMatch(start) ? "una página o un documento con código" : null;
    }

    [GeneratedRegex(
        @"\A(?:@?echo\s+off|@echo|@?rem\s|@?setlocal|::|@?cmd(?:\.exe)?\s|@?powershell|@?start\s+"""
        + @"|\[InternetShortcut\]|\[autorun\]|Windows Registry Editor|REGEDIT4"
        + @"|\s*(?:function\s*\w*\s*\(|\(\s*function|(?:var|let|const)\s+\w+\s*=|on\s+error\s+resume|option\s+explicit|dim\s+\w+\s*(?:\r|\n|,|:)"
        + @"|import\s+\w+\s*(?:\r|\n|;)|new\s+ActiveXObject|WScript\.|CreateObject\())",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 250)]
    private static partial Regex Script();

    [GeneratedRegex(
        @"\A<(?:[a-z!?%/])|<script[\s>]|<hta:|<\?php", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 250)]
    private static partial Regex Page();
}
