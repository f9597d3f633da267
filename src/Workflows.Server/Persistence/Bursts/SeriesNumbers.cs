using Npgsql;
using Workflows.Definitions.Questions;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// Gives a burst the next number of a series, in its own transaction: what is rolled back was never given, and what was committed is never
/// given again. A stay in a step that asks once more is told what it got.
/// </summary>
internal static class SeriesNumbers
{
    // One turn for all series: a burst that takes of two can meet no other that takes them the other way round.
    private const string InTurn = "select pg_advisory_xact_lock(hashtext('numbers'))";

    private const string Take =
        """
        with known as (
            select number from numbers where instance_id = $2 and activity_id = $3 and visit = $4 and series = $1),
        taken as (
            insert into numbers (series, number, instance_id, activity_id, visit, at)
            select $1, coalesce((select max(number) from numbers where series = $1), 0) + 1, $2, $3, $4, $5
            where not exists (select 1 from known)
            returning number)
        select number from known union all select number from taken
        """;

    public static double TakeFor(NumberQuestion asked, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add(InTurn);
        batch.Add(
            Take, Text(asked.Series), Text(asked.Process), Text(asked.Activity), Whole(asked.Visit), Instant(asked.At));
        using var row = batch.ExecuteReader();
        row.NextResult();
        row.Read();
        return row.GetInt32(0);
    }
}
