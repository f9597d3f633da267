using Npgsql;
using Workflows.Server.Mail;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Scheduling;
using Workflows.Server.Tasks;

namespace Workflows.Server.CommandLine.Verification;

internal sealed record StoredTimer(long BookmarkId, string Name, string ActivityId, int Visit, DateTimeOffset DueAt, TimerState State);

internal sealed record StoredTask(
    string Id, long BookmarkId, string ActivityId, string Kind, string Title, int Visit, string? InstitutionCode, string RoleCode, string ScopeCode,
    DateTimeOffset? DueAt, TaskState State, string? Outcome, bool IsLate);

internal sealed record StoredMail(
    string Id, string MessageId, string? TaskId, int? Level, string Reason, string Template, string Model, string Addressees, MailState State, string? ResendOf);

internal sealed record StoredSubmission(string Id, string TaskId, string Action, int Visit, string Timeliness, string Body, string BodyHash);

internal sealed record StoredFact(string Id, string Kind, string Data);

internal sealed record StoredEvent(long BookmarkId, string Name);

/// <summary>What the tables have of some instances, as one snapshot of the database sees it.</summary>
internal sealed record StoredWork(
    ILookup<string, StoredBurst> Bursts, ILookup<string, StoredTimer> Timers, ILookup<string, StoredTask> Tasks, ILookup<string, StoredMail> Mails,
    ILookup<string, StoredSubmission> Submissions, ILookup<string, StoredFact> Facts, ILookup<string, StoredEvent> Events)
{
    public static async Task<StoredWork> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyCollection<string> instances, CancellationToken ct)
    {
        var read = new Reading(connection, transaction, instances, ct);
        return new(
            await read.ManyAsync(
                "select instance_id, number, at, text, hash from journal where instance_id = any($1) order by instance_id, number",
                row => new StoredBurst(row.GetInt32(1), Instant(row, 2)!.Value, row.GetString(3), row.GetFieldValue<byte[]>(4))),
            await read.ManyAsync(
                "select instance_id, bookmark_id, name, activity_id, visit, due_at, state from timers where instance_id = any($1)",
                row => new StoredTimer(row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt32(4), Instant(row, 5)!.Value, Word<TimerState>(row, 6))),
            await read.ManyAsync(
                """
                select instance_id, id, bookmark_id, activity_id, kind, title, visit, institution_code, role_code, scope_code, due_at, state, outcome, is_late
                from tasks where instance_id = any($1)
                """,
                row => new StoredTask(
                    row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6), Text(row, 7), row.GetString(8),
                    row.GetString(9), Instant(row, 10), Word<TaskState>(row, 11), Text(row, 12), row.GetBoolean(13))),
            await read.ManyAsync(
                """
                select instance_id, id, message_id, task_id, level, reason, template, model, addressees, state, resend_of
                from mails where instance_id = any($1)
                """,
                row => new StoredMail(
                    row.GetString(1), row.GetString(2), Text(row, 3), row.IsDBNull(4) ? null : row.GetInt32(4), row.GetString(5), row.GetString(6), row.GetString(7),
                    row.GetString(8), Word<MailState>(row, 9), Text(row, 10))),
            await read.ManyAsync(
                "select instance_id, id, task_id, action, visit, timeliness, body, body_hash from submissions where instance_id = any($1)",
                row => new StoredSubmission(
                    row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5), row.GetString(6), row.GetString(7))),
            await read.ManyAsync(
                "select instance_id, id, kind, data from facts where instance_id = any($1)",
                row => new StoredFact(row.GetString(1), row.GetString(2), row.GetString(3))),
            await read.ManyAsync(
                "select instance_id, bookmark_id, event_name from event_bookmarks where instance_id = any($1)",
                row => new StoredEvent(row.GetInt64(1), row.GetString(2))));
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    // A word nobody knows is a damaged row: it must differ from every known one, not end the verification.
    private static T Word<T>(NpgsqlDataReader row, int column) where T : struct, Enum =>
        Enum.TryParse<T>(row.GetString(column), out var word) ? word : (T)Enum.ToObject(typeof(T), -1);

    private sealed class Reading(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyCollection<string> instances, CancellationToken ct)
    {
        public async Task<ILookup<string, T>> ManyAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            command.Parameters.Add(Statements.Texts(instances));
            var rows = new List<(string Instance, T Row)>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                rows.Add((reader.GetString(0), read(reader)));
            return rows.ToLookup(row => row.Instance, row => row.Row, StringComparer.Ordinal);
        }
    }
}
