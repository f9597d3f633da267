using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence;

/// <summary>Since when each kind of row waits that should have moved and that nobody has in hand; null where nothing is late.</summary>
internal sealed record Overdue(DateTimeOffset? Timers, DateTimeOffset? Stimuli, DateTimeOffset? Mails);

/// <summary>Looks for what should have moved and did not. Each part reads the head of an index.</summary>
internal static class OverdueTable
{
    /// <summary>Far more than a loop needs for a backlog to begin to move.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<Overdue> ReadAsync(NpgsqlDataSource source, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"""
            select
                (select min(t.due_at) from timers t where t.state = 'Pending' and t.due_at <= $1 and {Leases.IsFree("t")}),
                (select min(s.available_at) from stimuli s
                 where s.parked_reason is null and s.available_at <= clock_timestamp() - $2 and {Leases.IsFree("s")}),
                (select min(m.available_at) from mails m where m.state in ('Queued', 'Held') and m.available_at <= $1
                    and (m.retry_at is null or m.retry_at <= clock_timestamp() - $2))
            """);
        command.With(Statements.Instant(now - Patience), Statements.Span(Patience));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(At(0), At(1), At(2));

        DateTimeOffset? At(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }
}
