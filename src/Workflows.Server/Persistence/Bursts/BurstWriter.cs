using Npgsql;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// Writes a burst: one batch, one round trip, the same statements whatever the number of rows. It decides nothing; the caller
/// holds the lock of the instance and commits.
/// </summary>
public static class BurstWriter
{
    public static async Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, BurstRecord burst, ClaimEnd? claim,
        IReadOnlyList<NpgsqlBatchCommand> alongside, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        NpgsqlBatchCommand? end = null;
        if (claim is not null)
            batch.BatchCommands.Add(end = claim.Applied());

        var instance = AddInstance(batch, burst);
        AddJournal(batch, burst);
        EventStatements.Add(batch, burst);
        TaskStatements.Add(batch, burst);
        TimerStatements.Add(batch, burst);
        DeadlineStatements.Add(batch, burst);
        LevelStatements.Add(batch, burst);
        CommitmentStatements.Add(batch, burst);
        MailStatements.Add(batch, burst);
        StimulusStatements.Add(batch, burst);
        foreach (var command in alongside)
            batch.BatchCommands.Add(command);

        await batch.ExecuteNonQueryAsync(ct);
        if (end is not null && (int)end.RecordsAffected < claim!.Rows)
            throw new ClaimLostException();
        if (instance.RecordsAffected != 1)
            throw new InvalidOperationException(
                $"Instance '{burst.Instance.Id}' changed under its lock: burst {burst.Number} was not written.");
    }

    private static NpgsqlBatchCommand AddInstance(NpgsqlBatch batch, BurstRecord burst)
    {
        var instance = burst.Instance;
        DateTimeOffset? finishedAt = instance.Status == WorkflowStatus.Finished && instance.SubStatus != WorkflowSubStatus.Faulted
            ? burst.Now
            : null;
        if (burst.Number > 1)
        {
            return batch.Add(
                """
                update instances set name = $3, correlation_id = $4, status = $5, sub_status = $6, waiting_at = $7, open_incidents = $8,
                    state = $9, journal_length = $10, journal_hash = $11, updated_at = $12, finished_at = $13
                where id = $1 and journal_length = $2
                """,
                Text(instance.Id), Whole(burst.Number - 1), Text(instance.Name), Text(instance.CorrelationId),
                Text(instance.Status.ToString()), Text(instance.SubStatus.ToString()), Texts(burst.Columns.WaitingAt),
                Whole(burst.Columns.OpenIncidents), Text(burst.State), Whole(burst.Number), Bytes(burst.Hash), Instant(burst.Now),
                Instant(finishedAt));
        }

        return batch.Add(
            """
            insert into instances (id, root_id, parent_id, definition_id, definition_version, business_key, name, correlation_id, status,
                sub_status, institution_code, year, waiting_at, open_incidents, state, journal_length, journal_hash, created_at, updated_at, finished_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $17, $17, $18)
            """,
            Text(instance.Id), Text(instance.RootId), Text(instance.Parent?.InstanceId), Text(instance.DefinitionId),
            Whole(instance.DefinitionVersion), Text(instance.BusinessKey), Text(instance.Name), Text(instance.CorrelationId),
            Text(instance.Status.ToString()), Text(instance.SubStatus.ToString()), Text(burst.Columns.InstitutionCode),
            Whole(burst.Columns.Year), Texts(burst.Columns.WaitingAt), Whole(burst.Columns.OpenIncidents), Text(burst.State),
            Bytes(burst.Hash), Instant(burst.Now), Instant(finishedAt));
    }

    private static void AddJournal(NpgsqlBatch batch, BurstRecord burst) => batch.Add(
        "insert into journal (instance_id, number, at, text, hash) values ($1, $2, $3, $4, $5)",
        Text(burst.Instance.Id), Whole(burst.Number), Instant(burst.Now), Text(burst.JournalText), Bytes(burst.Hash));
}
