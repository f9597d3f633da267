using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workflows.Server.Access;

namespace Workflows.Server.Accounts;

/// <summary>
/// Sets and checks passwords by PBKDF2 with HMAC-SHA512. A check takes as long for an account that does not exist, or whose hash is
/// older and cheaper, as for any other.
/// </summary>
public sealed class Passwords
{
    // Of the framework's format: a mark, the function, the iterations, the length of the salt; then salt and key.
    private const byte FormatMark = 1;
    private const int CostAt = 5;
    private const int HeaderLength = 13;

    private readonly PasswordHasher<Account> _hasher;
    private readonly string _nobodysHash;
    private readonly int _cost;

    public Passwords(AccountOptions options)
    {
        _cost = options.PasswordCost;
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = _cost }));
        _nobodysHash = HashOf(Guid.NewGuid().ToString());
    }

    public string HashOf(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Whether it is the account's password; a hash of an older cost is made anew, to be saved by whoever asked.</summary>
    public bool Check(Account? account, string password)
    {
        var hash = account?.PasswordHash ?? _nobodysHash;
        var result = _hasher.VerifyHashedPassword(null!, hash, password);
        if (account?.PasswordHash is null || result == PasswordVerificationResult.Failed)
        {
            SpendTheRest(hash, password);
            return false;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            account.PasswordHash = HashOf(password);
        return true;
    }

    /// <summary>A new password ends every session that the old one opened.</summary>
    public void Set(Account account, string password)
    {
        account.PasswordHash = HashOf(password);
        account.SecurityStamp = Account.NewStamp();
    }

    /// <summary>The cost that a stored hash was made with; null when it is not of our format.</summary>
    public static int? CostOf(string hash)
    {
        Span<byte> bytes = stackalloc byte[hash.Length];
        return Convert.TryFromBase64String(hash, bytes, out var length) && length > HeaderLength && bytes[0] == FormatMark
            ? System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes[CostAt..])
            : null;
    }

    // A wrong password for a cheaper hash would be refused sooner, and tell that the account exists.
    private void SpendTheRest(string hash, string password)
    {
        if (CostOf(hash) is { } spent && spent < _cost)
            Rfc2898DeriveBytes.Pbkdf2(password, new byte[16], _cost - spent, HashAlgorithmName.SHA512, 32);
    }
}
