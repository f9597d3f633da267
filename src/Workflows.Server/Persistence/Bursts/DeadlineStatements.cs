using Npgsql;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Deadlines a burst moved, and the extensions asked for and decided in it.</summary>
internal static class DeadlineStatements
{
    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        foreach (var effect in burst.Effects)
        {
            switch (effect)
            {
                case DeadlineMoved moved:
                    batch.Add(
                        "update tasks set due_at = $2, late_from = $3, moved_deadline = $4 where id = $1",
                        Text(moved.TaskId), Instant(moved.DueAt), Instant(moved.LateFrom), Text(burst.Texts.Of(moved.Deadline)));
                    // Whoever asked for more time may still get it while the term runs.
                    batch.Add(
                        "update extensions set expires_at = $2 where task_id = $1 and outcome = 'Asked'", Text(moved.TaskId),
                        Instant(moved.DueAt + Deadline.WholeSecond));
                    break;
                case NoticesPlanned planned:
                    batch.Add(
                        "update tasks set notice_names = $2, notice_times = $3 where id = $1",
                        Text(planned.TaskId), Texts(planned.Notices.Select(notice => notice.Key.ToString())),
                        Instants(planned.Notices.Select(notice => (DateTimeOffset?)notice.At)));
                    // The first of them may be the one its timer waits for already.
                    batch.Add(
                        """
                        update timers t set following = $2 from tasks k
                        where k.id = $1 and t.instance_id = k.instance_id and t.task_bookmark_id = k.bookmark_id
                            and t.state in ('Pending', 'Held') and t.name = k.notice_names[1]
                        """,
                        Text(planned.TaskId), Whole(planned.Notices.Count - 1));
                    break;
                case ExtensionAsked asked:
                    AddAsked(batch, burst, asked);
                    break;
                case ExtensionDecided decided:
                    batch.Add(
                        """
                        update extensions set outcome = $2, days_granted = $3, decision_reason = $4, decided_by = $5, decided_at = $6
                        where id = $1 and outcome = 'Asked'
                        """,
                        Text(decided.ExtensionId), Text(decided.Outcome.ToString()), Whole(decided.Days), Text(decided.Reason),
                        Text(burst.Actor?.PersonId), Instant(burst.Now));
                    break;
            }
        }
    }

    private static void AddAsked(NpgsqlBatch batch, BurstRecord burst, ExtensionAsked asked) => batch.Add(
        """
        insert into extensions (id, task_id, instance_id, days, calendar_days, reason, asked_by, asked_at, expires_at, proposed,
            decided_by_role, decided_by_scope, outcome, days_granted)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'Asked', 0)
        """,
        Text(asked.ExtensionId), Text(asked.TaskId), Text(burst.Instance.Id), Whole(asked.Days), Flag(asked.CalendarDays),
        Text(asked.Reason), Text(burst.Actor?.PersonId), Instant(burst.Now), Instant(asked.ExpiresAt), Text(asked.Proposed),
        Text(asked.DecidedByRole), Text(asked.DecidedByScope));
}
