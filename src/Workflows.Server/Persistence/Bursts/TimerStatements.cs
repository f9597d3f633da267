using Npgsql;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Timers a burst set, used up or withdrew.</summary>
internal static class TimerStatements
{
    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        AddOpened(batch, burst);
        AddClosed(batch, burst);
        if (burst.DecidesIncident)
        {
            batch.Add(
                "update timers set state = 'Pending', reason = null where instance_id = $1 and state = 'Held' and reason = $2",
                Text(burst.Instance.Id), Text(TimerRow.HeldByIncident));
        }
    }

    private static void AddOpened(NpgsqlBatch batch, BurstRecord burst)
    {
        var opened = burst.Opened(BookmarkKind.Timer).ToList();
        if (opened.Count == 0)
            return;
        var owners = burst.Instance.Executions.ToDictionary(execution => execution.Id);
        batch.Add(
            """
            insert into timers (instance_id, bookmark_id, name, activity_id, visit, institution_code, due_at, state, attempts)
            select $1, t.bookmark_id, t.name, t.activity_id, t.visit, $2, t.due_at, 'Pending', 0
            from unnest($3::bigint[], $4::text[], $5::text[], $6::int[], $7::timestamptz[]) t (bookmark_id, name, activity_id, visit, due_at)
            """,
            Text(burst.Instance.Id), Text(burst.Columns.InstitutionCode),
            Numbers(opened.Select(timer => timer.Id)),
            Texts(opened.Select(timer => timer.Key)),
            Texts(opened.Select(timer => burst.Graph.Node(owners[timer.ExecutionId].NodeId).ActivityId)),
            Wholes(opened.Select(timer => (int?)owners[timer.ExecutionId].Visit)),
            Instants(opened.Select(timer => timer.DueAt)));
    }

    private static void AddClosed(NpgsqlBatch batch, BurstRecord burst)
    {
        var closed = burst.Closed(BookmarkKind.Timer).ToList();
        if (closed.Count == 0)
            return;
        batch.Add(
            """
            update timers set state = case when bookmark_id = any($3) then 'Fired' else 'Withdrawn' end,
                fired_at = case when bookmark_id = any($3) then $4 end, lease_owner = null, lease_until = null
            where instance_id = $1 and bookmark_id = any($2) and state in ('Pending', 'Held', 'Parked')
            """,
            Text(burst.Instance.Id),
            Numbers(closed.Select(effect => effect.Bookmark.Id)),
            Numbers(closed.Where(effect => effect.Woken).Select(effect => effect.Bookmark.Id)),
            Instant(burst.Now));
    }
}
