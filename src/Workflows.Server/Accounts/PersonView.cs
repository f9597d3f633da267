using System.Linq.Expressions;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts.Institutional;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;

namespace Workflows.Server.Accounts;

/// <summary>Whether a person can enter.</summary>
public enum PersonAccess
{
    None,

    /// <summary>With a link to choose their password that still works.</summary>
    Invited,
    Ready,
}

/// <summary>Somebody as those who oversee the server see them.</summary>
/// <param name="HasRun">Whether they could enter with ClaveÚnica; the number itself is shown to nobody.</param>
public sealed record PersonView(
    string Id, string Name, string Email, bool Active, PersonAccess Access, bool HasSecondFactor, bool HasRun, DateTimeOffset? LastLoginAt)
{
    internal static Expression<Func<Person, PersonView>> Of(WorkflowsDb db, DateTimeOffset now) => person => new PersonView(
        person.Id, person.Name, person.Email, person.Active,
        db.Set<Account>().Any(account => account.PersonId == person.Id && account.PasswordHash != null) ? PersonAccess.Ready
            : db.Set<AccountLink>().Any(link => link.PersonId == person.Id && link.Purpose == AccountLinkPurpose.Invitation
                && link.UsedAt == null && link.ReplacedAt == null && link.ExpiresAt > now) ? PersonAccess.Invited
            : PersonAccess.None,
        db.Set<Account>().Any(account => account.PersonId == person.Id && account.TwoFactorEnabled),
        db.Set<ExternalIdentity>()
            .Any(identity => identity.PersonId == person.Id && !identity.Issuer.StartsWith(InstitutionalOptions.Mark)),
        db.Set<Account>().Where(account => account.PersonId == person.Id).Select(account => account.LastLoginAt).FirstOrDefault());
}
