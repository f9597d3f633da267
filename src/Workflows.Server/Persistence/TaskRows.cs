using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Workflows.Engine;

namespace Workflows.Server.Persistence;

/// <summary>Questions about a task asked inside the dispatcher's transaction.</summary>
internal static class TaskRows
{
    /// <summary>Until the transaction ends nobody else closes the task: who comes later waits, and then reads how it is.</summary>
    public static Task HoldTaskAsync(this WorkflowsDb db, string taskId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from tasks where id = {taskId} for update", ct);

    /// <summary>Nobody else took the task between the page and the act.</summary>
    public static async Task<bool> IsFreeForAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string taskId, string personId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select 1 from tasks where id = $1 and closed_at is null and (claimed_by is null or claimed_by = $2) for update", connection,
            transaction)
        {
            Parameters = { new() { Value = taskId }, new() { Value = personId } },
        };
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Nobody has begun with what was handed in: no decision since, and no open task taken or half answered.</summary>
    public static async Task<bool> IsUntouchedSinceAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string instanceId, string submissionId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select 1 from submissions s where s.id = $2 and s.withdrawn_at is null
                and not exists (select 1 from submissions o
                    where o.instance_id = $1 and o.withdrawn_at is null and split_part(o.id, '-', -1)::bigint > $3)
                and not exists (select 1 from (
                    select claimed_by, draft from tasks where instance_id = $1 and state = 'Open' and bookmark_id > $3 for update) waiting
                    where waiting.claimed_by is not null or waiting.draft is not null)
            """, connection, transaction)
        {
            Parameters =
                { new() { Value = instanceId }, new() { Value = submissionId }, new() { Value = InstanceIds.NumberOf(submissionId) } },
        };
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Marks a submission as taken back, and gives its contents to the task it opened again as a draft.</summary>
    public static IReadOnlyList<NpgsqlBatchCommand> TakeBack(string submissionId, string taskId, string personId, DateTimeOffset at) =>
    [
        new("update submissions set withdrawn_at = $2 where id = $1")
        {
            Parameters = { new() { Value = submissionId }, new() { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz } },
        },
        new(
            "update tasks set draft = s.body, draft_saved_at = $3, draft_saved_by = $4 from submissions s where "
            + "s.id = $1 and tasks.id = $2")
        {
            Parameters =
            {
                new() { Value = submissionId }, new() { Value = taskId }, new() { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = personId },
            },
        },
    ];

    /// <summary>The task is held by somebody else from now on. Nothing is written when another person took it in between.</summary>
    public static NpgsqlBatchCommand HandOver(string taskId, string to, string by, string note, DateTimeOffset at) =>
        new("update tasks set claimed_by = $2, claimed_at = $3, handed_by = $4, handed_note = $5 where id = $1 and state = 'Open'")
        {
            Parameters =
            {
                new() { Value = taskId }, new() { Value = to }, new() { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = by },
                new() { Value = note },
            },
        };
}
