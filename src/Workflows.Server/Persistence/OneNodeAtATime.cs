using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Server.Persistence;

/// <summary>Nodes that start together on an empty database prepare it one after the other.</summary>
internal static class OneNodeAtATime
{
    private const long FirstDataLock = 7_706_102_027;

    /// <summary>A transaction that nobody else is in until it ends.</summary>
    public static async Task<IDbContextTransaction> BeginAloneAsync(this WorkflowsDb db, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({FirstDataLock})", ct);
        return transaction;
    }
}
