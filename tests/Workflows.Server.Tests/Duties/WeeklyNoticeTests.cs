using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Alerts;
using Workflows.Server.Duties;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tests.Mail.Outbox;

namespace Workflows.Server.Tests.Duties;

/// <summary>The week of Monday 12 October 2026, a holiday: its first working day is Tuesday 13.</summary>
public sealed class WeeklyNoticeTests : IAsyncLifetime
{
    private static readonly DateOnly Tuesday = new(2026, 10, 13);
    private static readonly DateTimeOffset Eight = SantiagoTime.ToInstant(Tuesday, new(8, 0));
    private static readonly string Committee = BodyRules.Shipped[0].Code;

    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_cabinet_reads_what_its_authorities_owe_decide_and_attend_this_week_and_no_other_does()
    {
        await AddAsync("t1", "deliverable", "Informar el avance", Role.Undersecretary, "M1", new(2026, 10, 9));
        await AddAsync("t2", "review", "Aprobar los objetivos", Role.Minister, "M1", new(2026, 10, 18));
        await AddAsync("t3", "review", "La otra semana", Role.Minister, "M1", new(2026, 10, 19));
        await AddAsync("t4", "review", "De otro ministerio", Role.Minister, "M2", new(2026, 10, 14));
        await AddSessionAsync("t5", "Sesión ordinaria 5", new(2026, 10, 15));

        Assert.Equal("2 avisos de la semana quedaron en cola.", await RunAsync());

        var mails = await MailsAsync();
        Assert.Equal(["gabinete@uno.cl", "gabinete@dos.cl"], mails.Select(mail => mail.Emails[0]));
        Assert.Equal("semana-autoridad-20261012-M1-gabinete1", mails[0].Id);
        var text = Render(mails[0]);
        Assert.Contains("Ministerio Uno: 3 asuntos de la semana\n1 asunto atrasado\n", text, StringComparison.Ordinal);
        Assert.Contains("desde el martes 13/10/2026 hasta el domingo 18/10/2026.", text, StringComparison.Ordinal);
        Assert.Contains(
            "Debe entregar:\n- Informar el avance\n  Subsecretaria Prueba · viernes 09/10/2026 a las 23:59 horas · Atrasado 1 día hábil", text,
            StringComparison.Ordinal);
        Assert.Contains(
            "Debe decidir o firmar:\n- Aprobar los objetivos\n  Ministra Prueba · domingo 18/10/2026 a las 23:59 horas\n", text,
            StringComparison.Ordinal);
        Assert.Contains("  Ministra Prueba · jueves 15/10/2026 a las 15:00 horas\n", text, StringComparison.Ordinal);
        Assert.Contains("Recibe este aviso por integrar el gabinete: Ministerio Uno.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("La otra semana", text, StringComparison.Ordinal);
        Assert.DoesNotContain("De otro ministerio", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_with_nothing_brings_no_mail()
    {
        await AddAsync("t1", "review", "Ya cerrada", Role.Minister, "M1", new(2026, 10, 14), TaskState.Completed);
        await AddAsync("t2", "review", "Sin plazo", Role.Minister, "M1", null);

        Assert.Equal("Ningún gabinete tenía asuntos esta semana.", await RunAsync());
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Whoever_stands_in_for_the_cabinet_reads_it_and_the_one_who_stands_in_for_the_minister_is_named()
    {
        await AddAsync("t1", "review", "Aprobar los objetivos", Role.Minister, "M1", new(2026, 10, 14));
        var away = new DateOnly(2026, 10, 16);

        await RunAsync(World(
            [
                new("subsecretaria", Role.Minister, "M1")
                {
                    IsSubstitute = true, InsteadOf = "ministra", ValidFrom = Tuesday, ValidTo = away,
                },
                new("asesora", Role.MinistryCabinet, "M1")
                {
                    IsSubstitute = true, InsteadOf = "gabinete1", ValidFrom = Tuesday, ValidTo = away,
                },
            ],
            [new("ministra", Tuesday, away, "Cometido"), new("gabinete1", Tuesday, away, "Feriado legal")]));

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(["asesora@uno.cl"], mail.Emails);
        Assert.Contains("Subsecretaria Prueba (S) · ", Render(mail), StringComparison.Ordinal);
        Assert.Contains("en lugar de Gabinete Prueba: ", Render(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_and_a_node_that_died_after_queueing_make_the_mails_of_a_week_once()
    {
        await AddAsync("t1", "review", "Aprobar los objetivos", Role.Minister, "M1", new(2026, 10, 14));
        // A node queued them and died before it could say so.
        await RunAsync();
        await _world.ExecuteAsync("update mails set state = 'Delivered'");
        var nodes = Enumerable.Range(1, 2).Select(number => new DutyRunner(
            new([Notice.Duty]), new(() => _world.Source), () => World(), $"nodo-{number}", NullLogger<DutyRunner>.Instance)).ToList();
        await nodes[0].RunDueAsync(Eight.AddDays(-4), default);

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunDueAsync(Eight, default))));
        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunDueAsync(Eight.AddDays(3), default))));

        Assert.Equal(MailState.Delivered, Assert.Single(await MailsAsync()).State);
        await using var db = _world.Db();
        Assert.Equal(1, await db.Set<DutyRunRow>().CountAsync(run => run.Date > new DateOnly(2026, 10, 5)));
    }

    [Fact]
    public void It_leaves_on_Monday_or_on_the_next_working_day_of_the_week()
    {
        Assert.Equal(
            [new DateOnly(2026, 10, 13), new DateOnly(2026, 10, 19), new DateOnly(2026, 10, 26), new DateOnly(2026, 11, 2)],
            DutySchedule.Next(Notice.Duty, Eight.AddDays(-1), 4, WorkingCalendar.Shipped).Select(SantiagoTime.DateAt));
    }

    private WeeklyNotice Notice => new(() => _world.Source, "flujos.gob.cl");

    private Task<string> RunAsync(WorldSnapshot? world = null) =>
        Notice.Duty.RunAsync(new(Tuesday, Eight, Eight, world ?? World()), default);

    private static WorldSnapshot World(IReadOnlyList<Appointment>? more = null, IReadOnlyList<Absence>? absences = null) => new(
        new(
            [], [new("M1", "Ministerio Uno"), new("M2", "Ministerio Dos")], [], [],
            [
                new("ministra", "Ministra Prueba", "ministra@uno.cl"), new("subsecretaria", "Subsecretaria Prueba", "subsecretaria@uno.cl"),
                new("gabinete1", "Gabinete Prueba", "gabinete@uno.cl"), new("gabinete2", "Otro Gabinete", "gabinete@dos.cl"),
                new("asesora", "Asesora Prueba", "asesora@uno.cl"), new("ministro", "Ministro Prueba", "ministro@dos.cl"),
            ],
            [
                new("ministra", Role.Minister, "M1"), new("subsecretaria", Role.Undersecretary, "M1"), new("ministro", Role.Minister, "M2"),
                new("gabinete1", Role.MinistryCabinet, "M1"), new("gabinete2", Role.MinistryCabinet, "M2"), .. more ?? [],
            ],
            absences ?? [], committees: [new(Committee, "Comité de prueba")],
            seats: [new Seat(Committee, "Presidencia", Role.CommitteePresident, SeatBasis.Designated) { PersonId = "ministra" }]),
        WorkingCalendar.Shipped);

    private static string Render(MailRow mail)
    {
        var template = ShippedMailTemplates.OfDefinitions().Single(template => template.Words.Name == MailTemplateCatalog.AuthorityWeek);
        return new MailRenderer(() => new("https://flujos.gob.cl"))
            .Render(template.Words, (IReadOnlyDictionary<string, object?>)Values.FromJson(mail.Model)!).Text;
    }

    private async Task<List<MailRow>> MailsAsync()
    {
        await using var db = _world.Db();
        return await db.Set<MailRow>().AsNoTracking().OrderBy(mail => mail.Id).ToListAsync();
    }

    private Task AddSessionAsync(string id, string title, DateOnly date) => AddAsync(
        id, HoldSession.Kind, title, Role.CommitteeSecretary, Committee, date.AddDays(20),
        content: Values.ToJson(new Dictionary<string, object?>
        {
            ["session"] = new SessionPlan(Committee, Committee, date, new TimeOnly(15, 0), 1).ToValues(),
        }));

    private async Task AddAsync(
        string id, string kind, string title, Role role, string scope, DateOnly? due, TaskState state = TaskState.Open,
        string content = "{}")
    {
        await using var db = _world.Db();
        db.Add(new TaskRow
        {
            Id = id, InstanceId = "i", BookmarkId = id.GetHashCode(StringComparison.Ordinal), DefinitionId = "flujo", ActivityId = "a",
            Kind = kind, Title = title, Visit = 1, RoleCode = role.Code, ScopeCode = scope, Actions = [], Content = content,
            DueAt = due is { } date ? SantiagoTime.EndOfDay(date) : null,
            LateFrom = due is { } last ? SantiagoTime.StartOfDay(last.AddDays(1)) : null, State = state, OpenedAt = Eight.AddDays(-30),
        });
        await db.SaveChangesAsync();
    }
}
