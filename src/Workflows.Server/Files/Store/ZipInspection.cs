using System.IO.Compression;

namespace Workflows.Server.Files.Store;

/// <summary>
/// Judges an archive without believing what it says of itself: sizes are measured by decompressing, which stops at the limit.
/// Nothing is written, and archives inside it are refused.
/// </summary>
internal static class ZipInspection
{
    private const int Stored = 0;
    private const int Deflated = 8;

    /// <param name="isInside">It stands in another archive, where only documents may: nothing is opened deeper than that.</param>
    public static FileKind Inspect(Stream file, FileLimits limits, bool isInside = false)
    {
        try
        {
            var entries = ZipDirectory.Read(file, limits.MaxEntries);
            Measure(file, entries, limits);
            var kind = KindOf([.. entries.Select(entry => entry.Name)]);
            if (kind == FileKind.Zip && !isInside)
                ArchiveInspection.Inspect(file, entries, limits);
            else if (kind != FileKind.Zip)
                OfficeInspection.Inspect(file, entries);
            return kind;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw FileStoreException.Broken(error);
        }
    }

    private static void Measure(Stream file, List<ZipEntry> entries, FileLimits limits)
    {
        var allowed = Math.Min(limits.MaxUncompressedBytes, Math.Max(file.Length * limits.MaxRatio, limits.RatioMattersFrom));
        var declared = 0L;
        foreach (var entry in entries)
            if (entry.Uncompressed > allowed || (declared += entry.Uncompressed) > allowed)
                throw FileStoreException.ExpandsTooMuch(allowed);

        var left = allowed;
        // An entry with a password cannot be opened here, and does not expand before somebody types it.
        foreach (var entry in entries.Where(entry => !entry.IsEncrypted))
        {
            var size = SizeOf(file, entry, left);
            if (size > left)
                throw FileStoreException.ExpandsTooMuch(allowed);
            if (size != entry.Uncompressed)
                throw FileStoreException.Broken();
            left -= size;
        }
    }

    /// <summary>How much the entry truly gives; it stops reading just past the limit.</summary>
    private static long SizeOf(Stream file, ZipEntry entry, long limit)
    {
        ZipDirectory.GoToData(file, entry);
        if (entry.Method == Stored)
            return entry.Compressed;
        if (entry.Method != Deflated)
            throw FileStoreException.Broken(); // no office program writes the other methods, nor opens them

        using var content = new DeflateStream(file, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[64 * 1024];
        var size = 0L;
        int read;
        while (size <= limit && (read = content.Read(buffer)) > 0)
            size += read;
        return size;
    }

    private static FileKind KindOf(HashSet<string> names)
    {
        if (!names.Contains("[Content_Types].xml"))
            return FileKind.Zip;
        if (names.Contains("word/document.xml"))
            return FileKind.Docx;
        if (names.Contains("xl/workbook.xml"))
            return FileKind.Xlsx;

        return names.Contains("ppt/presentation.xml") ? FileKind.Pptx : FileKind.Zip;
    }
}
