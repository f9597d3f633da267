using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Commands;

/// <summary>The answer of a command, for the batch that carries it out.</summary>
internal static class IdempotencyTable
{
    public static NpgsqlBatchCommand Insert(IdempotencyRow row) => Statements.Create(
        "insert into idempotency (person_id, route, key, body_hash, status, answer, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        Statements.Text(row.PersonId), Statements.Text(row.Route), Statements.Text(row.Key), Statements.Bytes(row.BodyHash),
        Statements.Whole(row.Status), Statements.Text(row.Answer), Statements.Instant(row.CreatedAt));
}
