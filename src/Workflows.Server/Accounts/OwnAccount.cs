using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts.Institutional;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// What everybody does with their own account: password, second factor, sessions. Only by a session: a key for machines must never be
/// able to make itself a way in.
/// </summary>
internal static class OwnAccount
{
    public const string Policy = "OwnAccount";

    /// <param name="MustHaveTwoFactor">A post of this person asks for it.</param>
    public sealed record AccountView(
        string Email, bool HasPassword, bool TwoFactorEnabled, bool MustHaveTwoFactor, int RecoveryCodesLeft, bool HasInstitutionalAccount,
        IReadOnlyList<string> PasswordRules);

    /// <param name="IsThis">The one that asks.</param>
    public sealed record SessionLine(
        string Id, string Browser, string Address, string By, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsThis);

    public sealed record PasswordRequest(string Current, string Password);

    public sealed record Ended(int Sessions);

    public static bool IsByCookie(AuthorizationHandlerContext context) => context.User.Identity?.AuthenticationType == Sessions.SchemeName;

    public static void MapAccount(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account").RequireAuthorization(Policy);
        account.MapGet("/", GetAsync).WithName("GetAccount").WithSummary("Tu cuenta: cómo entras");
        account.MapPost("/password", ChangePasswordAsync).Command().RequireRateLimiting(RateLimits.Login)
            .WithName("ChangePassword").WithSummary("Cambia tu clave y cierra tus otras sesiones");
        account.MapGet("/sessions", ListSessionsAsync).WithName("ListSessions").WithSummary("Dónde tienes la sesión abierta");
        account.MapPost("/sessions/{id}/end", EndSessionAsync).Command().WithName("EndSession").WithSummary("Cierra una de tus sesiones");
        account.MapPost("/sessions/end-others", EndOthersAsync).Command().WithName("EndOtherSessions")
            .WithSummary("Cierra todas tus sesiones menos esta");
        account.MapSecondFactor();
    }

    /// <summary>The account of who asks; people with a session have one.</summary>
    public static Task<Account> OfAsync(Acting acting, WorkflowsDb db, CancellationToken ct) =>
        db.Set<Account>().SingleAsync(account => account.PersonId == acting.PersonId, ct);

    private static async Task<Ok<AccountView>> GetAsync(Acting acting, AccountOptions options, WorkflowsDb db, CancellationToken ct)
    {
        var account = await OfAsync(acting, db, ct);
        return TypedResults.Ok(new AccountView(
            account.Email, account.PasswordHash is not null, account.TwoFactorEnabled, MustHaveSecondFactor(acting, options),
            account.RecoveryCodes.Length,
            await InstitutionalAccounts.BoundTo(acting.PersonId, db).AnyAsync(ct), PasswordRules.Sentences));
    }

    public static bool MustHaveSecondFactor(Acting acting, AccountOptions options) =>
        acting.NeedsSecondFactor || (options.RequireSecondFactor && acting.Appointments.Any(post => post.Role.RequiresSecondFactor));

    private static async Task<Results<Ok<Ended>, ProblemHttpResult>> ChangePasswordAsync(
        PasswordRequest request, Acting acting, WorkflowsDb db, Passwords passwords, LoginGuard guard, Sessions sessions,
        IdempotentCommand command,
        ILogger<Passwords> log, HttpContext context, CancellationToken ct)
    {
        var account = await OfAsync(acting, db, ct);
        if (await guard.IsClosedAsync(account.PersonId, context, ct))
            return Refusal.Because(
                StatusCodes.Status429TooManyRequests, "Escribiste varias veces una clave equivocada. Espera 15 minutos.");
        if (!passwords.Check(account, request.Current))
        {
            log.LoginFailed(Sessions.ByPassword, new(account.PersonId), "wrong password, to change it");
            await guard.FailedAsync(account.PersonId, context, ct);
            return Refusal.Field("current", "Esa no es tu clave actual.");
        }

        if (PasswordRules.ProblemWith(request.Password, new Person(acting.PersonId, acting.Name, acting.Email)) is { } weakness)
        {
            log.PasswordRefused(account.PersonId, "too easy to guess or known to have leaked");
            return Refusal.Field("password", weakness);
        }

        if (request.Password == request.Current)
            return Refusal.Field("password", "Es la misma clave de antes. Elige otra.");

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        passwords.Set(account, request.Password);
        var id = Sessions.IdOf(context.User);
        var ended = await sessions.EndAsync(sessions.OpenOnesOf(acting.PersonId).Where(session => session.Id != id), ct);
        // This one goes on, under the new stamp.
        await db.Set<Session>().Where(session => session.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.Stamp, account.SecurityStamp), ct);
        var answer = command.Remember(new Ended(ended));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        log.PasswordSet(account.PersonId, "by its owner");
        return TypedResults.Ok(answer);
    }

    private static async Task<Ok<IReadOnlyList<SessionLine>>> ListSessionsAsync(
        Acting acting, Sessions sessions, HttpContext context, CancellationToken ct)
    {
        var id = Sessions.IdOf(context.User);
        return TypedResults.Ok<IReadOnlyList<SessionLine>>(
            await sessions.OpenOnesOf(acting.PersonId).OrderByDescending(session => session.SeenAt)
            .Select(session => new SessionLine(
                session.Id, session.Browser, session.Address, session.By, session.StartedAt, session.SeenAt,
                session.Id == id)).ToListAsync(ct));
    }

    private static async Task<Results<Ok<Ended>, ProblemHttpResult>> EndSessionAsync(
        string id, Acting acting, WorkflowsDb db, Sessions sessions, IdempotentCommand command, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await sessions.EndAsync(sessions.OpenOnesOf(acting.PersonId).Where(session => session.Id == id), ct) == 0)
            return Refusal.NotFound("Esa sesión ya no está abierta.");
        var answer = await command.RememberNowAsync(new Ended(1), StatusCodes.Status200OK, ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(answer);
    }

    private static async Task<Ok<Ended>> EndOthersAsync(
        Acting acting, WorkflowsDb db, Sessions sessions, IdempotentCommand command, HttpContext context, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var id = Sessions.IdOf(context.User);
        var ended = await sessions.EndAsync(sessions.OpenOnesOf(acting.PersonId).Where(session => session.Id != id), ct);
        var answer = await command.RememberNowAsync(new Ended(ended), StatusCodes.Status200OK, ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(answer);
    }
}
