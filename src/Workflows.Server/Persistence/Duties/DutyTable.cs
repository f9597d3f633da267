using Npgsql;
using NpgsqlTypes;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Duties;

/// <summary>What is stored about duties: which are paused, which dates ran, who runs one now. Leases go by the database's clock.</summary>
public sealed class DutyTable(Func<NpgsqlDataSource> source)
{
    private const string BeginSql =
        """
        insert into duty_runs (duty, date, due_at, state, attempts, lease_owner, lease_until, started_at)
        values ($1, $2, $3, 'Running', 1, $4, clock_timestamp() + $5, $6)
        on conflict (duty, date) do update set state = 'Running', attempts = duty_runs.attempts + 1, retry_at = null,
            lease_owner = excluded.lease_owner, lease_until = excluded.lease_until, started_at = excluded.started_at
        where (duty_runs.state = 'Running' and duty_runs.lease_until < clock_timestamp())
           or (duty_runs.state = 'Failed' and duty_runs.retry_at <= clock_timestamp())
        returning attempts
        """;

    /// <summary>Writes what people see of a duty; whether it is paused is theirs to say.</summary>
    public async Task DescribeAsync(string name, string label, IReadOnlyList<DateTimeOffset> next, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            insert into duties (name, label, is_paused, next_runs) values ($1, $2, false, $3)
            on conflict (name) do update set label = excluded.label, next_runs = excluded.next_runs
            where duties.label <> excluded.label or duties.next_runs <> excluded.next_runs
            """);
        command.With(Statements.Text(name), Statements.Text(label), Statements.Instants(next.Select(instant => (DateTimeOffset?)instant)));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What people see as its last result, without a date having run.</summary>
    public async Task NoteAsync(string name, string note, CancellationToken ct)
    {
        await using var command = source().CreateCommand("update duties set last_result = $2 where name = $1");
        command.With(Statements.Text(name), Statements.Text(StoredText.Of(note)));
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<string?> PauseReasonAsync(string name, CancellationToken ct)
    {
        await using var command = source().CreateCommand("select coalesce(pause_reason, '') from duties where name = $1 and is_paused");
        command.With(Statements.Text(name));
        return await command.ExecuteScalarAsync(ct) as string;
    }

    /// <summary>The last date that has a row, whatever became of it.</summary>
    public async Task<DateOnly?> LastDateAsync(string name, CancellationToken ct)
    {
        await using var command = source().CreateCommand("select max(date) from duty_runs where duty = $1");
        command.With(Statements.Text(name));
        return await command.ExecuteScalarAsync(ct) is DateOnly date ? date : null;
    }

    /// <summary>Dates somebody began and did not end, and failed ones whose pause is over.</summary>
    public async Task<IReadOnlyList<DateOnly>> UnfinishedAsync(string name, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            select date from duty_runs
            where duty = $1 and ((state = 'Running' and lease_until < clock_timestamp()) or (state = 'Failed' and retry_at <= clock_timestamp()))
            order by date
            """);
        command.With(Statements.Text(name));
        var dates = new List<DateOnly>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) dates.Add(reader.GetFieldValue<DateOnly>(0));
        return dates;
    }

    /// <summary>Which try this is; null when another node has the date, or it is done.</summary>
    public async Task<int?> BeginAsync(
        string name, DateOnly date, DateTimeOffset dueAt, string owner, TimeSpan lease, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source().CreateCommand(BeginSql);
        command.With(
            Statements.Text(name), Date(date), Statements.Instant(dueAt), Statements.Text(owner), Statements.Span(lease),
            Statements.Instant(now));
        return await command.ExecuteScalarAsync(ct) as int?;
    }

    /// <summary>A date that was parked, skipped or waits for its next try may begin at once, with all its tries before it.</summary>
    public async Task ReviveAsync(string name, DateOnly date, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            update duty_runs set state = 'Failed', retry_at = clock_timestamp(), attempts = 0
            where duty = $1 and date = $2 and state in ('Parked', 'Skipped', 'Failed')
            """);
        command.With(Statements.Text(name), Date(date));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>False when the claim was lost meanwhile: whoever has it now says how it ends.</summary>
    public async Task<bool> EndAsync(
        string name, DateOnly date, string owner, DutyRunState state, string note, TimeSpan? retryIn, DateTimeOffset now,
        CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            with ended as (
                update duty_runs set state = $4, note = $5, ended_at = $6, retry_at = clock_timestamp() + $7, lease_owner = null, lease_until = null
                where duty = $1 and date = $2 and lease_owner = $3 and state = 'Running'
                returning duty)
            update duties set last_run_at = $6, last_result = $5 from ended where duties.name = ended.duty
            """);
        command.With(
            Statements.Text(name), Date(date), Statements.Text(owner), Statements.Text(state.ToString()),
            Statements.Text(StoredText.Of(note)), Statements.Instant(now),
            new NpgsqlParameter { Value = (object?)retryIn ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Says that a date did not run and why: dates that have a row keep it, unless they failed.</summary>
    public async Task SkipAsync(
        string name, IReadOnlyList<(DateOnly Date, DateTimeOffset DueAt)> dates, string why, DateTimeOffset now, CancellationToken ct)
    {
        if (dates.Count == 0) return;
        await using var command = source().CreateCommand(
            """
            insert into duty_runs (duty, date, due_at, state, attempts, ended_at, note)
            select $1, date, due_at, 'Skipped', 0, $4, $5 from unnest($2, $3) as skipped (date, due_at)
            on conflict (duty, date) do update set state = 'Skipped', note = excluded.note || coalesce(' ' || duty_runs.note, ''), retry_at = null, lease_owner = null, lease_until = null
            where duty_runs.state = 'Failed' or (duty_runs.state = 'Running' and duty_runs.lease_until < clock_timestamp())
            """);
        command.With(
            Statements.Text(name),
            new NpgsqlParameter
            {
                Value = dates.Select(date => date.Date).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date
            },
            Statements.Instants(dates.Select(date => (DateTimeOffset?)date.DueAt)), Statements.Instant(now), Statements.Text(why));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Date(DateOnly date) => new() { Value = date, NpgsqlDbType = NpgsqlDbType.Date };
}
