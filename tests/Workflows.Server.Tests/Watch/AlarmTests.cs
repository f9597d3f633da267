using Workflows.Server.Persistence.Watch;
using Workflows.Server.Tests.Mail.Outbox;
using Workflows.Server.Watch;

namespace Workflows.Server.Tests.Watch;

/// <summary>Each kind of thing that may stand still, on a database where no loop would move it.</summary>
public sealed class AlarmTests : IAsyncLifetime
{
    private OutboxWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await OutboxWorld.CreateAsync();
        await _world.ExecuteAsync("insert into duties (name, label, is_paused, next_runs) values ('limpieza', 'Limpieza', false, '{}')");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(
        "Timer",
        "insert into timers (instance_id, bookmark_id, name, activity_id, visit, due_at, state, attempts, following) "
        + "values ('i', 7, 'due', 'a', 1, '2026-10-15 11:00Z', 'Pending', 0, 0)")]
    [InlineData("TaskWithoutTimer", TaskSql)]
    [InlineData(
        "Mail",
        "insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, "
        + "created_at, attempts) values ('m', '<m@x>', 'aviso', 'r', 0, '{}', '[]', '{}', 'Queued', '2026-10-15 "
        + "11:00Z', '2026-10-15 11:00Z', 0)")]
    [InlineData(
        "Mail",
        "insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, "
        + "created_at, attempts, lease_owner, lease_until) values ('m', '<m@x>', 'aviso', 'r', 0, '{}', '[]', '{}', 'Sending', "
        + "'2026-10-15 11:00Z', '2026-10-15 11:00Z', 1, 'n', clock_timestamp() - interval '1 hour')")]
    [InlineData(
        "Stimulus",
        "insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts) values ('s', 'i', 'event', '{}', "
        + "clock_timestamp() - interval '1 hour', 0)")]
    [InlineData("Job", JobSql + "'Waiting', 0, now(), 0, clock_timestamp() - interval '1 hour', null, null, null)")]
    [InlineData(
        "Job",
        JobSql + "'Running', 0, now(), 1, now(), clock_timestamp() - interval '1 hour', 'n', clock_timestamp() + interval '1 minute')")]
    [InlineData(
        "Duty",
        "insert into duty_runs (duty, date, due_at, state, attempts) values ('limpieza', '2026-10-15', '2026-10-15 06:30Z', 'Parked', 5)")]
    public async Task What_stands_still_is_told_at_the_second_look_once_and_forgotten_when_it_moves(string kind, string standing)
    {
        await _world.ExecuteAsync(standing);

        Assert.Equal((0, 0), await LookAsync());
        Assert.Equal((1, 1), await LookAsync());
        Assert.Equal((1, 0), await LookAsync());
        await using (var db = _world.Db())
            Assert.Equal(kind, Assert.Single(db.Set<AlarmRow>()).Kind.ToString());

        foreach (var table in new[] { "timers", "tasks", "mails", "stimuli", "jobs", "duty_runs" })
            await _world.ExecuteAsync($"delete from {table}");
        Assert.Equal((0, 0), await LookAsync());
        await using (var db = _world.Db())
            Assert.Empty(db.Set<AlarmRow>());
    }

    [Theory]
    [InlineData(
        "insert into timers (instance_id, bookmark_id, name, activity_id, visit, due_at, state, attempts, following) "
        + "values ('i', 7, 'due', 'a', 1, '2026-10-15 11:55Z', 'Pending', 0, 0)")]
    [InlineData(
        "insert into timers (instance_id, bookmark_id, name, activity_id, visit, due_at, state, attempts, following, lease_owner, "
        + "lease_until) values ('i', 7, 'due', 'a', 1, '2026-10-15 11:00Z', 'Pending', 0, 0, 'n', "
        + "clock_timestamp() + interval '10 seconds')")]
    [InlineData(
        TaskSql
            + "; insert into timers (instance_id, bookmark_id, task_bookmark_id, name, activity_id, visit, due_at, state, attempts, "
            + "following) values ('i', 7, 1, 'due', 'a', 1, '2026-10-20', 'Pending', 0, 0)")]
    [InlineData(
        "insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, "
        + "created_at, attempts) values ('m', '<m@x>', 'aviso', 'r', 0, '{}', '[]', '{}', 'Held', '2026-10-15 "
        + "13:00Z', '2026-10-15 11:00Z', 0)")]
    [InlineData(
        "insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, state, available_at, "
        + "created_at, attempts, retry_at) values ('m', '<m@x>', 'aviso', 'r', 0, '{}', '[]', '{}', 'Queued', '2026-10-15 11:00Z', "
        + "'2026-10-15 11:00Z', 3, clock_timestamp() + interval '1 hour')")]
    [InlineData(
        "insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts, parked_reason) values ('s', 'i', 'event', "
        + "'{}', clock_timestamp() - interval '1 hour', 9, 'Falló')")]
    [InlineData(JobSql + "'Running', 0, now(), 1, now(), clock_timestamp(), 'n', clock_timestamp() + interval '1 minute')")]
    public async Task What_is_on_its_way_or_waits_for_a_person_already_is_no_alarm(string moving)
    {
        await _world.ExecuteAsync(moving);

        await LookAsync();

        Assert.Equal((0, 0), await LookAsync());
    }

    private const string TaskSql =
        "insert into tasks (id, instance_id, bookmark_id, definition_id, activity_id, kind, title, visit, role_code, scope_code, actions, "
        + "content, due_at, state, is_late, opened_at) "
        + "values ('t', 'i', 1, 'd', 'a', 'deliverable', 'Propuesta', 1, 'r', 's', '{}', '{}', '2026-10-20', 'Open', "
        + "false, '2026-10-15 10:00Z')";

    private const string JobSql =
        "insert into jobs (id, kind, title, owner_id, owner_name, posts, arguments, state, done, created_at, attempts, queued_at, "
        + "moved_at, lease_owner, lease_until) "
        + "values ('j', 'import', 'Importar', 'p', 'x', '{}', '{}', ";

    private async Task<(int Shown, int Raised)> LookAsync()
    {
        var (shown, raised) = await new AlarmTable(_world.Source).RefreshAsync(OutboxWorld.Morning, Watchdog.Margin, default);
        return (shown, raised.Count);
    }
}
