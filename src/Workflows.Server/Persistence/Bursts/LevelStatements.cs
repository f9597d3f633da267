using Npgsql;
using Workflows.Definitions.Tasks;
using Workflows.Server.Persistence.Outbox;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>What authorities did about late tasks: their acts, and tasks that passed to another post.</summary>
internal static class LevelStatements
{
    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        foreach (var act in burst.Of<LevelAttended>())
        {
            batch.Add(
                """
                insert into level_acts (id, task_id, instance_id, level, action, text, person_id, person_name, on_behalf_of, at, climbs_again_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """,
                Text(act.ActId), Text(act.TaskId), Text(burst.Instance.Id), Whole(act.Level), Text(act.Action), Text(act.Text),
                Text(burst.Actor?.PersonId), Text(burst.Actor?.Name), Text(burst.Actor?.OnBehalfOf), Instant(burst.Now),
                Instant(act.ClimbsAgainAt));
        }

        foreach (var task in burst.Of<TaskReassigned>())
        {
            batch.Add(
                "update tasks set role_code = $2, scope_code = $3, claimed_by = null, claimed_at = null where id = $1 and state = 'Open'",
                Text(task.TaskId), Text(task.RoleCode), Text(task.ScopeCode));
        }
    }

    /// <summary>The link an act came by serves no other. Touches no row when it was used meanwhile.</summary>
    public static NpgsqlBatchCommand UseLink(PersonalLinkRow link, string actId, DateTimeOffset now) => Create(
        "update personal_links set used_at = $2, used_for = $3 where token_hash = $1 and used_at is null",
        Bytes(link.TokenHash), Instant(now), Text(actId));
}
