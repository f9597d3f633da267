using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.People.ClaveUnica;

/// <summary>
/// From a RUN that ClaveÚnica proved to a session of the person who has it here. Whoever has a second factor still shows it: a stolen
/// ClaveÚnica decides nothing.
/// </summary>
internal static class ClaveUnicaLogin
{
    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(5);

    public sealed record CodeRequest(string Secret, string Code);

    public static void MapClaveUnica(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session").AllowAnonymous().RequireRateLimiting(RateLimits.Login);
        session.MapGet("/claveunica", Begin).WithName("LogInWithClaveUnica").WithSummary("Lleva a ClaveÚnica, si este servidor la usa");
        session.MapPost("/code", FinishAsync).WithName("FinishLogInWithCode").WithSummary("Termina de entrar con el código del teléfono, después de ClaveÚnica");
    }

    /// <summary>The login page, with a notice it knows by name.</summary>
    public static string PageSaying(string notice) => $"/ingresar?claveunica={notice}";

    private static Results<ChallengeHttpResult, ProblemHttpResult> Begin(string? to, ClaveUnicaOptions options)
    {
        if (!options.IsOn)
            return Refusal.NotFound("Este servidor no usa ClaveÚnica. Entra con tu correo y tu clave.");
        // Only pages of our own: the address could come from anywhere.
        var isOwn = to is ['/', ..] && !to.StartsWith("//", StringComparison.Ordinal) && !to.Contains('\\', StringComparison.Ordinal);
        return TypedResults.Challenge(new AuthenticationProperties { RedirectUri = isOwn ? to : "/" }, [ClaveUnicaSetup.SchemeName]);
    }

    public static async Task EnterAsync(TicketReceivedContext ticket)
    {
        var (context, ct) = (ticket.HttpContext, ticket.HttpContext.RequestAborted);
        var db = context.RequestServices.GetRequiredService<WorkflowsDb>();
        var issuer = context.RequestServices.GetRequiredService<ClaveUnicaOptions>().IssuerName;
        var run = ticket.Principal!.FindFirstValue(ClaimTypes.NameIdentifier);
        ticket.HandleResponse();
        var person = await db.Set<ExternalIdentity>().Where(identity => identity.Issuer == issuer && identity.Subject == run)
            .Join(db.Set<Person>().Where(person => person.Active), identity => identity.PersonId, person => person.Id, (_, person) => person)
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (person is null)
        {
            context.Response.Redirect(PageSaying("desconocido"));
            return;
        }

        var account = await db.Set<Account>().SingleOrDefaultAsync(account => account.PersonId == person.Id, ct);
        if (account is null)
            db.Add(account = Account.For(person));
        if (account.TwoFactorEnabled)
        {
            context.Response.Redirect($"/ingresar#codigo={await KeepForCodeAsync(person, db, context, ct)}");
            return;
        }

        await context.RequestServices.GetRequiredService<Entrance>().EnterAsync(account, Sessions.ByClaveUnica, context, ct);
        context.Response.Redirect(ticket.ReturnUri ?? "/");
    }

    private static async Task<string> KeepForCodeAsync(Person person, WorkflowsDb db, HttpContext context, CancellationToken ct)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var link = new AccountLink
        {
            Id = $"codigo-{Guid.CreateVersion7(now):n}", PersonId = person.Id, Purpose = AccountLinkPurpose.SecondFactor, CreatedAt = now, CreatedBy = person.Id,
            ExpiresAt = now + CodeLasts,
        };
        db.Add(link);
        var secret = context.RequestServices.GetRequiredService<AccountLinks>().AddSecret(link);
        await db.SaveChangesAsync(ct);
        return secret;
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> FinishAsync(
        CodeRequest request, WorkflowsDb db, LoginGuard guard, SecondFactor factor, Entrance entrance, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        var hash = AccountLinkSecret.HashOf(request.Secret);
        var now = clock.GetUtcNow();
        var link = await db.Set<AccountLinkSecret>().Where(secret => secret.Hash == hash)
            .Join(db.Set<AccountLink>(), secret => secret.LinkId, link => link.Id, (_, link) => link)
            .SingleOrDefaultAsync(link => link.Purpose == AccountLinkPurpose.SecondFactor && link.UsedAt == null && link.ExpiresAt > now, ct);
        if (link is null)
            return Refusal.Because(StatusCodes.Status410Gone, "Pasó demasiado tiempo desde que entraste con ClaveÚnica. Empieza de nuevo.");
        var account = await db.Set<Account>().SingleAsync(account => account.PersonId == link.PersonId, ct);
        if (await guard.IsClosedAsync(account.PersonId, context, ct) || !factor.Spend(account, request.Code))
        {
            await guard.FailedAsync(account.PersonId, context, ct);
            return Refusal.Because(StatusCodes.Status401Unauthorized, "El código no coincide. Escribe el que muestra tu aplicación en este momento.");
        }

        link.UsedAt = now;
        return await entrance.EnterAsync(account, Sessions.ByClaveUnica, context, ct) is { } session
            ? TypedResults.Ok(session)
            : Refusal.Because(StatusCodes.Status401Unauthorized, "Tu cuenta no está activa. Pide ayuda a quien administra el sistema.");
    }
}
