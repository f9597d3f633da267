using System.Security.Cryptography;
using System.Text;

namespace Workflows.Engine;

/// <summary>A GUID that is a function of its text: RFC 9562 version 8 over SHA-256. Not a secret.</summary>
internal static class DeterministicGuid
{
    public static Guid From(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
