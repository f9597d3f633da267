using Npgsql;
using NpgsqlTypes;
using Workflows.Definitions.Calendar;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Persistence.Duties;

/// <summary>The daily roots of the journal: added once, never changed.</summary>
public sealed class JournalRootTable(Func<NpgsqlDataSource> source)
{
    public async Task<JournalRootRow?> FindAsync(DateOnly date, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            "select root, previous_root, instances, computed_at, mail_id, entries from journal_roots where date = $1");
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
            Entries = reader.GetInt32(5),
        };
    }

    /// <summary>Of every root, oldest first.</summary>
    public Task<IReadOnlyList<DateOnly>> DatesAsync(CancellationToken ct) =>
        DatesAsync("select date from journal_roots order by date", [], ct);

    /// <summary>Days with sealed entries and no root.</summary>
    public Task<IReadOnlyList<DateOnly>> SealedWithoutRootAsync(CancellationToken ct) =>
        DatesAsync("select distinct day from proof_seals where day not in (select date from journal_roots) order by day", [], ct);

    /// <summary>Days whose root was computed and is not there.</summary>
    /// <param name="duty">The duty that computes it, on the day after.</param>
    public Task<IReadOnlyList<DateOnly>> DoneWithoutRootAsync(string duty, CancellationToken ct) => DatesAsync(
        """
        select date - 1 from duty_runs
        where duty = $1 and state = 'Done' and date - 1 not in (select date from journal_roots) order by date
        """,
        [Statements.Text(duty)], ct);

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

    /// <summary>
    /// Seals every entry that has no day yet and adds the root, with the mail it leaves in, as one transaction. Null when the day has
    /// its root. No burst waits for it: it reads what is committed, and what commits meanwhile is sealed the next day.
    /// </summary>
    public async Task<JournalRootRow?> AddAsync(
        DateOnly date, DateTimeOffset now, string? mailId, Func<JournalRootRow, NpgsqlBatchCommand>? mailOf, CancellationToken ct)
    {
        var previous = await LastBeforeAsync(date, ct);
        var heads = await HeadsOfAsync(SantiagoTime.StartOfDay(date), SantiagoTime.StartOfDay(date.AddDays(1)), ct);
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var sealedNow = await SealAsync(connection, transaction, date, ct);
        var root = new JournalRootRow
        {
            Date = date,
            Root = JournalRoot.Compute(date, previous, heads, sealedNow),
            PreviousRoot = previous,
            Instances = heads.Count,
            Entries = sealedNow.Entries,
            ComputedAt = now,
            MailId = mailId,
        };
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add(
            """
            insert into journal_roots (date, root, previous_root, instances, entries, computed_at, mail_id) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict do nothing
            """,
            Date(root.Date), Statements.Bytes(root.Root),
            new NpgsqlParameter { Value = (object?)root.PreviousRoot ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
            Statements.Whole(root.Instances), Statements.Whole(root.Entries), Statements.Instant(root.ComputedAt),
            Statements.Text(root.MailId));
        if (await batch.ExecuteNonQueryAsync(ct) == 0)
            return null; // another node was first: what was sealed here goes with the transaction
        if (mailOf is not null)
        {
            await using var mail = new NpgsqlBatch(connection, transaction);
            mail.BatchCommands.Add(mailOf(root));
            await mail.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return root;
    }

    /// <summary>
    /// Entries commit in another order than they are numbered. A week is longer than any transaction: below what was sealed then,
    /// nothing can be missing.
    /// </summary>
    private static async Task<ProofDigest> SealAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateOnly date, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = 0 };
        batch.Add(
            """
            insert into proof_seals (entry_id, day)
            select e.id, $1 from proof_entries e
            where e.id > coalesce((select max(entry_id) from proof_seals where day < $1::date - 7), 0)
              and not exists (select 1 from proof_seals s where s.entry_id = e.id)
            on conflict do nothing
            """, Date(date));
        batch.Add(
            """
            select s.day, s.entry_id, e.id, e.subject, e.row_key, e.act, e.content, e.at, e.program, e.actor, e.signed_with, e.signature
            from proof_seals s join proof_entries e on e.id = s.entry_id where s.day = $1 order by e.id
            """, Date(date));
        using var digest = new DayDigest(date);
        await using var row = await batch.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            digest.Add(ProofVerifier.Read(row));
        return digest.End();
    }

    private async Task<IReadOnlyList<DateOnly>> DatesAsync(string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var command = source().CreateCommand(sql);
        command.With(parameters);
        await using var row = await command.ExecuteReaderAsync(ct);
        var dates = new List<DateOnly>();
        while (await row.ReadAsync(ct))
            dates.Add(row.GetFieldValue<DateOnly>(0));
        return dates;
    }

    private static NpgsqlParameter Date(DateOnly date) => new() { Value = date, NpgsqlDbType = NpgsqlDbType.Date };
}
