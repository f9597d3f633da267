using Npgsql;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Where the instance waits for events, kept so that whoever publishes finds it.</summary>
internal static class EventStatements
{
    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        var opened = burst.Opened(BookmarkKind.Event).ToList();
        if (opened.Count > 0)
        {
            batch.Add(
                """
                insert into event_bookmarks (instance_id, bookmark_id, event_name, correlation_id)
                select $1, e.bookmark_id, e.name, $4 from unnest($2::bigint[], $3::text[]) e (bookmark_id, name)
                """,
                Text(burst.Instance.Id),
                Numbers(opened.Select(bookmark => bookmark.Id)),
                Texts(opened.Select(bookmark => bookmark.Key)),
                Text(burst.Instance.CorrelationId));
        }

        var closed = burst.Closed(BookmarkKind.Event).Select(effect => effect.Bookmark.Id).ToList();
        if (closed.Count > 0)
            batch.Add(
                "delete from event_bookmarks where instance_id = $1 and bookmark_id = any($2)", Text(burst.Instance.Id), Numbers(closed));
        if (burst.CorrelationChanged)
        {
            batch.Add(
                "update event_bookmarks set correlation_id = $2 where instance_id = $1",
                Text(burst.Instance.Id), Text(burst.Instance.CorrelationId));
        }
    }
}
