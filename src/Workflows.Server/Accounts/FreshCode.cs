using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// The second factor passed now, for what must not be done with a session alone. Wrong codes count like wrong logins; a code that was
/// right is spent, and saved by whoever asked.
/// </summary>
internal sealed class FreshCode(WorkflowsDb db, LoginGuard guard, SecondFactor factor, IHttpContextAccessor accessor)
{
    public async Task<ProblemHttpResult?> ProblemWithAsync(Acting acting, string code, CancellationToken ct)
    {
        var context = accessor.HttpContext!;
        var account = await db.Set<Account>().SingleOrDefaultAsync(account => account.PersonId == acting.PersonId, ct);
        if (account is not { TwoFactorEnabled: true })
            return Refusal.Forbidden("Para esto necesitas el segundo factor. Actívalo en «Mi cuenta» y vuelve a intentarlo.");
        if (await guard.IsClosedAsync(account.PersonId, context, ct))
            return Refusal.Because(
                StatusCodes.Status429TooManyRequests, "Escribiste varias veces un código equivocado. Espera 15 minutos.");
        if (factor.Spend(account, code))
            return null;
        await guard.FailedAsync(account.PersonId, context, ct);
        return Refusal.Field(
            "code",
            "Escribe el código que muestra ahora tu teléfono. El que ya usaste para entrar no sirve otra vez: espera el siguiente.");
    }
}
