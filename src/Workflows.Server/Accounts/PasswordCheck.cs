using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Workflows.Server.Access;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// Whether it is the owner of an account who types: password and, for those who have it, the code of their phone. Wrong answers count,
/// and all are refused with the same words. It opens nothing by itself.
/// </summary>
public sealed class PasswordCheck(Passwords passwords, LoginGuard guard, SecondFactor secondFactor, ILogger<Entrance> log)
{
    /// <summary>Null when it is the owner; a code that was right is spent, and saved by whoever asked.</summary>
    /// <param name="account">Null for one that does not exist, for which the same is done.</param>
    /// <param name="name">What failures are counted under.</param>
    internal async Task<ProblemHttpResult?> ProblemAsync(
        Account? account, string name, string password, string? code, HttpContext context, CancellationToken ct)
    {
        if (await guard.IsClosedAsync(name, context, ct))
            return Refused();
        var isRight = passwords.Check(account, password);
        if (isRight && account!.TwoFactorEnabled && string.IsNullOrWhiteSpace(code))
            return CodeNeeded();
        // A guessed code counts like a guessed password.
        if (isRight && (!account!.TwoFactorEnabled || secondFactor.Spend(account, code!)))
            return null;
        log.LoginFailed(Sessions.ByPassword, new(account?.PersonId), isRight ? "wrong code" : "wrong password");
        await guard.FailedAsync(name, context, ct);
        return Refused();
    }

    private static ProblemHttpResult CodeNeeded() => TypedResults.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status401Unauthorized,
        Title = "Falta el código",
        Detail = "Escribe el código de seis números de tu aplicación, o uno de tus códigos de respaldo.",
        Extensions = { ["next"] = LogIn.CodeIsNext },
    });

    internal static ProblemHttpResult Refused() => Refusal.Because(
        StatusCodes.Status401Unauthorized,
        "El correo, la clave o el código no coinciden. Revísalos. Después de cinco intentos, espera 15 minutos o recupera tu clave.");
}
