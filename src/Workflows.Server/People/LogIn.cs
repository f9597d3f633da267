using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.People;

/// <summary>
/// Email, password and, for those who have it, the code of their phone. Whatever is wrong, the answer is the same: it tells nobody which
/// accounts exist or are locked.
/// </summary>
public static class LogIn
{
    public sealed record Request(string Email, string Password, string? Code = null);

    // Verified when there is no account, so that the answer takes the same time.
    private static readonly string NobodysHash = new PasswordHasher<object>().HashPassword(new(), Guid.NewGuid().ToString());

    public static async Task<Results<Ok<SessionView>, ProblemHttpResult>> HandleAsync(
        Request request, SignInManager<Account> accounts, IServiceProvider services, IAntiforgery antiforgery, TimeProvider clock, WorkflowsDb db,
        Places places, HttpContext context, CancellationToken ct)
    {
        var account = await accounts.UserManager.FindByEmailAsync(request.Email.Trim());
        if (account is null)
        {
            new PasswordHasher<object>().VerifyHashedPassword(new(), NobodysHash, request.Password);
            return Refused();
        }

        if (!(await accounts.CheckPasswordSignInAsync(account, request.Password, lockoutOnFailure: true)).Succeeded)
            return Refused();
        if (account.TwoFactorEnabled && !await HasRightCodeAsync(accounts.UserManager, account, request.Code))
            return Refused();

        account.LastLoginAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        await accounts.SignInAsync(account, isPersistent: false);

        // The antiforgery token belongs to who is logged in from now on.
        context.User = await accounts.CreateUserPrincipalAsync(account);
        var current = services.GetRequiredService<CurrentActing>();
        await current.LoadAsync(context.User, actingFor: "", ct);
        return current.OrNobody is { } acting
            ? TypedResults.Ok(await SessionView.OfAsync(acting, places, antiforgery.GetAndStoreTokens(context).RequestToken!, ct))
            : Refused();
    }

    private static async Task<bool> HasRightCodeAsync(UserManager<Account> accounts, Account account, string? code)
    {
        if (code is not null && await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
            return true;
        // A guessed code counts like a guessed password.
        await accounts.AccessFailedAsync(account);
        return false;
    }

    private static ProblemHttpResult Refused() => Refusal.Because(
        StatusCodes.Status401Unauthorized,
        "El correo, la clave o el código no coinciden, o la cuenta está bloqueada por varios intentos. Revísalos; después de cinco intentos, espera 15 minutos.");
}
