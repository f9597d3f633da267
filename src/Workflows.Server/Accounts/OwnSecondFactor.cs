using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// A person ties their phone to their account: password, scan, first code. Whoever has one already shows a code of it to change it, and
/// a post that asks for it cannot be left without. What is shown once is never stored in an answer.
/// </summary>
internal static class OwnSecondFactor
{
    private const string Issuer = "Flujos";

    /// <param name="Code">Of the phone that is tied already, when there is one.</param>
    public sealed record ProofRequest(string Password, string? Code = null);

    /// <param name="Secret">To type, when it cannot be scanned. Null when the same request is repeated.</param>
    public sealed record Begun(string? Secret, string? Uri);

    public sealed record CodeRequest(string Code);

    /// <param name="RecoveryCodes">Shown once. Null when the same request is repeated.</param>
    public sealed record Confirmed(IReadOnlyList<string>? RecoveryCodes);

    public sealed record Removed(bool TwoFactorEnabled);

    public static void MapSecondFactor(this IEndpointRouteBuilder account)
    {
        var factor = account.MapGroup("/two-factor").RequireRateLimiting(RateLimits.Login);
        factor.MapPost("/begin", BeginAsync).Command().WithName("BeginTwoFactor")
            .WithSummary("Da el secreto que se escanea con el teléfono");
        factor.MapPost("/confirm", ConfirmAsync).Command().WithName("ConfirmTwoFactor")
            .WithSummary("Activa el segundo factor con su primer código");
        factor.MapPost("/recovery-codes", RenewCodesAsync).Command().WithName("RenewRecoveryCodes")
            .WithSummary("Da códigos de respaldo nuevos");
        factor.MapPost("/remove", RemoveAsync).Command().WithName("RemoveTwoFactor")
            .WithSummary("Quita el segundo factor, si ningún cargo lo exige");
    }

    private static async Task<Results<Ok<Begun>, ProblemHttpResult>> BeginAsync(
        ProofRequest request, Acting acting, Proof proof, SecondFactor factor, WorkflowsDb db, IdempotentCommand command,
        CancellationToken ct)
    {
        var account = await OwnAccount.OfAsync(acting, db, ct);
        if (await proof.ProblemWithAsync(account, request, ct) is { } problem)
            return problem;
        var secret = factor.Begin(account);
        command.Remember(new Begun(null, null));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Begun(Totp.ToBase32(secret), Totp.UriOf(Issuer, account.Email, secret)));
    }

    private static async Task<Results<Ok<Confirmed>, ProblemHttpResult>> ConfirmAsync(
        CodeRequest request, Acting acting, SecondFactor factor, WorkflowsDb db, IdempotentCommand command, ILogger<SecondFactor> log,
        CancellationToken ct)
    {
        var account = await OwnAccount.OfAsync(acting, db, ct);
        if (account.AuthenticatorSecret is null || account.TwoFactorEnabled)
            return Refusal.Conflict("No hay un teléfono por confirmar. Empieza de nuevo.");
        if (!factor.SpendCode(account, request.Code))
            return Refusal.Field(
                "code", "El código no coincide. Revisa que la hora de tu teléfono sea automática y escribe el código que muestra.");
        account.TwoFactorEnabled = true;
        var codes = SecondFactor.NewRecoveryCodes(account);
        command.Remember(new Confirmed(null));
        await db.SaveChangesAsync(ct);
        log.SecondFactorChanged(account.PersonId, "a phone was tied");
        return TypedResults.Ok(new Confirmed(codes));
    }

    private static async Task<Results<Ok<Confirmed>, ProblemHttpResult>> RenewCodesAsync(
        ProofRequest request, Acting acting, Proof proof, WorkflowsDb db, IdempotentCommand command, ILogger<SecondFactor> log,
        CancellationToken ct)
    {
        var account = await OwnAccount.OfAsync(acting, db, ct);
        if (!account.TwoFactorEnabled)
            return Refusal.Conflict("Activa primero el segundo factor.");
        if (await proof.ProblemWithAsync(account, request, ct) is { } problem)
            return problem;
        var codes = SecondFactor.NewRecoveryCodes(account);
        command.Remember(new Confirmed(null));
        await db.SaveChangesAsync(ct);
        log.SecondFactorChanged(account.PersonId, "new codes on paper");
        return TypedResults.Ok(new Confirmed(codes));
    }

    private static async Task<Results<Ok<Removed>, ProblemHttpResult>> RemoveAsync(
        ProofRequest request, Acting acting, AccountOptions options, Proof proof, WorkflowsDb db, IdempotentCommand command,
        ILogger<SecondFactor> log, CancellationToken ct)
    {
        if (OwnAccount.MustHaveSecondFactor(acting, options))
            return Refusal.Conflict("Uno de tus cargos exige el segundo factor. Puedes cambiar de teléfono, pero no quitarlo.");
        var account = await OwnAccount.OfAsync(acting, db, ct);
        if (await proof.ProblemWithAsync(account, request, ct) is { } problem)
            return problem;
        SecondFactor.Remove(account);
        var answer = command.Remember(new Removed(false));
        await db.SaveChangesAsync(ct);
        log.SecondFactorChanged(account.PersonId, "it was removed");
        return TypedResults.Ok(answer);
    }

    /// <summary>
    /// That it is still the owner who sits there, before how they enter is changed. Wrong answers count like wrong logins.
    /// </summary>
    internal sealed class Proof(
        LoginGuard guard, Passwords passwords, SecondFactor factor, IHttpContextAccessor accessor, ILogger<SecondFactor> log)
    {
        public async Task<ProblemHttpResult?> ProblemWithAsync(Account account, ProofRequest request, CancellationToken ct)
        {
            var context = accessor.HttpContext!;
            if (await guard.IsClosedAsync(account.PersonId, context, ct))
                return Refusal.Because(
                    StatusCodes.Status429TooManyRequests, "Escribiste varias veces una clave equivocada. Espera 15 minutos.");
            if (!passwords.Check(account, request.Password))
            {
                log.LoginFailed(Sessions.ByPassword, new(account.PersonId), "wrong password, to change the second factor");
                await guard.FailedAsync(account.PersonId, context, ct);
                return Refusal.Field("password", "Esa no es tu clave.");
            }

            if (!account.TwoFactorEnabled || factor.Spend(account, request.Code ?? ""))
                return null;
            log.LoginFailed(Sessions.ByPassword, new(account.PersonId), "wrong code, to change the second factor");
            await guard.FailedAsync(account.PersonId, context, ct);
            return Refusal.Field("code", "Escribe el código que muestra tu teléfono actual, o uno de respaldo.");
        }
    }
}
