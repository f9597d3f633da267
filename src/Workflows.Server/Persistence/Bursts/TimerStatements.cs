using Npgsql;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Timers a burst set, used up or withdrew; after its tasks, whose notices they lead.</summary>
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
        var tasks = burst.Instance.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Task)
            .ToLookup(task => task.ExecutionId);
        batch.Add(
            """
            insert into timers (instance_id, bookmark_id, name, activity_id, visit, institution_code, due_at, state, attempts, reason,
                task_bookmark_id, following)
            select $1, t.bookmark_id, t.name, t.activity_id, t.visit, $2, t.due_at,
                case when t.reason is null then 'Pending' else 'Parked' end, 0, t.reason, t.task_bookmark_id,
                coalesce((
                    select cardinality(k.notice_names) - array_position(k.notice_names, t.name) from tasks k
                    where k.instance_id = $1 and k.bookmark_id = t.task_bookmark_id and t.reason is null), 0)
            from unnest($3::bigint[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::text[], $9::bigint[])
                t (bookmark_id, name, activity_id, visit, due_at, reason, task_bookmark_id)
            """,
            Text(burst.Instance.Id), Text(burst.Columns.InstitutionCode),
            Numbers(opened.Select(timer => timer.Id)),
            Texts(opened.Select(timer => timer.Key)),
            Texts(opened.Select(timer => burst.Graph.Node(owners[timer.ExecutionId].NodeId).ActivityId)),
            Wholes(opened.Select(timer => (int?)owners[timer.ExecutionId].Visit)),
            Instants(opened.Select(timer => timer.DueAt)),
            Texts(opened.Select(timer => timer.ParkedBecause is { } why ? StoredText.Of(why) : null)),
            Numbers(opened.Select(timer => tasks[timer.ExecutionId].FirstOrDefault()?.Id)));
    }

    private static void AddClosed(NpgsqlBatch batch, BurstRecord burst)
    {
        // One statement a timer, by its key: with the same plan whatever it closes, PostgreSQL plans it once for a connection and not each
        // time. Most bursts close one.
        foreach (var (bookmark, woken) in burst.Closed(BookmarkKind.Timer))
        {
            batch.Add(
                $"""
                update timers set state = '{(woken ? nameof(TimerState.Fired) : nameof(TimerState.Withdrawn))}',
                    fired_at = $3, following = 0, lease_owner = null, lease_until = null
                where instance_id = $1 and bookmark_id = $2 and state in ('Pending', 'Held', 'Parked')
                """,
                Text(burst.Instance.Id), Number(bookmark.Id), Instant(woken ? burst.Now : null));
        }
    }
}
