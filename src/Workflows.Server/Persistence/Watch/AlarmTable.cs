using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Watch;

/// <summary>
/// What stands still, read from the rows of every subject in one statement. Business time says what is due; the database's clock, who has
/// it.
/// </summary>
internal sealed class AlarmTable(NpgsqlDataSource source)
{
    private const string NobodyHas = "(lease_until is null or lease_until < clock_timestamp() - $2)";

    private const string StandingSql =
        $"""
        select 'Timer' as kind, instance_id || '/' || bookmark_id as target, due_at, 'Espera que venció: ' || name as what,
            institution_code, instance_id, null::text as task_id, null::text as mail_id
        from timers where state = 'Pending' and due_at < $1 - $2 and {NobodyHas}
        union all
        select 'TaskWithoutTimer', id, due_at, 'Tarea sin fechas que la despierten: ' || title, institution_code, instance_id, id, null
        from tasks where state = 'Open' and due_at > $1 and opened_at < $1 - $2 and not exists (
            select 1 from timers where timers.instance_id = tasks.instance_id and timers.task_bookmark_id = tasks.bookmark_id
                and timers.state in ('Pending', 'Held', 'Parked'))
        union all
        select 'Mail', id, available_at, 'Correo que no sale: ' || coalesce(subject, reason), institution_code, instance_id, task_id, id
        from mails where available_at < $1 - $2 and (
            (state in ('Queued', 'Held') and (retry_at is null or retry_at < clock_timestamp() - $2))
            or (state in ('Claimed', 'Sending') and lease_until < clock_timestamp() - $2))
        union all
        select 'Stimulus', s.id::text, s.available_at, 'Mensaje entre procesos que nadie recibe', i.institution_code, s.target_instance_id, null, null
        from stimuli s left join instances i on i.id = s.target_instance_id
        where s.parked_reason is null and s.available_at < clock_timestamp() - $2 and (s.lease_until is null or s.lease_until < clock_timestamp() - $2)
        union all
        select 'Job', id, created_at, case state when 'Waiting' then 'Trabajo que nadie empieza: ' else 'Trabajo que no avanza: ' end || title, null, null, null, null
        from jobs where (state = 'Waiting' and queued_at < clock_timestamp() - $2) or (state = 'Running' and moved_at < clock_timestamp() - $2)
        union all
        select 'Duty', r.duty || ' ' || r.date, r.due_at, 'Tarea recurrente detenida: ' || d.label, null, null, null, null
        from duty_runs r join duties d on d.name = r.duty where r.state = 'Parked'
        """;

    /// <summary>How many are shown.</summary>
    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select count(*) from alarms where looks >= {AlarmRow.LooksToShow}");
        command.CommandTimeout = 2;
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>
    /// Makes the alarms equal to what stands still now. Returns how many are shown, and those that are shown since this look.
    /// </summary>
    public async Task<(int Shown, IReadOnlyList<(string Kind, string Target)> Raised)> RefreshAsync(
        DateTimeOffset now, TimeSpan margin, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"""
            with standing as (select * from ({StandingSql}) as everything order by due_at limit 1000),
            gone as (delete from alarms a where not exists (select 1 from standing s where s.kind = a.kind and s.target = a.target)),
            kept as (
                insert into alarms (kind, target, due_at, what, institution_code, instance_id, task_id, mail_id, looks, seen_at)
                select kind, target, due_at, left(what, 500), institution_code, instance_id, task_id, mail_id, 1, $1 from standing
                on conflict (kind, target) do update set due_at = excluded.due_at, what = excluded.what, looks = alarms.looks + 1, seen_at = excluded.seen_at
                returning kind, target, looks)
            select kind, target, looks from kept where looks >= {AlarmRow.LooksToShow}
            """);
        command.With(Statements.Instant(now), Statements.Span(margin));
        await using var row = await command.ExecuteReaderAsync(ct);
        var (shown, raised) = (0, new List<(string, string)>());
        while (await row.ReadAsync(ct))
        {
            shown++;
            if (row.GetInt32(2) == AlarmRow.LooksToShow)
                raised.Add((row.GetString(0), row.GetString(1)));
        }

        return (shown, raised);
    }
}
