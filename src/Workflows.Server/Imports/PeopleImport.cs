using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Accounts.ClaveUnica;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;

namespace Workflows.Server.Imports;

/// <summary>What an import of people means for how they enter: their address, their RUN, and an invitation when it is asked for.</summary>
public sealed class PeopleImport(WorkflowsDb db, AccountLinks links, EmailChanges emails, ClaveUnicaOptions claveUnica, Acting acting)
{
    /// <summary>The account of a person follows the address and RUN of the file.</summary>
    public async Task FollowAsync(IReadOnlyList<Person> people, IReadOnlyDictionary<string, Run> runs, CancellationToken ct)
    {
        var ids = people.Select(person => person.Id).ToArray();
        await emails.FollowAsync(ct);

        var issuer = claveUnica.IssuerName;
        var known = await db.Set<ExternalIdentity>().Where(identity => identity.Issuer == issuer && ids.Contains(identity.PersonId))
            .ToListAsync(ct);
        var changed = known.Where(identity => runs.TryGetValue(identity.PersonId, out var run) && run.ToString() != identity.Subject)
            .ToList();
        db.RemoveRange(changed);
        // The key is the RUN: the old row goes before the new one comes.
        await db.SaveChangesAsync(ct);
        db.AddRange(runs.Where(run => known.Except(changed).All(identity => identity.PersonId != run.Key))
            .Select(run => new ExternalIdentity { Issuer = issuer, Subject = run.Value.ToString(), PersonId = run.Key }));
    }

    /// <summary>Invites whoever of them has no password; says how many.</summary>
    public async Task<int> InviteAsync(IReadOnlyList<Person> people, CancellationToken ct)
    {
        var ids = people.Where(person => person.Active).Select(person => person.Id).ToArray();
        var ready = await db.Set<Account>().Where(account => ids.Contains(account.PersonId) && account.PasswordHash != null)
            .Select(account => account.PersonId).ToListAsync(ct);
        var invited = people.Where(person => person.Active && !ready.Contains(person.Id)).ToList();
        foreach (var person in invited)
            await links.AddAsync(person, AccountLinkPurpose.Invitation, acting.PersonId, ct);
        return invited.Count;
    }
}
