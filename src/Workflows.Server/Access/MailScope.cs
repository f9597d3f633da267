using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Access;

/// <summary>
/// Which mails somebody who looks after them reads: those of the institutions they follow. What belongs to no institution, as links to
/// accounts, is for who sees everything.
/// </summary>
internal static class MailScope
{
    public static IQueryable<MailRow> VisibleTo(this IQueryable<MailRow> mails, Acting acting, WorkflowsDb db)
    {
        if (acting.SeesEverything)
            return mails;
        var institutions = acting.InstitutionsFollowed(db);
        return mails.Where(mail => mail.InstitutionCode != null && institutions.Contains(mail.InstitutionCode));
    }
}
