using System.Security.Cryptography;
using System.Text;

namespace Workflows.Server.Mail;

/// <summary>What can be part of a Message-ID: the id itself, or letters and digits made from it.</summary>
internal static class PlainId
{
    public static string Of(string id) => id.Length <= 60 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        ? id
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..24];
}
