using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence;

/// <summary>What a person did and why, as one more row of a dispatcher's batch.</summary>
internal static class InterventionInsert
{
    public static NpgsqlBatchCommand Create(
        DateTimeOffset at, string personId, string personName, string kind, string target, string what, string reason) => Statements.Create(
        "insert into interventions (at, person_id, person_name, kind, target, what, reason) values ($1, $2, $3, $4, $5, $6, $7)",
        Statements.Instant(at), Statements.Text(personId), Statements.Text(personName), Statements.Text(kind), Statements.Text(target),
        Statements.Text(what), Statements.Text(reason));
}
