using System.Security.Cryptography;
using System.Text;

namespace Workflows.Server.Accounts;

/// <summary>
/// The codes on paper for whoever loses their phone: 74 random bits each, kept as a salted hash that is of no use to whoever steals it.
/// </summary>
public static class RecoveryCodes
{
    private const int Count = 10;
    private const int Groups = 3;
    private const int GroupLength = 5;
    private const int SaltBytes = 16;

    // Without letters that look like others.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> New() =>
        [.. Enumerable.Range(0, Count).Select(
            _ => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength))))];

    /// <summary>What is stored of a code: its salt and its hash. So many random bits need no slow one.</summary>
    public static string Kept(string code)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return $"{Convert.ToHexStringLower(salt)}:{HashOf(Plain(code), salt)}";
    }

    public static bool Matches(string kept, string code) => kept.Split(':') is [var salt, var hash]
        ? AreEqual(hash, HashOf(Plain(code), Convert.FromHexString(salt)))
        // Printed before codes had a salt: each still opens once.
        : AreEqual(kept, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToLowerInvariant()))));

    // Typed with spaces, without dashes or in capitals, it is the same code.
    private static string Plain(string code) => new([.. code.ToLowerInvariant().Where(Alphabet.Contains)]);

    private static string HashOf(string plain, byte[] salt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.ASCII.GetBytes(plain)));

    private static bool AreEqual(string kept, string computed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(computed));
}
