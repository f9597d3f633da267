using Npgsql;
using NpgsqlTypes;

namespace Workflows.Server.Persistence;

/// <summary>The row that ties a stored file to the process it was handed in to, for a burst's batch.</summary>
internal static class FileUses
{
    public static NpgsqlBatchCommand Insert(string hash, string instanceId, string taskId, string personId, DateTimeOffset at) => new(
        "insert into file_uses (hash, instance_id, task_id, person_id, at) values ($1, $2, $3, $4, $5) on conflict do nothing")
    {
        Parameters =
        {
            new() { Value = hash }, new() { Value = instanceId }, new() { Value = taskId }, new() { Value = personId },
            new() { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        },
    };
}
