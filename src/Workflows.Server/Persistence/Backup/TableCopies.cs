using System.Data;
using System.Globalization;
using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Backup;

/// <summary>Whole tables as PostgreSQL gives and takes them, in its binary form and in one snapshot.</summary>
internal static class TableCopies
{
    /// <summary>Everything read in it is of one instant, and nothing can be written.</summary>
    public static async Task<NpgsqlTransaction> BeginSnapshotAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await ExecuteAsync(connection, "set transaction read only", ct);
        return transaction;
    }

    public static async Task<long> CountAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select count(*) from {TableList.Quoted(table)}", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public static async Task<bool> HasRowsAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select exists (select 1 from {TableList.Quoted(table)})", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public static async Task WriteAsync(
        NpgsqlConnection connection, string table, IEnumerable<string> columns, Stream to, CancellationToken ct)
    {
        await using var rows = await connection.BeginRawBinaryCopyAsync(
            $"copy {TableList.Quoted(table)} ({TableList.Quoted(columns)}) to stdout (format binary)", ct);
        await rows.CopyToAsync(to, ct);
    }

    public static async Task ReadAsync(
        NpgsqlConnection connection, string table, IEnumerable<string> columns, Stream from, CancellationToken ct)
    {
        await using var into = await connection.BeginRawBinaryCopyAsync(
            $"copy {TableList.Quoted(table)} ({TableList.Quoted(columns)}) from stdin (format binary)", ct);
        await from.CopyToAsync(into, ct);
    }

    public static Task EmptyAsync(NpgsqlConnection connection, IEnumerable<string> tables, CancellationToken ct) =>
        ExecuteAsync(connection, $"truncate {TableList.Quoted(tables)} cascade", ct);

    public static async Task SetAsync(NpgsqlConnection connection, BackupSequence sequence, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select setval($1::regclass, $2, $3)", connection);
        command.With(
            Statements.Text(TableList.Quoted(sequence.Name)), Statements.Number(sequence.LastValue), Statements.Flag(sequence.IsCalled));
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<string> LastMigrationAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select max(\"MigrationId\") from {TableList.Quoted(TableList.Migrations)}", connection);
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The files that rows refer to. What the antivirus set apart is in no backup.</summary>
    public static async Task<IReadOnlyList<string>> ReferencedFilesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            (select hash from files union select hash from file_uses)
            except select hash from file_scans where state = 'Infected' order by 1
            """,
            connection);
        var hashes = new List<string>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            hashes.Add(row.GetString(0));
        return hashes;
    }

    /// <summary>Whether another server works on this database.</summary>
    public static async Task<bool> IsServedAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and application_name = 'workflows'
            """);
        return (long)(await command.ExecuteScalarAsync(ct))! > 0;
    }

    /// <summary>An entry that says of what instant everything here is.</summary>
    public static async Task RecordRestorationAsync(NpgsqlDataSource source, DateTimeOffset takenAt, long rows, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "insert into proof_entries (subject, row_key, act, content) values ('proof_entries', $1, 'restore', $2)");
        command.With(
            Statements.Text(takenAt.ToString("O", CultureInfo.InvariantCulture)),
            Statements.Text(string.Create(CultureInfo.InvariantCulture, $"{{\"rows\":{rows}}}")));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
