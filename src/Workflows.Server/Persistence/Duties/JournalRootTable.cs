using Npgsql;
using NpgsqlTypes;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Scheduling.Duties;

namespace Workflows.Server.Persistence.Duties;

/// <summary>The daily roots of the journal: added once, never changed.</summary>
public sealed class JournalRootTable(Func<NpgsqlDataSource> source)
{
    public async Task<JournalRootRow?> FindAsync(DateOnly date, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            "select root, previous_root, instances, computed_at, mail_id from journal_roots where date = $1");
        command.With(Date(date));
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return new()
        {
            Date = date,
            Root = reader.GetFieldValue<byte[]>(0),
            PreviousRoot = reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1),
            Instances = reader.GetInt32(2),
            ComputedAt = reader.GetFieldValue<DateTimeOffset>(3),
            MailId = reader.IsDBNull(4) ? null : reader.GetString(4),
        };
    }

    public async Task<byte[]?> LastBeforeAsync(DateOnly date, CancellationToken ct)
    {
        await using var command = source().CreateCommand("select root from journal_roots where date < $1 order by date desc limit 1");
        command.With(Date(date));
        return await command.ExecuteScalarAsync(ct) as byte[];
    }

    /// <summary>Of each instance whose journal grew between two instants, where it ended.</summary>
    public async Task<IReadOnlyList<JournalHead>> HeadsOfAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            select distinct on (instance_id) instance_id, number, hash from journal
            where at >= $1 and at < $2 order by instance_id, number desc
            """);
        command.With(Statements.Instant(from), Statements.Instant(to));
        var heads = new List<JournalHead>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) heads.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
        return heads;
    }

    /// <summary>Together with the mail it leaves in. A root that is there stays.</summary>
    public async Task AddAsync(JournalRootRow root, NpgsqlBatchCommand? mail, CancellationToken ct)
    {
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            """
            insert into journal_roots (date, root, previous_root, instances, computed_at, mail_id) values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            """,
            Date(root.Date), Statements.Bytes(root.Root),
            new NpgsqlParameter { Value = (object?)root.PreviousRoot ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
            Statements.Whole(root.Instances), Statements.Instant(root.ComputedAt), Statements.Text(root.MailId));
        if (mail is not null) batch.BatchCommands.Add(mail);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Date(DateOnly date) => new() { Value = date, NpgsqlDbType = NpgsqlDbType.Date };
}
