using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Workflows.Server.Access;

namespace Workflows.Server.Accounts;

/// <summary>
/// Keeps, checks and spends the second factor of an account: the codes of a phone, and those on paper for when it is lost.
/// </summary>
public sealed class SecondFactor(IDataProtectionProvider protection, ILogger<SecondFactor> log)
{
    private readonly IDataProtector _secrets = protection.CreateProtector("accounts.totp");

    /// <summary>A secret to scan; it is in use from its first code on.</summary>
    public byte[] Begin(Account account)
    {
        var secret = Totp.NewSecret();
        account.AuthenticatorSecret = _secrets.Protect(Convert.ToHexString(secret));
        account.TwoFactorEnabled = false;
        return secret;
    }

    /// <summary>Whether it is the code of now, or one of the paper; either is spent, to be saved by whoever asked.</summary>
    public bool Spend(Account account, string code) => SpendCode(account, code) || SpendRecoveryCode(account, code);

    public bool SpendCode(Account account, string code)
    {
        if (account.AuthenticatorSecret is not { } kept || Read(kept, account.PersonId) is not { } secret)
            return false;
        // A phone shows the time of the world, not that of the office.
        if (Totp.StepOf(secret, code, TimeProvider.System.GetUtcNow(), account.LastCodeStep) is not { } step)
            return false;
        account.LastCodeStep = step;
        return true;
    }

    /// <summary>New codes for paper, shown once; the old ones stop working.</summary>
    public static IReadOnlyList<string> NewRecoveryCodes(Account account)
    {
        var codes = RecoveryCodes.New();
        account.RecoveryCodes = [.. codes.Select(RecoveryCodes.Kept)];
        return codes;
    }

    public static void Remove(Account account) =>
        (account.TwoFactorEnabled, account.AuthenticatorSecret, account.RecoveryCodes) = (false, null, []);

    private static bool SpendRecoveryCode(Account account, string code)
    {
        if (account.RecoveryCodes.FirstOrDefault(kept => RecoveryCodes.Matches(kept, code)) is not { } spent)
            return false;
        account.RecoveryCodes = [.. account.RecoveryCodes.Where(other => other != spent)];
        return true;
    }

    // The keys of this server may be lost; whoever has codes on paper still enters.
    private byte[]? Read(string kept, string personId)
    {
        try
        {
            return Convert.FromHexString(_secrets.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            log.SecondFactorUnreadable(personId);
            return null;
        }
    }
}
