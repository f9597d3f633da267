using System.IO.Compression;
using System.Text;

namespace Workflows.Server.Files.Store;

/// <summary>
/// Looks in a PDF for what acts by itself: scripts, programs to launch, files inside it. It reads the names of its objects, those in
/// compressed object streams too, and nothing of what the document says. What is encrypted it cannot see.
/// </summary>
internal static class PdfInspection
{
    private const int LongestName = 32;
    private const int LongestDictionary = 2_048;
    private const int MostInflated = 64 * 1024 * 1024;

    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["JavaScript"] = "un programa (JavaScript)",
        ["Launch"] = "una orden que abre otro programa",
        ["EmbeddedFile"] = "archivos incrustados",
        ["EmbeddedFiles"] = "archivos incrustados",
        ["RichMedia"] = "contenido multimedia con programas",
    };

    /// <exception cref="FileStoreException">It holds something that acts by itself.</exception>
    public static void Inspect(Stream file)
    {
        var compressed = new List<long>();
        file.Position = 0;
        Scan(file, long.MaxValue, compressed);
        var left = (long)MostInflated;
        foreach (var place in compressed)
            left -= ScanCompressed(file, place, left);
    }

    /// <summary>Reads names until the end; what it finds of object streams it remembers by place.</summary>
    private static long Scan(Stream content, long limit, List<long>? compressed)
    {
        var buffer = new byte[128 * 1024];
        var (kept, total) = (0, 0L);
        int read;
        while (total < limit && (read = content.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var filled = buffer.AsSpan(0, kept + read);
            var isLast = read < buffer.Length - kept && content.CanSeek && content.Position == content.Length;
            // A name that the buffer cuts is read with the next one.
            var end = isLast ? filled.Length : Math.Max(0, filled.Length - (LongestName * 3));
            for (var at = 0; at < end;)
            {
                var next = filled[at..end].IndexOf((byte)'/');
                if (next < 0)
                    break;
                at += next + 1;
                Judge(NameAt(filled[at..]), total - kept + at, compressed);
            }

            total += read;
            kept = filled.Length - end;
            filled[end..].CopyTo(buffer);
        }

        for (var at = 0; at < kept; at++)
        {
            if (buffer[at] == '/')
                Judge(NameAt(buffer.AsSpan(at + 1, kept - at - 1)), total - kept + at + 1, compressed);
        }

        return total;
    }

    private static void Judge(string name, long place, List<long>? compressed)
    {
        if (Refused.TryGetValue(name, out var what))
            throw FileStoreException.ActsByItself(what);
        if (name == "ObjStm")
            compressed?.Add(place);
    }

    /// <summary>The name, with «#4A» read as the letter it hides.</summary>
    private static string NameAt(ReadOnlySpan<byte> bytes)
    {
        var name = new StringBuilder(LongestName);
        for (var at = 0; at < bytes.Length && name.Length < LongestName; at++)
        {
            if (bytes[at] == '#' && at + 2 < bytes.Length && Uri.IsHexDigit((char)bytes[at + 1]) && Uri.IsHexDigit((char)bytes[at + 2]))
            {
                name.Append((char)((Uri.FromHex((char)bytes[at + 1]) << 4) | Uri.FromHex((char)bytes[at + 2])));
                at += 2;
            }
            else if (char.IsAsciiLetterOrDigit((char)bytes[at]))
            {
                name.Append((char)bytes[at]);
            }
            else
            {
                break;
            }
        }

        return name.ToString();
    }

    private static long ScanCompressed(Stream file, long place, long left)
    {
        var near = new byte[LongestDictionary];
        file.Position = place;
        var length = file.ReadAtLeast(near, near.Length, throwOnEndOfStream: false);
        var at = near.AsSpan(0, length).IndexOf("stream"u8);
        if (at < 0)
            return 0;
        at += "stream"u8.Length;
        while (at < length && near[at] is (byte)'\r' or (byte)'\n')
            at++;
        if (left <= 0)
            throw FileStoreException.ExpandsTooMuch(MostInflated);
        try
        {
            file.Position = place + at;
            using var inflated = new ZLibStream(file, CompressionMode.Decompress, leaveOpen: true);
            return Scan(inflated, left, compressed: null);
        }
        catch (InvalidDataException)
        {
            // Written with another filter, or broken: readers that open it say so themselves.
            return 0;
        }
    }
}
