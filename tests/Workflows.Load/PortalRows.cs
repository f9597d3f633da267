using Npgsql;
using Workflows.Definitions.Deadlines;

namespace Workflows.Load;

/// <summary>
/// Fills a database of a measurement with the years of many institutions, copied from one real year: processes, tasks open and done, and
/// the notices of those that are open. Never for a database that somebody uses: no journal stands behind these rows.
/// </summary>
internal static class PortalRows
{
    private const int TasksPerOpen = 5;

    /// <param name="years">Institution-years in all, the real ones included.</param>
    /// <param name="tasks">Tasks in all.</param>
    public static async Task FillAsync(NpgsqlDataSource source, int years, int tasks, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.Add(
            """
            insert into instances (id, root_id, definition_id, definition_version, business_key, name, status, sub_status, institution_code, year,
                waiting_at, open_incidents, state, journal_length, journal_hash, created_at, updated_at)
            select i.id || 'y' || c, i.id || 'y' || c, i.definition_id, i.definition_version, i.business_key || '-' || c, i.name, i.status, i.sub_status,
                i.institution_code, i.year - c, i.waiting_at, 0, i.state, i.journal_length, i.journal_hash, i.created_at, i.updated_at
            from instances i cross join generate_series(1, 20) c
            where i.institution_code is not null
            order by c, i.id limit greatest(0, $1 - (select count(*) from instances where institution_code is not null))
            """, years);
        batch.Add(
            """
            insert into tasks (id, instance_id, bookmark_id, definition_id, activity_id, kind, title, instructions, visit, institution_code, year,
                role_code, scope_code, actions, content, due_at, late_from, deadline, state, outcome, is_late, opened_at, closed_at)
            select i.id || '-' || (100000 + n), i.id, 100000 + n, i.definition_id, t.activity_id, t.kind, t.title, t.instructions, 100 + n, i.institution_code, i.year,
                case when n % 2 = 0 then t.role_code else 'ministry.pmgOfficer' end, case when n % 2 = 0 then t.scope_code else p.ministry_code end,
                t.actions, t.content, now() + make_interval(days => n::int - 50), now() + make_interval(days => n::int - 50, secs => 1), t.deadline,
                case when n % $3 = 0 then 'Open' else 'Completed' end, case when n % $3 = 0 then null else 'Submitted' end, false,
                now() - make_interval(days => 100), case when n % $3 = 0 then null else now() - make_interval(days => n::int) end
            from instances i
            join institutions p on p.code = i.institution_code
            join lateral (select * from tasks t where t.institution_code = i.institution_code and t.state = 'Open' order by t.id limit 1) t on true
            cross join generate_series(1, $2 / $1) n
            where i.institution_code is not null and p.ministry_code is not null
            """, years, tasks, TasksPerOpen);
        batch.Add(
            $"""
            insert into timers (instance_id, bookmark_id, name, activity_id, visit, institution_code, due_at, state, attempts, task_bookmark_id)
            select t.instance_id, t.bookmark_id * 10 + k, '{NoticeKey.AnyLevel}' || k, t.activity_id, t.visit, t.institution_code, now() + make_interval(days => 100 + k), 'Pending', 0,
                t.bookmark_id
            from tasks t cross join generate_series(1, 4) k where t.state = 'Open' and t.bookmark_id > 100000
            """);
        batch.Add("analyze");
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static void Add(this NpgsqlBatch batch, string sql, params int[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
