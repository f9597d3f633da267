using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts.Institutional;

/// <summary>
/// Whose account a proved identity is. The first time it is matched by address and bound only after its owner has shown their password as
/// well:
/// an address alone may have belonged to somebody else before. From then on counts the provider's own name for the person.
/// </summary>
public sealed class InstitutionalAccounts(
    WorkflowsDb db, InstitutionalOptions options, PasswordCheck password, Entrance entrance, ILogger<InstitutionalAccounts> log)
{
    internal Task<bool> IsBoundAsync(InstitutionalProof proof, CancellationToken ct) =>
        db.Set<ExternalIdentity>().AnyAsync(identity => identity.Issuer == options.IssuerName && identity.Subject == proof.Subject, ct);

    /// <summary>Why this proof cannot be confirmed by anybody, as the login page knows it; null when somebody can.</summary>
    internal async Task<string?> ObstacleAsync(InstitutionalProof proof, CancellationToken ct)
    {
        if (proof.Email is null || proof.Subject.Length is 0 or > ExternalIdentity.LongestSubject)
            return "sin-correo";
        if (await OwnerOf(proof).SingleOrDefaultAsync(ct) is not { } person)
            return "desconocido";
        if (await db.Set<ExternalIdentity>()
            .AnyAsync(identity => identity.Issuer == options.IssuerName && identity.PersonId == person.Id, ct))
            return "otra";
        return await db.Set<Account>().AnyAsync(account => account.PersonId == person.Id && account.PasswordHash != null, ct)
            ? null
            : "sin-clave";
    }

    /// <summary>Binds and enters, once the owner of the address has shown their password and code.</summary>
    internal async Task<Results<Ok<SessionView>, ProblemHttpResult>> ConfirmAsync(
        InstitutionalProof proof, string typed, string? code, HttpContext context, CancellationToken ct)
    {
        // The address may have become another person's in the meantime.
        var account = await OwnerOf(proof)
            .Join(db.Set<Account>(), person => person.Id, account => account.PersonId, (_, account) => account).SingleOrDefaultAsync(ct);
        if (account is null)
            return Refusal.Because(
                StatusCodes.Status410Gone, "Tu correo ya no es de una persona activa aquí. Pide ayuda a quien administra el sistema.");
        if (await password.ProblemAsync(account, account.PersonId, typed, code, context, ct) is { } problem)
            return problem;
        db.Add(new ExternalIdentity { Issuer = options.IssuerName, Subject = proof.Subject, PersonId = account.PersonId });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Refusal.Conflict(
                "Esta cuenta institucional, o la tuya de aquí, ya está unida. Ingresa otra vez con tu cuenta institucional, o "
                + "revísalo en «Mi cuenta».");
        }

        log.IdentityBound(account.PersonId);
        return await entrance.EnterAsync(account, InstitutionalLogin.By, context, ct) is { } session
            ? TypedResults.Ok(session)
            : Refusal.Because(StatusCodes.Status401Unauthorized, "Tu cuenta no está activa. Pide ayuda a quien administra el sistema.");
    }

    /// <summary>What this person enters with from an institution, also from one that is not asked any more.</summary>
    internal static IQueryable<ExternalIdentity> BoundTo(string personId, WorkflowsDb db) =>
        db.Set<ExternalIdentity>()
            .Where(identity => identity.PersonId == personId && identity.Issuer.StartsWith(InstitutionalOptions.Mark));

    private IQueryable<Person> OwnerOf(InstitutionalProof proof) =>
        db.Set<Person>().AsNoTracking().Where(person => person.Email == proof.Email && person.Active);
}
