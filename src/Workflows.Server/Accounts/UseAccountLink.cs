using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Accounts;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// A person without a password, or without the one they had, asks for a link and sets a new one with it. Opening the link does nothing:
/// its page looks with <c>look</c>, and only its button sets the password.
/// </summary>
internal static class UseAccountLink
{
    public sealed record AskRequest(string Email);

    public sealed record LookRequest(string Secret);

    public sealed record SetRequest(string Secret, string Password);

    /// <param name="IsInvitation">False when a password is recovered.</param>
    /// <param name="Rules">What a password has to be, in sentences.</param>
    public sealed record LinkView(bool IsInvitation, string Name, string Email, DateTimeOffset ExpiresAt, IReadOnlyList<string> Rules);

    public sealed record Said(string Message);

    private sealed record Found(AccountLink Link, Person Person);

    public static void MapAccountLinks(this IEndpointRouteBuilder api)
    {
        var links = api.MapGroup("/account-links").WithTags("Account").AllowAnonymous().RequireRateLimiting(RateLimits.Login);
        links.MapPost("/", AskAsync).RequireRateLimiting(RateLimits.Recovery).WithName("AskForPassword")
            .WithSummary("Pide por correo un enlace para cambiar la clave; la respuesta es igual exista o no la cuenta");
        links.MapPost("/look", LookAsync).WithName("LookAtAccountLink")
            .WithSummary("De quién es un enlace y si todavía sirve; no cambia nada");
        links.MapPost("/use", UseAsync).WithName("SetPasswordByLink").WithSummary("Fija la clave con un enlace, que deja de servir");
    }

    /// <summary>
    /// Only writes down that somebody asked: whether the account exists is looked up later, so that nobody can tell by the time it takes.
    /// </summary>
    private static async Task<Accepted<Said>> AskAsync(
        AskRequest request, WorkflowsDb db, Recoveries recoveries, TimeProvider clock, CancellationToken ct)
    {
        var email = Account.Normalized(request.Email);
        // What is longer is nobody's address.
        db.Add(new RecoveryRequest
        {
            NormalizedEmail = email[..Math.Min(email.Length, RecoveryRequest.LongestEmail)], AskedAt = clock.GetUtcNow()
        });
        await db.SaveChangesAsync(ct);
        recoveries.Wake();
        return TypedResults.Accepted(
            (string?)null,
            new Said(
                "Si esa dirección tiene una cuenta, te enviamos un correo con un enlace. Vence en una hora. Revisa "
                + "también el correo no deseado."));
    }

    private static async Task<Results<Ok<LinkView>, ProblemHttpResult>> LookAsync(
        LookRequest request, WorkflowsDb db, TimeProvider clock, CancellationToken ct) =>
        await FindAsync(request.Secret, db, ct) is var found && ProblemWith(found, clock.GetUtcNow()) is { } problem
            ? problem
            : TypedResults.Ok(new LinkView(
                found!.Link.Purpose == AccountLinkPurpose.Invitation, found.Person.Name, found.Person.Email, found.Link.ExpiresAt,
                PasswordRules.Sentences));

    private static async Task<Results<Ok<Said>, ProblemHttpResult>> UseAsync(
        SetRequest request, WorkflowsDb db, Passwords passwords, TimeProvider clock, ILogger<Passwords> log, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var found = await FindAsync(request.Secret, db, ct);
        if (ProblemWith(found, now) is { } problem)
            return problem;
        var (link, person) = found!;
        if (PasswordRules.ProblemWith(request.Password, person) is { } weakness)
        {
            log.PasswordRefused(person.Id, "too easy to guess or known to have leaked");
            return Refusal.Field("password", weakness);
        }

        // The condition is in the update: of two browsers that use it at once, one does.
        if (await db.Set<AccountLink>().Where(row => row.Id == link.Id && row.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), ct) == 0)
            return Used;

        var account = await db.Set<Account>().SingleOrDefaultAsync(account => account.PersonId == person.Id, ct);
        if (account is null)
            db.Add(account = Account.For(person));
        passwords.Set(account, request.Password);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        log.PasswordSet(person.Id, link.Purpose == AccountLinkPurpose.Invitation ? "by invitation" : "by recovery");
        return TypedResults.Ok(new Said("Tu clave quedó lista. Inicia sesión con tu correo y tu clave nueva."));
    }

    private static async Task<Found?> FindAsync(string secret, WorkflowsDb db, CancellationToken ct)
    {
        var hash = AccountLinkSecret.HashOf(secret.Trim());
        return await (from kept in db.Set<AccountLinkSecret>()
                      join link in db.Set<AccountLink>() on kept.LinkId equals link.Id
                      join person in db.Set<Person>() on link.PersonId equals person.Id
                      where kept.Hash == hash && link.Purpose != AccountLinkPurpose.SecondFactor
                          && link.Purpose != AccountLinkPurpose.DataRequest && person.Active
                      select new Found(link, person)).AsNoTracking().SingleOrDefaultAsync(ct);
    }

    private static ProblemHttpResult? ProblemWith(Found? found, DateTimeOffset now) => found switch
    {
        null => Refusal.NotFound("Este enlace no existe o está incompleto. Ábrelo otra vez desde el correo, o pide uno nuevo."),
        { Link.UsedAt: not null } => Used,
        { Link.ReplacedAt: not null } =>
            Refusal.Because(
                StatusCodes.Status410Gone, "Este enlace fue reemplazado por otro más nuevo. Abre el último correo que recibiste."),
        { Link: { } link } when link.ExpiresAt <= now => Refusal.Because(
            StatusCodes.Status410Gone, $"Este enlace venció el {MailText.Moment(link.ExpiresAt)}. Pide uno nuevo."),
        _ => null,
    };

    private static ProblemHttpResult Used => Refusal.Because(
        StatusCodes.Status410Gone, "Este enlace ya se usó. Si elegiste tu clave, inicia sesión. Si no fuiste tú, recupera tu clave.");
}
