using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Access;
using Workflows.Server.Accounts.Institutional;
using Workflows.Server.Flows;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Accounts;

/// <summary>
/// What follows when whoever administers gives somebody another address: the account follows, the institutional account that was matched
/// by the address is confirmed anew, and the address of before is told, because its owner might know nothing of it. Saved by whoever asked.
/// </summary>
public sealed class EmailChanges(WorkflowsDb db, DispatcherOptions options, Acting acting, TimeProvider clock)
{
    /// <summary>Of everybody whose address is about to be saved as another.</summary>
    internal async Task FollowAsync(CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries<Person>().Where(entry => entry.State == EntityState.Modified)
            .Select(entry => (Person: entry.Entity, Before: entry.OriginalValues.GetValue<string>(nameof(Person.Email))))
            .Where(change => change.Before != change.Person.Email).ToList();
        var ids = changed.ConvertAll(change => change.Person.Id);
        var accounts = await db.Set<Account>().Where(account => ids.Contains(account.PersonId))
            .ToDictionaryAsync(account => account.PersonId, ct);
        foreach (var (person, before) in changed)
        {
            accounts.GetValueOrDefault(person.Id)?.ChangeEmail(person.Email);
            db.RemoveRange(await InstitutionalAccounts.BoundTo(person.Id, db).ToListAsync(ct));
            if (before.Length > 0)
                db.Add(MailTo(before, person));
        }
    }

    private MailRow MailTo(string before, Person person)
    {
        var now = clock.GetUtcNow();
        var addressee = new MailAddressee(
            person.Id, person.Name, before, "", "Este correo llega porque esta dirección era la de la cuenta.", IsCopy: false);
        return PersonalMail.To(
            addressee, $"{MailTemplateCatalog.EmailChanged}-{Guid.CreateVersion7(now):n}", MailTemplateCatalog.EmailChanged,
            MailModels.EmailChanged(person.Name, acting.Name, now, [addressee]), "cambio del correo de una cuenta", options.MailDomain,
            now);
    }
}
