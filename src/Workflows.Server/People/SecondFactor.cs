using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Workflows.Server.People;

/// <summary>Keeps, checks and spends the second factor of an account: the codes of a phone, and those on paper for when it is lost.</summary>
public sealed class SecondFactor(IDataProtectionProvider protection)
{
    private const int RecoveryCodeCount = 10;
    // Without letters that look like others.
    private const string RecoveryAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

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
        if (account.AuthenticatorSecret is not { } kept)
            return false;
        // A phone shows the time of the world, not that of the office.
        if (Totp.StepOf(Convert.FromHexString(_secrets.Unprotect(kept)), code, TimeProvider.System.GetUtcNow(), account.LastCodeStep) is not { } step)
            return false;
        account.LastCodeStep = step;
        return true;
    }

    /// <summary>New codes for paper, shown once; the old ones stop working.</summary>
    public static IReadOnlyList<string> NewRecoveryCodes(Account account)
    {
        var codes = Enumerable.Range(0, RecoveryCodeCount)
            .Select(_ => RandomNumberGenerator.GetString(RecoveryAlphabet, 5) + "-" + RandomNumberGenerator.GetString(RecoveryAlphabet, 5)).ToList();
        account.RecoveryCodes = [.. codes.Select(HashOf)];
        return codes;
    }

    public static void Remove(Account account) => (account.TwoFactorEnabled, account.AuthenticatorSecret, account.RecoveryCodes) = (false, null, []);

    private static bool SpendRecoveryCode(Account account, string code)
    {
        var hash = HashOf(code.Trim().ToLowerInvariant());
        if (!account.RecoveryCodes.Contains(hash))
            return false;
        account.RecoveryCodes = [.. account.RecoveryCodes.Where(other => other != hash)];
        return true;
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
