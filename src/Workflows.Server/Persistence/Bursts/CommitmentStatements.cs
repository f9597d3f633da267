using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Workflows.Definitions.Commitments;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// What a burst tells of commitments: kept as changes, and applied to what is known unless something later is known already. A commitment
/// of another region than the one told of is not touched.
/// </summary>
internal static class CommitmentStatements
{
    private const string Told =
        """
        with told as (
            select t.* from jsonb_to_recordset($1) as t (
                code text, state text, declared numeric, verified numeric, "doesNotApply" boolean, obstacle jsonb, "isCritical" boolean,
                why text, "isReport" boolean)
            join commitments c on c.code = t.code and ($2::text is null or c.region_code = $2))
        """;

    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        foreach (var effect in burst.Of<CommitmentsChanged>())
        {
            var told = JsonSerializer.Serialize(effect.Changes, CommitmentJson.Options);
            batch.Add(
                $"""
                {Told}
                insert into commitment_changes (id, code, at, "on", origin, instance_id, data, person_id, person_name)
                select $3 || '-' || t.code, t.code, $4, $5, $6, $7, jsonb_strip_nulls(to_jsonb(t) - 'code' - 'isReport')::text, $8, $9
                from told t
                """,
                Json(told), Text(effect.Region), Text(effect.Id), Instant(burst.Now), Day(effect.On),
                Text(burst.Instance.Name ?? burst.Instance.DefinitionId), Text(burst.Instance.Id), Text(burst.Actor?.PersonId),
                Text(burst.Actor?.Name));
            batch.Add(
                $"""
                {Told}
                update commitments c set
                    state = coalesce(t.state, c.state), declared = coalesce(t.declared, c.declared), verified = coalesce(t.verified, c.verified),
                    does_not_apply = coalesce(t."doesNotApply", c.does_not_apply),
                    obstacle = coalesce(t.obstacle::text, case when t."isReport" then null else c.obstacle end),
                    reports_without_progress = case when not t."isReport" then c.reports_without_progress
                        when t.declared > coalesce(c.declared, 0) then 0 else c.reports_without_progress + 1 end,
                    known_on = case when t."isCritical" is null then $3 else c.known_on end,
                    critical_since = case when t."isCritical" then coalesce(c.critical_since, $4) when not t."isCritical" then null
                        else c.critical_since end,
                    critical_why = case when t."isCritical" then t.why when not t."isCritical" then null else c.critical_why end
                from told t where c.code = t.code and (t."isCritical" is not null or c.known_on is null or c.known_on <= $3)
                """,
                Json(told), Text(effect.Region), Day(effect.On), Instant(burst.Now));
        }
    }

    private static NpgsqlParameter Json(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static NpgsqlParameter<DateOnly> Day(DateOnly value) =>
        new NpgsqlParameter<DateOnly> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Date };
}
