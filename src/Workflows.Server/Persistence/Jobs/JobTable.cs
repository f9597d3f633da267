using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Jobs;

/// <summary>How far a job is.</summary>
internal sealed record JobStep(int Done, int? Total, string? Sentence);

/// <summary>A job that this node has, until its lease runs out.</summary>
/// <param name="Attempt">The how-manieth time a node has it: with the node it says whose word counts.</param>
internal sealed record JobClaim(
    string Id, string Kind, string OwnerId, string[] Posts, string Arguments, string Node, int Attempt, bool IsCancelled, JobStep Step);

/// <summary>What is written when a job ends.</summary>
internal sealed record JobEnd(JobState State, JobStep Step, string? Result = null, JobFile? File = null, string? Error = null)
{
    public static JobEnd Of(JobOutcome outcome, JobStep last) => new(
        JobState.Done, new(last.Total ?? last.Done, last.Total, outcome.Summary),
        outcome.Result is null ? null : JsonSerializer.Serialize(outcome.Result, outcome.Result.GetType(), JsonSerializerOptions.Web),
        outcome.File);
}

/// <summary>What a node that has a job hears when it says that it still works on it.</summary>
internal enum JobBeat { GoOn, Cancel, Lost }

/// <summary>The claims of jobs: one node has a job, for as long as it says so. Everything by the database's clock.</summary>
public sealed class JobTable(Func<NpgsqlDataSource> source)
{
    private const string IsHeld = "id = $1 and lease_owner = $2 and attempts = $3 and state = 'Running'";

    /// <summary>Null when another node has it, or it has ended.</summary>
    internal async Task<JobClaim?> ClaimAsync(string id, string node, TimeSpan lease, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            update jobs set state = 'Running', lease_owner = $2, lease_until = clock_timestamp() + $3, attempts = attempts + 1,
                started_at = coalesce(started_at, $4), moved_at = clock_timestamp()
            where id = $1 and (state = 'Waiting' or (state = 'Running' and (lease_until is null or lease_until < clock_timestamp())))
            returning kind, owner_id, posts, arguments, attempts, cancel_asked_at is not null, done, total, progress
            """);
        command.With(Statements.Text(id), Statements.Text(node), Statements.Span(lease), Statements.Instant(now));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new(
                id, row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetString(3), node, row.GetInt32(4),
                row.GetBoolean(5),
                new(row.GetInt32(6), row.IsDBNull(7) ? null : row.GetInt32(7), row.IsDBNull(8) ? null : row.GetString(8)))
            : null;
    }

    /// <summary>Keeps the claim and writes how far the job is.</summary>
    internal async Task<JobBeat> BeatAsync(JobClaim claim, JobStep step, TimeSpan lease, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            $"""
            update jobs set lease_until = clock_timestamp() + $4, done = $5, total = $6, progress = $7,
                moved_at = case when (done, total, progress) is distinct from ($5, $6, $7) then clock_timestamp() else moved_at end
            where {IsHeld} returning cancel_asked_at is not null
            """);
        Holder(command.Parameters, claim);
        command.With(Statements.Span(lease), Statements.Whole(step.Done), Statements.Whole(step.Total), Statements.Text(step.Sentence));
        return await command.ExecuteScalarAsync(ct) switch
        {
            true => JobBeat.Cancel,
            false => JobBeat.GoOn,
            _ => JobBeat.Lost,
        };
    }

    /// <summary>False when the claim was lost.</summary>
    internal async Task<bool> EndAsync(JobClaim claim, JobEnd end, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await source().OpenConnectionAsync(ct);
        return await EndAsync(connection, null, claim, end, now, ct);
    }

    internal Task<bool> EndAsync(NpgsqlTransaction transaction, JobClaim claim, JobEnd end, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(transaction.Connection!, transaction, claim, end, now, ct);

    /// <summary>The job waits again: whoever takes it next begins anew.</summary>
    internal async Task GiveBackAsync(JobClaim claim, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            $"update jobs set state = 'Waiting', lease_owner = null, lease_until = null, queued_at = clock_timestamp() where {IsHeld}");
        Holder(command.Parameters, claim);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Jobs that nobody was told of, or whose node died: told to Hangfire by whoever asks, and not again before <paramref name="again"/>.
    /// </summary>
    public async Task<IReadOnlyList<string>> OrphansAsync(TimeSpan again, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            update jobs set queued_at = clock_timestamp() where id in (
                select id from jobs where (state = 'Waiting' and queued_at < clock_timestamp() - $1)
                    or (state = 'Running' and (lease_until is null or lease_until < clock_timestamp()))
                order by queued_at limit 100 for update skip locked)
            returning id
            """);
        command.With(Statements.Span(again));
        await using var row = await command.ExecuteReaderAsync(ct);
        var ids = new List<string>();
        while (await row.ReadAsync(ct))
            ids.Add(row.GetString(0));
        return ids;
    }

    /// <summary>A job that waits is cancelled at once; one that runs hears of it with its next beat. Null when it has ended.</summary>
    public async Task<JobState?> CancelAsync(string id, string by, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            update jobs set cancelled_by = $2, cancel_asked_at = $3,
                state = case state when 'Waiting' then 'Cancelled' else state end,
                ended_at = case state when 'Waiting' then $3 end,
                progress = case state when 'Waiting' then 'Se canceló antes de empezar.' else progress end,
                arguments = case state when 'Waiting' then '{}' else arguments end
            where id = $1 and state in ('Waiting', 'Running') returning state
            """);
        command.With(Statements.Text(id), Statements.Text(by), Statements.Instant(now));
        return await command.ExecuteScalarAsync(ct) is string state ? Enum.Parse<JobState>(state) : null;
    }

    /// <summary>The row of a job, for a batch that is committed with what causes it.</summary>
    internal static NpgsqlBatchCommand Insert(JobRow job) => Statements.Create(
        """
        insert into jobs (id, kind, title, owner_id, owner_name, posts, arguments, state, done, total, created_at, attempts)
        values ($1, $2, $3, $4, $5, $6, $7, 'Waiting', 0, $8, $9, 0)
        """,
        Statements.Text(job.Id), Statements.Text(job.Kind), Statements.Text(job.Title), Statements.Text(job.OwnerId),
        Statements.Text(job.OwnerName), Statements.Texts(job.Posts), Statements.Text(job.Arguments), Statements.Whole(job.Total),
        Statements.Instant(job.CreatedAt));

    /// <summary>What a job that did not end well was asked stays, so that it can be tried again.</summary>
    private static async Task<bool> EndAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, JobClaim claim, JobEnd end, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $$"""
            update jobs set state = $4, done = $5, total = $6, progress = $7, result = $8, file_hash = $9, file_name = $10, file_type = $11, error = $12,
                ended_at = $13, moved_at = clock_timestamp(), lease_owner = null, lease_until = null,
                arguments = case $4 when 'Failed' then arguments else '{}' end
            where {{IsHeld}}
            """,
            connection, transaction);
        Holder(command.Parameters, claim);
        command.With(
            Statements.Text(end.State.ToString()), Statements.Whole(end.Step.Done), Statements.Whole(end.Step.Total),
            Statements.Text(end.Step.Sentence), Statements.Text(end.Result), Statements.Text(end.File?.Hash),
            Statements.Text(end.File?.Name), Statements.Text(end.File?.Type), Statements.Text(end.Error), Statements.Instant(now));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private static void Holder(NpgsqlParameterCollection parameters, JobClaim claim)
    {
        parameters.Add(new() { Value = claim.Id, NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new() { Value = claim.Node, NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new() { Value = claim.Attempt, NpgsqlDbType = NpgsqlDbType.Integer });
    }
}
