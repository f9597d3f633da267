using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// Email, password and, for those who have it, the code of their phone. Whatever is wrong, the answer is the same: it tells nobody which
/// accounts exist or are closed. Only who knows the password learns that a code is missing.
/// </summary>
public static class LogIn
{
    /// <summary>What the answer says under <c>next</c> when only the code is missing.</summary>
    public const string CodeIsNext = "code";

    /// <param name="Code">Of the phone, or one of those on paper.</param>
    public sealed record Request(string Email, string Password, string? Code = null);

    public static async Task<Results<Ok<SessionView>, ProblemHttpResult>> HandleAsync(
        Request request, WorkflowsDb db, LoginGuard guard, PasswordCheck password, Entrance entrance, HttpContext context,
        CancellationToken ct)
    {
        var email = Account.Normalized(request.Email);
        var account = await db.Set<Account>().SingleOrDefaultAsync(account => account.NormalizedEmail == email, ct);
        // From here on the same is done and written for an account that does not exist.
        var name = account?.PersonId ?? LoginGuard.NameOfUnknown(email);
        if (await guard.IsNetworkClosedAsync(name, context, ct))
            return TooMany();
        if (await password.ProblemAsync(account, name, request.Password, request.Code, context, ct) is { } problem)
            return problem;
        return await entrance.EnterAsync(account!, Sessions.ByPassword, context, ct) is { } session
            ? TypedResults.Ok(session)
            : PasswordCheck.Refused();
    }

    private static ProblemHttpResult TooMany() => Refusal.Because(
        StatusCodes.Status429TooManyRequests,
        "Hubo demasiados intentos fallidos desde tu red. Espera 15 minutos, o entra con un navegador en que ya hayas entrado.");
}

/// <summary>The last step of every way in: a session for somebody whose identity is proved.</summary>
public sealed class Entrance(
    Sessions sessions, LoginGuard guard, IServiceProvider services, Places places, IAntiforgery antiforgery, ILogger<Entrance> log)
{
    /// <summary>The session as its owner sees it; null for a person who is not active.</summary>
    public async Task<SessionView?> EnterAsync(Account account, string by, HttpContext context, CancellationToken ct)
    {
        var current = services.GetRequiredService<CurrentActing>();
        if (!await current.IsActiveAsync(account.PersonId, ct))
        {
            log.LoginFailed(by, new(account.PersonId), "the person is not active");
            return null;
        }

        await guard.SucceededAsync(account.PersonId, context, ct);
        // The antiforgery token belongs to who is logged in from now on.
        context.User = await sessions.StartAsync(account, by, context, ct);
        log.Entered(account.PersonId, by, Sessions.IdOf(context.User)!);
        await current.LoadAsync(context.User, actingFor: "", ct);
        return current.OrNobody is { } acting
            ? await SessionView.OfAsync(acting, places, antiforgery.GetAndStoreTokens(context).RequestToken!, ct)
            : null;
    }
}
