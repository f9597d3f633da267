using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Engine;

namespace Workflows.Server.Persistence;

/// <summary>
/// How one burst is chained to the one before. The bytes that are hashed with SHA-256 are, one after the other:
/// the 32 bytes of the previous hash; the number in decimal; a line feed; the instant as <c>yyyy-MM-ddTHH:mm:ss.ffffffZ</c>;
/// a line feed; the text in UTF-8. The hash before the first burst is the SHA-256 of the instance's id, so a chain cannot be
/// moved to another instance.
/// </summary>
public static class JournalHash
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>What the first burst of an instance is chained to.</summary>
    public static byte[] Origin(string instanceId) => SHA256.HashData(Encoding.UTF8.GetBytes(instanceId));

    public static byte[] Next(ReadOnlySpan<byte> previous, int number, DateTimeOffset at, string text)
    {
        var bytes = Rented(text, out var length);
        var next = Next(previous, number, at, bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return next;
    }

    /// <summary>The same of a text in UTF-8.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, int number, DateTimeOffset at, ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n{Instants.ToText(at)}\n")));
        hash.AppendData(text);
        return hash.GetHashAndReset();
    }

    /// <summary>SHA-256 of a text in hexadecimal: of a state, of the body of a submission.</summary>
    public static string OfText(string text)
    {
        var bytes = Rented(text, out var length);
        var hash = OfText(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    /// <summary>The same of a text in UTF-8.</summary>
    public static string OfText(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(text, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The text in UTF-8, in memory to give back.</summary>
    private static byte[] Rented(string text, out int length)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        length = Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
