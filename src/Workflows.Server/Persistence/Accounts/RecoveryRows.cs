using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Persistence.Accounts;

/// <summary>Takes requests to recover a password out of their table, each by one node.</summary>
internal static class RecoveryRows
{
    /// <summary>The oldest one that no other node is settling, gone with this transaction; null when there is none.</summary>
    public static async Task<RecoveryRequest?> TakeRecoveryAsync(this WorkflowsDb db, CancellationToken ct) =>
        (await db.Set<RecoveryRequest>().FromSql(
            $"""
            delete from recovery_requests where id = (select id from recovery_requests order by id limit 1 for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(ct)).SingleOrDefault();
}
