using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;

namespace Workflows.Server.People;

/// <summary>
/// What ASP.NET Identity needs to know of accounts, over our own table: password, stamp, lockout and TOTP, and nothing else.
/// Accounts are made by invitation or as demo data, never by signing up.
/// </summary>
internal sealed class AccountStore(WorkflowsDb db, IDataProtectionProvider protection) :
    IUserPasswordStore<Account>, IUserEmailStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>,
    IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>
{
    private readonly IDataProtector _secrets = protection.CreateProtector("accounts.totp");

    private static Task<T> Is<T>(T value) => Task.FromResult(value);

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Is(user.PersonId);
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Is<string?>(user.Email);
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.Email = userName!);
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Is<string?>(user.NormalizedEmail);
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedEmail = normalizedName!);

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        db.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        }
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        db.Remove(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        db.Set<Account>().SingleOrDefaultAsync(account => account.PersonId == userId, cancellationToken);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Set<Account>().SingleOrDefaultAsync(account => account.NormalizedEmail == normalizedUserName, cancellationToken);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Is(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Is(user.PasswordHash is not null);
    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) => Is<string?>(user.Email);
    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email!);
    // An account exists only because its address answered an invitation.
    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) => Is(true);
    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => FindByNameAsync(normalizedEmail, cancellationToken);
    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) => Is<string?>(user.NormalizedEmail);
    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedEmail = normalizedEmail!);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Is<string?>(user.SecurityStamp);
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Is(user.FailedLogins);
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Is(true);
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Is(user.LockedUntil);
    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockedUntil = lockoutEnd);
    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Set(() => user.FailedLogins = 0);
    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Is(++user.FailedLogins);

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Is(user.TwoFactorEnabled);
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Set(() => user.TwoFactorEnabled = enabled);
    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        Set(() => user.AuthenticatorSecret = _secrets.Protect(key));
    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Is(user.AuthenticatorSecret is { } secret ? _secrets.Unprotect(secret) : null);

    public void Dispose()
    {
        // the DbContext belongs to the request
    }
}
