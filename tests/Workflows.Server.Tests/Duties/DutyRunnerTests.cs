using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Duties;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Tests.Mail.Outbox;

namespace Workflows.Server.Tests.Duties;

public sealed class DutyRunnerTests : IAsyncLifetime
{
    // Wednesday 14 October 2026, 07:00 in Santiago.
    private static readonly DateTimeOffset Start = SantiagoTime.ToInstant(new(2026, 10, 14), new(7, 0));

    private readonly List<DateOnly> _ran = [];
    private OutboxWorld _world = null!;
    private Func<DutyContext, string> _work = _ => "hecho";

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_duty_runs_when_its_hour_has_come_and_once_for_the_date()
    {
        var runner = Runner();
        await runner.RunDueAsync(Start, default);
        Assert.Empty(_ran);

        Assert.Equal(0, await runner.RunDueAsync(Start.AddMinutes(59), default));
        Assert.Equal(1, await runner.RunDueAsync(Start.AddHours(1), default));
        Assert.Equal(0, await runner.RunDueAsync(Start.AddHours(2), default));

        Assert.Equal([new DateOnly(2026, 10, 14)], _ran);
        var run = await RunAsync(new(2026, 10, 14));
        Assert.Equal((DutyRunState.Done, "hecho", 1), (run.State, run.Note, run.Attempts));
    }

    [Fact]
    public async Task Two_nodes_run_a_date_once()
    {
        await Runner().RunDueAsync(Start, default);
        var nodes = Enumerable.Range(1, 6).Select(number => Runner($"nodo-{number}"));

        var ran = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunDueAsync(Start.AddHours(1), default))));

        Assert.Equal(1, ran.Sum());
        Assert.Single(_ran);
    }

    [Fact]
    public async Task The_first_start_of_a_server_catches_up_with_nothing()
    {
        await Runner().RunDueAsync(Start.AddHours(5), default);

        Assert.Empty(_ran);
        Assert.Equal(DutyRunState.Skipped, (await RunAsync(new(2026, 10, 14))).State);
    }

    [Fact]
    public async Task After_days_without_a_server_only_the_last_date_runs_and_the_others_say_why_not()
    {
        await Runner().RunDueAsync(Start, default);

        await Runner().RunDueAsync(SantiagoTime.ToInstant(new(2026, 10, 19), new(10, 0)), default);

        Assert.Equal([new DateOnly(2026, 10, 19)], _ran);
        var missed = await RunAsync(new(2026, 10, 16));
        Assert.Equal((DutyRunState.Skipped, "No salió a su hora; la reemplaza la del 19 de octubre de 2026."), (missed.State, missed.Note));
    }

    [Fact]
    public async Task A_duty_that_must_run_for_each_date_runs_for_each_in_order()
    {
        var each = Runner(whenMissed: WhenMissed.RunEach);
        await each.RunDueAsync(Start, default);

        await each.RunDueAsync(SantiagoTime.ToInstant(new(2026, 10, 16), new(10, 0)), default);

        Assert.Equal([new(2026, 10, 14), new(2026, 10, 15), new DateOnly(2026, 10, 16)], _ran);
    }

    [Fact]
    public async Task A_paused_duty_writes_its_reason_and_goes_on_when_it_is_resumed()
    {
        var runner = Runner();
        await runner.RunDueAsync(Start, default);
        await _world.ExecuteAsync("update duties set is_paused = true, pause_reason = 'Migración de casillas' where name = 'prueba'");

        await runner.RunDueAsync(Start.AddHours(1), default);
        await _world.ExecuteAsync("update duties set is_paused = false");
        await runner.RunDueAsync(Start.AddDays(1).AddHours(1), default);

        Assert.Equal([new DateOnly(2026, 10, 15)], _ran);
        Assert.Equal("Estaba en pausa: Migración de casillas", (await RunAsync(new(2026, 10, 14))).Note);
    }

    [Fact]
    public async Task A_date_whose_node_died_runs_again_when_its_lease_ends()
    {
        var runner = Runner();
        await runner.RunDueAsync(Start, default);
        await new DutyTable(() => _world.Source)
            .BeginAsync("prueba", new(2026, 10, 14), Start, "muerto", TimeSpan.FromMinutes(15), Start, default);

        Assert.Equal(0, await runner.RunDueAsync(Start.AddHours(1), default));
        await _world.ExecuteAsync("update duty_runs set lease_until = lease_until - interval '1 day'");
        Assert.Equal(1, await runner.RunDueAsync(Start.AddHours(1), default));

        Assert.Equal(2, (await RunAsync(new(2026, 10, 14))).Attempts);
    }

    [Fact]
    public async Task A_duty_that_fails_is_tried_again_and_in_the_end_waits_for_a_person()
    {
        var runner = Runner();
        await runner.RunDueAsync(Start, default);
        _work = _ =>
            throw new DutyFailedException("No se pudieron guardar 3.", new InvalidOperationException("The mails were not queued."));

        for (var attempt = 1; attempt <= 7; attempt++)
        {
            await runner.RunDueAsync(Start.AddHours(1), default);
            await _world.ExecuteAsync("update duty_runs set retry_at = retry_at - interval '1 day'");
        }

        var run = await RunAsync(new(2026, 10, 14));
        Assert.Equal((DutyRunState.Parked, 5), (run.State, run.Attempts));
        Assert.Equal("Requiere decisión: falló 5 veces. No se pudieron guardar 3.", run.Note);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException), "Algo falló en el servidor.")]
    [InlineData(typeof(IOException), "No se pudo leer o escribir en el disco: revisa el espacio y los permisos.")]
    [InlineData(typeof(TimeoutException), "La base de datos no respondió.")]
    public async Task What_people_read_of_a_failure_is_Spanish_and_never_the_words_of_the_program(Type kind, string said)
    {
        var runner = Runner();
        await runner.RunDueAsync(Start, default);
        _work = _ => throw (Exception)Activator.CreateInstance(kind, "Object reference not set, key = 12.345.678-9")!;

        await runner.RunDueAsync(Start.AddHours(1), default);

        Assert.Equal(
            $"Falló y se intentará de nuevo. {said} El detalle técnico está en el registro del servidor.",
            (await RunAsync(new(2026, 10, 14))).Note);
    }

    [Fact]
    public async Task People_see_the_next_twenty_dates_and_how_the_last_one_went()
    {
        var runner = Runner();
        await runner.RunDueAsync(Start, default);
        await runner.RunDueAsync(Start.AddHours(1), default);
        await runner.RunDueAsync(Start.AddHours(1), default);

        await using var db = _world.Db();
        var duty = await db.Set<DutyRow>().SingleAsync();
        Assert.Equal("Prueba: cada día hábil a las 08:00", duty.Label);
        Assert.Equal(20, duty.NextRuns.Length);
        Assert.Equal(SantiagoTime.ToInstant(new(2026, 10, 15), new(8, 0)), duty.NextRuns[0]);
        Assert.Equal("hecho", duty.LastResult);
    }

    [Fact]
    public async Task A_duty_whose_dates_cannot_be_found_stops_none_of_the_others_and_says_why_where_people_look()
    {
        var runner = Runner(before: "a-rota");
        await runner.RunDueAsync(Start, default);
        await _world.ExecuteAsync(
            """
            create function rota() returns trigger language plpgsql as 'begin raise exception ''sin permiso sobre la tabla''; end';
            create trigger rota before insert or update on duty_runs for each row when (new.duty = 'a-rota') execute function rota();
            update duties set is_paused = true, pause_reason = 'prueba' where name = 'a-rota'
            """);

        Assert.Equal(1, await runner.RunDueAsync(Start.AddHours(1), default));

        Assert.Equal([new DateOnly(2026, 10, 14)], _ran);
        await using var db = _world.Db();
        Assert.Contains(
            "La base de datos lo rechazó (código P0001).", (await db.Set<DutyRow>().SingleAsync(duty => duty.Name == "a-rota")).LastResult,
            StringComparison.Ordinal);
        Assert.Equal("hecho", (await db.Set<DutyRow>().SingleAsync(duty => duty.Name == "prueba")).LastResult);
    }

    /// <param name="before">The name of one more duty, that comes first.</param>
    private DutyRunner Runner(string node = "nodo-1", WhenMissed whenMissed = WhenMissed.RunLatest, string? before = null)
    {
        var duty = new Duty("prueba", "Prueba", DutyDays.Working, new(8, 0), (context, _) =>
        {
            var note = _work(context);
            lock (_ran) _ran.Add(context.Date);
            return Task.FromResult(note);
        })
        { WhenMissed = whenMissed };
        Duty[] duties = before is null ? [duty] : [duty with { Name = before, RunAsync = (_, _) => Task.FromResult("nunca") }, duty];
        var snapshot = new WorldSnapshot(new([], [], [], [], [], []), WorkingCalendar.Shipped);
        return new(new(duties), new(() => _world.Source), () => snapshot, node, NullLogger<DutyRunner>.Instance);
    }

    private async Task<DutyRunRow> RunAsync(DateOnly date)
    {
        await using var db = _world.Db();
        return await db.Set<DutyRunRow>().SingleAsync(run => run.Date == date);
    }
}
