using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts.Administration;

/// <summary>Somebody who is known gets a link to choose their password. Whoever has one already recovers it by themselves.</summary>
internal static class InvitePerson
{
    public sealed record Response(string PersonId, string Email, DateTimeOffset ExpiresAt);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, Acting acting, WorkflowsDb db, AccountLinks links, IdempotentCommand command, WakeUps wakeUps, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, ct);
        if (person is null)
            return Refusal.NotFound();
        if (!person.Active)
            return Refusal.Conflict("Esta persona no está activa. Actívala antes de invitarla.");
        if (await db.Set<Account>().AnyAsync(account => account.PersonId == id && account.PasswordHash != null, ct))
            return Refusal.Conflict("Esta persona ya eligió su clave. Si la olvidó, puede recuperarla en la página de ingreso.");

        var link = await links.AddAsync(person, AccountLinkPurpose.Invitation, acting.PersonId, ct);
        var response = command.Remember(new Response(id, person.Email, link.ExpiresAt));
        await db.SaveChangesAsync(ct);
        wakeUps.Tell(WakeUp.Mails);
        return TypedResults.Ok(response);
    }
}
