using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Calendar;
using Workflows.Server.Commands;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Commands;

namespace Workflows.Server.Privacy;

/// <summary>How people entered, taken away: what they did stays.</summary>
internal static class AccountAccess
{
    public static async Task ForgetAsync(WorkflowsDb db, IReadOnlyCollection<string> people, CancellationToken ct)
    {
        await db.Set<Session>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<AccountLink>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<LoginFailures>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<SavedFilterRow>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<FeedRow>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<ExternalIdentity>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<IdempotencyRow>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<Account>().Where(row => people.Contains(row.PersonId)).ExecuteDeleteAsync(ct);
    }
}
