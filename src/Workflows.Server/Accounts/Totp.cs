using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Server.Accounts;

/// <summary>The six numbers of an authenticator app (RFC 6238: SHA-1, thirty seconds, six digits). Pure: the instant is given.</summary>
public static class Totp
{
    private const int SecondsPerStep = 30;
    private const int Drift = 1;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    /// <summary>
    /// Which step the code belongs to, one before or after now included, when it is later than the last one taken; else null.
    /// </summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now, long lastTaken)
    {
        var current = now.ToUnixTimeSeconds() / SecondsPerStep;
        var typed = Encoding.ASCII.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = current - Drift; step <= current + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, step)), typed) && step > lastTaken)
                found = step;
        }

        return found;
    }

    public static string CodeAt(byte[] secret, DateTimeOffset at) => CodeOf(secret, at.ToUnixTimeSeconds() / SecondsPerStep);

    /// <summary>What people type when they cannot scan.</summary>
    public static string ToBase32(byte[] secret)
    {
        var text = new StringBuilder();
        int buffer = 0, bits = 0;
        foreach (var one in secret)
        {
            buffer = ((buffer << 8) | one) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
        }

        return bits > 0 ? text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>What the QR of the app says.</summary>
    public static string UriOf(string issuer, string email, byte[] secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(email)}"
        + $"?secret={ToBase32(secret)}&issuer={Uri.EscapeDataString(issuer)}";

    private static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps people have speak SHA-1; as a keyed hash of thirty seconds it holds.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[at..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
