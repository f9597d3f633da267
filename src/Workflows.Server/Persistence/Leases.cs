using System.Globalization;
using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence;

/// <summary>
/// Who this node is in <c>lease_owner</c>, and how long a claim lasts by the database's clock. Claims are committed, one per
/// row, renewed while the work lasts and given back; no row stays locked while somebody works.
/// </summary>
public sealed class Leases(LeaseOptions options)
{
    /// <summary>The class of advisory locks that living nodes hold, one each.</summary>
    internal const int AliveClass = 77_061;

    public string Node { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");

    public TimeSpan Duration => options.Duration;

    /// <summary>
    /// Takes the lock that says this node lives, for as long as the connection lives, and gives back what nodes without one had
    /// claimed: after a crash nobody waits for leases to run out.
    /// </summary>
    public async Task StandUpAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        // Shared: the connection before this one may have been cut without a word, and PostgreSQL still thinks that it lives.
        batch.Add("select pg_advisory_lock_shared($1, hashtext($2))", Statements.Whole(AliveClass), Statements.Text(Node));
        foreach (var table in new[] { "timers", "stimuli", "jobs" })
        {
            batch.Add(
                $"""
                update {table} set lease_owner = null, lease_until = null
                where lease_owner is not null and hashtext(lease_owner)::bigint & 4294967295 not in
                    (select objid::bigint from pg_locks where locktype = 'advisory' and classid::bigint = {AliveClass} and granted)
                """);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A claim whose lease ran out is anybody's; this is the condition, for a row called <paramref name="row"/>.</summary>
    public static string IsFree(string row) => $"({row}.lease_until is null or {row}.lease_until < clock_timestamp())";
}

public sealed record LeaseOptions
{
    /// <summary>Renewed at a third of it; a node that stops renewing loses its claims after it.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);
}
