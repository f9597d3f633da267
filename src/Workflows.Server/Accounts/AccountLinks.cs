using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Flows;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Accounts;

/// <summary>Makes links to an account and the mails that carry them. What is added here is saved by the use case that asked.</summary>
public sealed class AccountLinks(WorkflowsDb db, DispatcherOptions options, TimeProvider clock)
{
    /// <summary>A link to set a password, with its mail in the outbox. Older ones of the same kind stop working.</summary>
    public async Task<AccountLink> AddAsync(Person person, AccountLinkPurpose purpose, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var older in await db.Set<AccountLink>()
            .Where(link => link.PersonId == person.Id && link.Purpose == purpose && link.UsedAt == null && link.ReplacedAt == null)
            .ToListAsync(ct))
            older.ReplacedAt = now;

        var link = new AccountLink
        {
            Id = $"{TemplateOf(purpose)}-{Guid.CreateVersion7(now):n}",
            PersonId = person.Id,
            Purpose = purpose,
            CreatedAt = now,
            CreatedBy = by,
            ExpiresAt = now + (purpose == AccountLinkPurpose.Invitation ? AccountLink.InvitationLasts : AccountLink.RecoveryLasts),
        };
        db.Add(link);
        db.Add(MailOf(link, person, now));
        return link;
    }

    /// <summary>A secret that is given at once, and not by mail.</summary>
    public string AddSecret(AccountLink link)
    {
        var secret = AccountLinkSecret.New();
        db.Add(new AccountLinkSecret { Hash = AccountLinkSecret.HashOf(secret), LinkId = link.Id });
        return secret;
    }

    private static string TemplateOf(AccountLinkPurpose purpose) =>
        purpose == AccountLinkPurpose.Invitation ? MailTemplateCatalog.Invitation : MailTemplateCatalog.Recovery;

    private MailRow MailOf(AccountLink link, Person person, DateTimeOffset now)
    {
        var isInvitation = link.Purpose == AccountLinkPurpose.Invitation;
        var why = isInvitation ? "Este correo llega por una invitación a usar el sistema."
            : "Este correo llega porque alguien pidió recuperar la clave.";
        var addressee = new MailAddressee(person.Id, person.Name, person.Email, "", why, IsCopy: false);
        // The mail and its link have one name: that is how the sender finds it.
        return PersonalMail.To(
            addressee, link.Id, TemplateOf(link.Purpose),
            MailModels.AccountLink(person.Name, person.Email, link.ExpiresAt, [addressee]),
            isInvitation ? "invitación a usar el sistema" : "recuperación de clave", options.MailDomain, now);
    }
}
