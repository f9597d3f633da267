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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n{Instants.ToText(at)}\n")));
        var bytes = Rented(text, out var length);
        hash.AppendData(bytes, 0, length);
        ArrayPool<byte>.Shared.Return(bytes);
        return hash.GetHashAndReset();
    }

    /// <summary>SHA-256 of a text in hexadecimal: of a state, of the body of a submission.</summary>
    public static string OfText(string text)
    {
        Span<byte> hash = stackalloc byte[Length];
        var bytes = Rented(text, out var length);
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The text in UTF-8, in memory to give back: texts of every burst are long.</summary>
    private static byte[] Rented(string text, out int length)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        length = Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
