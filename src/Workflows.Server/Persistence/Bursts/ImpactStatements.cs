using Npgsql;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>The row of an approved proposal for one task, which ends in the transaction that moves the deadline.</summary>
internal static class ImpactStatements
{
    /// <summary>Nobody else moved it meanwhile: asked under the lock of the instance.</summary>
    public static async Task<bool> IsPendingAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string proposalId, string taskId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select 1 from deadline_impacts where proposal_id = $1 and task_id = $2 and state = 'Pending' for update", connection,
            transaction);
        command.With(Text(proposalId), Text(taskId));
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <param name="whyUnneeded">Null when the deadline moved.</param>
    public static NpgsqlBatchCommand Done(string proposalId, string taskId, string? whyUnneeded) => Create(
        "update deadline_impacts set state = $3, note = $4 where proposal_id = $1 and task_id = $2",
        Text(proposalId), Text(taskId), Text(whyUnneeded is null ? "Applied" : "Unneeded"), Text(whyUnneeded));

    public static async Task CloseAsync(Database database, string proposalId, string taskId, string note, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            "update deadline_impacts set state = 'Unneeded', note = $3 where proposal_id = $1 and task_id = $2 and state = 'Pending'");
        command.With(Text(proposalId), Text(taskId), Text(note));
        await command.ExecuteNonQueryAsync(ct);
    }
}
