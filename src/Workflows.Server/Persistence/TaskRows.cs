using Npgsql;

namespace Workflows.Server.Persistence;

/// <summary>Questions about a task asked inside the dispatcher's transaction.</summary>
internal static class TaskRows
{
    /// <summary>Nobody else took the task between the page and the act.</summary>
    public static async Task<bool> IsFreeForAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string taskId, string personId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select 1 from tasks where id = $1 and closed_at is null and (claimed_by is null or claimed_by = $2) for update", connection, transaction)
        {
            Parameters = { new() { Value = taskId }, new() { Value = personId } },
        };
        return await command.ExecuteScalarAsync(ct) is not null;
    }
}
