using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts.ClaveUnica;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts.Administration;

/// <summary>Somebody's name, address or RUN was wrong or changed; or they leave, or come back.</summary>
internal static class ChangePerson
{
    /// <param name="Run">Null leaves it as it is; an empty text takes it away.</param>
    public sealed record Request(string Name, string Email, string? Run = null);

    public sealed record Response(string PersonId, string Name, string Email, bool Active);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, Request request, WorkflowsDb db, ClaveUnicaOptions claveUnica, EmailChanges emails, ChangeOrganisation change,
        WakeUps wakeUps, CancellationToken ct)
    {
        if (AddPerson.ProblemWith(request.Name, request.Email, request.Run) is { } problem)
            return problem;
        var email = AddPerson.PlainEmail(request.Email);
        var result = await SaveAsync(
            id, "Se corrigieron los datos", person => person with { Name = request.Name.Trim(), Email = email }, async _ =>
        {
            await emails.FollowAsync(ct);
            if (request.Run is not null)
                await SetRunAsync(id, request.Run, db, claveUnica, ct);
        }, db, change, ct);
        wakeUps.Tell(WakeUp.Mails);
        return result;
    }

    public static Task<Results<Ok<Response>, ProblemHttpResult>> DeactivateAsync(
        string id, Acting acting, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct) =>
        id == acting.PersonId
            ? Task.FromResult<Results<Ok<Response>, ProblemHttpResult>>(
                Refusal.Conflict("No puedes desactivarte. Pídelo a otra persona que administre el sistema."))
            : SaveAsync(id, "Se desactivó", person => person with { Active = false }, account =>
            {
                // Whoever comes back enters again; nothing that was open goes on.
                if (account is not null)
                    account.SecurityStamp = Account.NewStamp();
                return Task.CompletedTask;
            }, db, change, ct);

    public static Task<Results<Ok<Response>, ProblemHttpResult>> ActivateAsync(
        string id, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct) =>
        SaveAsync(id, "Se activó otra vez", person => person with { Active = true }, _ => Task.CompletedTask, db, change, ct);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> SaveAsync(
        string id, string what, Func<Person, Person> changed, Func<Account?, Task> also, WorkflowsDb db, ChangeOrganisation change,
        CancellationToken ct)
    {
        if (await db.Set<Person>().SingleOrDefaultAsync(person => person.Id == id, ct) is not { } person)
            return Refusal.NotFound();
        var after = changed(person);
        // Who may enter as somebody is by their address: the history says from which to which.
        var moved = after.Email == person.Email ? "" : $" El correo pasó de {person.Email} a {after.Email}.";
        db.Entry(person).CurrentValues.SetValues(after);
        await also(await db.Set<Account>().SingleOrDefaultAsync(account => account.PersonId == id, ct));
        var response = new Response(id, after.Name, after.Email, after.Active);
        return await change.SaveAsync($"{what}: {after.Name}.{moved}", () => response, ct);
    }

    private static async Task SetRunAsync(string id, string text, WorkflowsDb db, ClaveUnicaOptions claveUnica, CancellationToken ct)
    {
        var issuer = claveUnica.IssuerName;
        var old = await db.Set<ExternalIdentity>()
            .SingleOrDefaultAsync(identity => identity.PersonId == id && identity.Issuer == issuer, ct);
        var subject = Run.TryParse(text, out var run) ? run.ToString() : null;
        if (old?.Subject == subject)
            return;
        if (old is not null)
        {
            db.Remove(old);
            await db.SaveChangesAsync(ct);
        }

        if (subject is not null)
            db.Add(new ExternalIdentity { Issuer = issuer, Subject = subject, PersonId = id });
    }
}
