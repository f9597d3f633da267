using System.Buffers.Binary;
using System.Text;

namespace Workflows.Server.Files.Store;

/// <summary>One entry as the archive's directory declares it.</summary>
internal sealed record ZipEntry(string Name, int Method, bool IsEncrypted, long Compressed, long Uncompressed, long Offset);

/// <summary>
/// Reads the list of entries of an archive, and no more of them than allowed. .NET's own reader loads them all first and stops
/// at the size each one declares, so it can neither be flooded here nor tell who lies.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const int LocalHeaderLength = 30;
    private const int Zip64Field = 1;

    public static List<ZipEntry> Read(Stream file, int maxEntries)
    {
        var (declared, start) = ReadEnd(file);
        if (declared > maxEntries)
            throw FileStoreException.TooManyEntries(maxEntries);

        var entries = new List<ZipEntry>(declared);
        var header = new byte[HeaderLength];
        file.Position = start;
        while (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength
            && header.AsSpan().StartsWith("PK\x01\x02"u8))
        {
            if (entries.Count == maxEntries)
                throw FileStoreException.TooManyEntries(maxEntries);
            var variable = new byte[Small(header, 28) + Small(header, 30) + Small(header, 32)];
            file.ReadExactly(variable);
            entries.Add(ReadEntry(header, variable));
        }

        return entries.Count == declared ? entries : throw FileStoreException.Broken();
    }

    /// <summary>Places the file where the entry's data begin.</summary>
    public static void GoToData(Stream file, ZipEntry entry)
    {
        if (entry.Offset >= file.Length)
            throw FileStoreException.Broken();
        var header = new byte[LocalHeaderLength];
        file.Position = entry.Offset;
        file.ReadExactly(header);
        if (!header.AsSpan().StartsWith("PK\x03\x04"u8))
            throw FileStoreException.Broken();
        file.Position += Small(header, 26) + Small(header, 28);
        if (entry.Compressed > file.Length - file.Position)
            throw FileStoreException.Broken();
    }

    /// <summary>The beginning of what an entry holds; the whole of it when it is shorter.</summary>
    public static byte[] ReadData(Stream file, ZipEntry entry, int most)
    {
        GoToData(file, entry);
        var data = new byte[(int)Math.Min(most, entry.Uncompressed)];
        if (entry.Method == 0)
        {
            file.ReadExactly(data);
            return data;
        }

        using var content = new System.IO.Compression.DeflateStream(
            file, System.IO.Compression.CompressionMode.Decompress, leaveOpen: true);
        content.ReadExactly(data);
        return data;
    }

    private static (int Entries, long Start) ReadEnd(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndLength + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength)
            throw FileStoreException.Broken();

        // A directory beyond 4 GB says uint.MaxValue here and its true place elsewhere: over any limit of ours.
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        return start < file.Length ? (Small(tail, end + 10), start) : throw FileStoreException.Broken();
    }

    private static ZipEntry ReadEntry(byte[] header, byte[] variable)
    {
        var nameLength = Small(header, 28);
        long uncompressed = Large(header, 24), compressed = Large(header, 20), offset = Large(header, 42);
        // Some writers use the 64-bit field in small files too: it holds, in this order, what did not fit in 32 bits.
        var wide = Zip64(variable.AsSpan(nameLength, Small(header, 30)));
        var at = 0;
        return new(
            Encoding.UTF8.GetString(variable, 0, nameLength),
            Small(header, 10),
            (Small(header, 8) & 1) != 0,
            Uncompressed: Widen(uncompressed, wide, ref at),
            Compressed: Widen(compressed, wide, ref at),
            Offset: Widen(offset, wide, ref at));
    }

    private static long Widen(long value, ReadOnlySpan<byte> wide, ref int at)
    {
        if (value != uint.MaxValue)
            return value;
        if (at + 8 > wide.Length)
            throw FileStoreException.Broken();

        var result = BinaryPrimitives.ReadInt64LittleEndian(wide[at..]);
        at += 8;
        return result >= 0 ? result : throw FileStoreException.Broken();
    }

    private static ReadOnlySpan<byte> Zip64(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = Math.Min(Small(extra, 2), extra.Length - 4);
            if (Small(extra, 0) == Zip64Field)
                return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }

        return [];
    }

    private static int Small(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Large(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
