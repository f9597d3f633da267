using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Server.Persistence;

/// <summary>Nodes that start together on an empty database prepare it one after the other.</summary>
internal static class OneNodeAtATime
{
    private const long FirstDataLock = 7_706_102_027;

    /// <summary>How soon a node that waits for another looks again.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A transaction that nobody else is in until it ends. It waits for the other one however long that takes.</summary>
    public static async Task<IDbContextTransaction> BeginAloneAsync(this WorkflowsDb db, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        while (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({FirstDataLock}) as \"Value\"").SingleAsync(ct))
            await Task.Delay(Look, ct);
        return transaction;
    }
}
