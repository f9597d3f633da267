using Microsoft.AspNetCore.Identity;

namespace Workflows.Server.People;

/// <summary>Sets and checks passwords. A check takes as long for an account that does not exist as for one that does.</summary>
public static class Passwords
{
    private static readonly PasswordHasher<Account> Hasher = new();
    private static readonly string NobodysHash = Hasher.HashPassword(null!, Guid.NewGuid().ToString());

    public static string HashOf(string password) => Hasher.HashPassword(null!, password);

    /// <summary>Whether it is the account's password; a hash of an older kind is made anew, to be saved by whoever asked.</summary>
    public static bool Check(Account? account, string password)
    {
        var result = Hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? NobodysHash, password);
        if (account?.PasswordHash is null || result == PasswordVerificationResult.Failed)
            return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            account.PasswordHash = HashOf(password);
        return true;
    }

    /// <summary>A new password ends every session that the old one opened.</summary>
    public static void Set(Account account, string password)
    {
        account.PasswordHash = HashOf(password);
        account.SecurityStamp = Account.NewStamp();
    }
}
