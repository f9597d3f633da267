using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Tasks a burst opened and closed, what was received, and the facts it established.</summary>
internal static class TaskStatements
{
    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        AddOpened(batch, burst);
        AddClosed(batch, burst);
        foreach (var submission in burst.Of<SubmissionReceived>())
            AddSubmission(batch, burst, submission);
        AddFacts(batch, burst);
    }

    private static void AddOpened(NpgsqlBatch batch, BurstRecord burst)
    {
        var tasks = burst.Of<TaskOpened>().ToList();
        if (tasks.Count == 0)
            return;
        batch.Add(
            """
            insert into tasks (id, instance_id, bookmark_id, definition_id, activity_id, kind, title, instructions, visit, institution_code,
                year, role_code, scope_code, actions, content, due_at, deadline, notice_names, notice_times, late_from, state, is_late,
                opened_at)
            select t.id, $1, t.bookmark_id, $2, t.activity_id, t.kind, t.title, t.instructions, t.visit, t.institution_code, $3, t.role_code,
                t.scope_code, string_to_array(t.actions, E'\n'), t.content, t.due_at, t.deadline,
                string_to_array(t.notice_names, E'\n'), string_to_array(t.notice_times, E'\n')::timestamptz[], t.late_from,
                'Open', false, $4
            from unnest($5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::text[], $13::text[],
                $14::text[], $15::text[], $16::text[], $17::timestamptz[], $18::text[], $19::text[], $20::text[], $21::timestamptz[])
                t (id, bookmark_id, activity_id, kind, title, instructions, visit, institution_code, role_code, scope_code, actions, content,
                    due_at, deadline, notice_names, notice_times, late_from)
            """,
            Text(burst.Instance.Id), Text(burst.Instance.DefinitionId), Whole(burst.Columns.Year), Instant(burst.Now),
            Texts(tasks.Select(task => task.TaskId)),
            Numbers(tasks.Select(task => task.BookmarkId)),
            Texts(tasks.Select(task => task.ActivityId)),
            Texts(tasks.Select(task => task.TaskKind)),
            Texts(tasks.Select(task => task.Title)),
            Texts(tasks.Select(task => task.Instructions)),
            Wholes(tasks.Select(task => (int?)task.Visit)),
            Texts(tasks.Select(task => task.InstitutionCode ?? burst.Columns.InstitutionCode)),
            Texts(tasks.Select(task => task.RoleCode)),
            Texts(tasks.Select(task => task.ScopeCode)),
            Texts(tasks.Select(task => Lines(task.Actions))),
            Texts(tasks.Select(task => burst.Texts.Of(task.Content))),
            Instants(tasks.Select(task => task.DueAt)),
            Texts(tasks.Select(task => task.Deadline is null ? null : burst.Texts.Of(task.Deadline))),
            Texts(tasks.Select(task => task.Notices is null ? null : Lines(task.Notices.Select(notice => notice.Key.ToString())))),
            Texts(tasks.Select(
                task => task.Notices is null ? null : Lines(task.Notices.Select(notice => Engine.Instants.ToText(notice.At))))),
            Instants(tasks.Select(task => task.LateFrom)));
    }

    private static void AddClosed(NpgsqlBatch batch, BurstRecord burst)
    {
        // One statement a task, by its key: whatever the tables hold when PostgreSQL plans it, no other plan looks cheaper. Asked by
        // state, a plan made while the table was small would read the whole index of the inbox.
        var completed = burst.Of<TaskCompleted>().ToList();
        foreach (var task in completed)
        {
            batch.Add(
                """
                update tasks set state = 'Completed', outcome = $2, is_late = $3, closed_at = $4, draft = null
                where id = $1 and closed_at is null
                """,
                Text(task.TaskId), Text(task.Outcome), Flag(task.IsLate), Instant(burst.Now));
        }

        // A task goes with its bookmark: what nobody completed was withdrawn.
        var closed = burst.Closed(BookmarkKind.Task).Select(effect => effect.Bookmark.Id).ToList();
        if (closed.Count > completed.Count)
        {
            batch.Add(
                "update tasks set state = 'Withdrawn', closed_at = $3 where instance_id = $1 and bookmark_id = "
                + "any($2) and closed_at is null",
                Text(burst.Instance.Id), Numbers(closed), Instant(burst.Now));
        }
    }

    /// <summary>
    /// The folio counts what an institution handed in that year; of a process of the whole country, what its flow received. Its row makes
    /// the deliveries of one institution queue for a number; it is taken last of all and nobody who holds it waits for an instance.
    /// </summary>
    private static void AddSubmission(NpgsqlBatch batch, BurstRecord burst, SubmissionReceived submission)
    {
        var body = Values.ToJson(submission.Body);
        var institution = submission.InstitutionCode ?? burst.Columns.InstitutionCode;
        var year = burst.Columns.Year ?? SantiagoTime.ToLocal(burst.Now).Year;
        batch.Add(
            """
            with folio as (
                insert into folios as f (prefix, last) values ($2, 1) on conflict (prefix) do update set last = f.last + 1 returning last)
            insert into submissions (id, folio, task_id, instance_id, action, institution_code, visit, timeliness, body, body_hash,
                received_at, person_id, on_behalf_of, counts_at)
            select $1, $2 || folio.last, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 from folio
            """,
            Text(submission.SubmissionId), Text($"{year}-{institution ?? burst.Instance.DefinitionId.ToUpperInvariant()}-"),
            Text(submission.TaskId),
            Text(burst.Instance.Id), Text(submission.Action), Text(institution), Whole(submission.Visit), Text(submission.Timeliness),
            Text(body), Text(JournalHash.OfText(body)), Instant(burst.Now), Text(burst.Actor?.PersonId), Text(burst.Actor?.OnBehalfOf),
            Instant(submission.CountsAt));
    }

    private static void AddFacts(NpgsqlBatch batch, BurstRecord burst)
    {
        var facts = burst.Of<FactRecorded>().ToList();
        if (facts.Count == 0)
            return;
        batch.Add(
            """
            insert into facts (id, instance_id, kind, institution_code, year, data, at)
            select f.id, $1, f.kind, f.institution_code, $2, f.data, $3
            from unnest($4::text[], $5::text[], $6::text[], $7::text[]) f (id, kind, institution_code, data)
            """,
            Text(burst.Instance.Id), Whole(burst.Columns.Year), Instant(burst.Now),
            Texts(facts.Select(fact => fact.FactId)),
            Texts(facts.Select(fact => fact.FactKind)),
            Texts(facts.Select(fact => fact.InstitutionCode ?? burst.Columns.InstitutionCode)),
            Texts(facts.Select(fact => Values.ToJson(fact.Data))));
    }
}
