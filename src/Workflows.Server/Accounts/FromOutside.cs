using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// The one way in for a person whose identity another house has proved: whoever has that identity here gets a session, after the code
/// of their phone when they have one. It never makes anybody up.
/// </summary>
public sealed class FromOutside(
    WorkflowsDb db, AccountLinks links, Entrance entrance, LoginGuard guard, SecondFactor factor, TimeProvider clock,
    ILogger<FromOutside> log)
{
    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(5);

    /// <summary>Enters the person who has this identity, and answers where the browser goes on to.</summary>
    /// <param name="by">The house's name, as its owner reads it in the list of sessions.</param>
    /// <param name="unknown">Where somebody goes whom nobody knows here.</param>
    public async Task<string> EnterAsync(string issuer, string? subject, string by, string? returnTo, string unknown, HttpContext context)
    {
        var ct = context.RequestAborted;
        var person = await db.Set<ExternalIdentity>().Where(identity => identity.Issuer == issuer && identity.Subject == subject)
            .Join(db.Set<Person>(), identity => identity.PersonId, person => person.Id, (_, person) => person)
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (person is not { Active: true })
        {
            log.LoginFailed(by, new(person?.Id), person is null ? "nobody here has that identity" : "the person is not active");
            return unknown;
        }

        var account = await db.Set<Account>().SingleOrDefaultAsync(account => account.PersonId == person.Id, ct);
        if (account is null)
            db.Add(account = Account.For(person));
        if (account.TwoFactorEnabled)
            return $"/ingresar#codigo={await KeepForCodeAsync(person, by, ct)}";

        await entrance.EnterAsync(account, by, context, ct);
        return ReturnAddress.Of(returnTo);
    }

    /// <summary>The last step for whoever has a second factor.</summary>
    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> FinishAsync(
        string secret, string code, HttpContext context, CancellationToken ct)
    {
        var hash = AccountLinkSecret.HashOf(secret);
        var now = clock.GetUtcNow();
        var link = await db.Set<AccountLinkSecret>().Where(kept => kept.Hash == hash)
            .Join(db.Set<AccountLink>(), kept => kept.LinkId, link => link.Id, (_, link) => link)
            .SingleOrDefaultAsync(
                link => link.Purpose == AccountLinkPurpose.SecondFactor && link.UsedAt == null && link.ExpiresAt > now, ct);
        if (link is null)
            return Refusal.Because(StatusCodes.Status410Gone, "Pasó demasiado tiempo desde que probaste quién eres. Empieza de nuevo.");
        var account = await db.Set<Account>().SingleAsync(account => account.PersonId == link.PersonId, ct);
        if (await guard.IsClosedAsync(account.PersonId, context, ct))
            return WrongCode();
        if (!factor.Spend(account, code))
        {
            log.LoginFailed(link.CreatedBy, new(account.PersonId), "wrong code");
            await guard.FailedAsync(account.PersonId, context, ct);
            return WrongCode();
        }

        link.UsedAt = now;
        return await entrance.EnterAsync(account, link.CreatedBy, context, ct) is { } session
            ? TypedResults.Ok(session)
            : Refusal.Because(StatusCodes.Status401Unauthorized, "Tu cuenta no está activa. Pide ayuda a quien administra el sistema.");
    }

    private static ProblemHttpResult WrongCode() =>
        Refusal.Because(StatusCodes.Status401Unauthorized, "El código no coincide. Escribe el que muestra tu aplicación en este momento.");

    private async Task<string> KeepForCodeAsync(Person person, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var link = new AccountLink
        {
            Id = $"codigo-{Guid.CreateVersion7(now):n}", PersonId = person.Id, Purpose = AccountLinkPurpose.SecondFactor, CreatedAt = now,
            CreatedBy = by,
            ExpiresAt = now + CodeLasts,
        };
        db.Add(link);
        var secret = links.AddSecret(link);
        await db.SaveChangesAsync(ct);
        return secret;
    }
}
