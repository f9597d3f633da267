using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Duties;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tests.Mail.Outbox;

namespace Workflows.Server.Tests.Duties;

public sealed class DailyDigestTests : IAsyncLifetime
{
    // Thursday 15 October 2026, 08:00. Monday 12 is a holiday.
    private static readonly DateTimeOffset Eight = SantiagoTime.ToInstant(new(2026, 10, 15), new(8, 0));

    private static readonly WorldSnapshot World = new(
        new(
            [
                new("S1", "Servicio Uno", InstitutionKind.Service, "M1", IncentiveRegime.Pmg),
                new("S2", "Servicio Dos", InstitutionKind.Service, "M1", IncentiveRegime.Pmg),
            ],
            [new("M1", "Ministerio Uno")], [], [],
            [
                new("ana", "Ana Prueba", "ana@uno.cl"), new("beto", "Beto Prueba", "beto@dos.cl"),
                new("carla", "Carla Prueba", "carla@dos.cl"), new("persona con espacios", "Delia Prueba", "delia@uno.cl"),
            ],
            [
                new("ana", Role.InstitutionPmgOfficer, "S1"), new("ana", Role.InstitutionPmgOfficer, "S2"),
                new("beto", Role.HeadOfService, "S2"), new("carla", Role.InternalAuditor, "S2"),
                new("persona con espacios", Role.HeadOfService, "S1"),
            ]),
        WorkingCalendar.Shipped);

    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Each_person_gets_one_mail_with_the_tasks_of_all_their_posts_the_latest_first()
    {
        await AddTaskAsync("t1", "Proponer objetivos", Role.InstitutionPmgOfficer, "S1", new(2026, 10, 20));
        await AddTaskAsync("t2", "Corregir indicadores", Role.InstitutionPmgOfficer, "S2", new(2026, 10, 9));
        await AddTaskAsync("t3", "Revisar metas", Role.InstitutionPmgOfficer, "S2", new(2026, 10, 14));
        await AddTaskAsync("t4", "Firmar", Role.HeadOfService, "S2", null);
        await AddTaskAsync("t5", "Ya cerrada", Role.InternalAuditor, "S2", new(2026, 10, 1), TaskState.Completed);

        Assert.Equal("2 resúmenes quedaron en cola.", await RunAsync());

        var mails = await MailsAsync();
        Assert.Equal(["resumen-diario-20261015-ana", "resumen-diario-20261015-beto"], mails.Select(mail => mail.Id));
        Assert.Equal("<resumen-diario-20261015-ana@flujos.gob.cl>", mails[0].MessageId);
        Assert.Equal(["ana@uno.cl"], mails[0].Emails);
        var text = Render(mails[0]);
        Assert.Contains("Para Ana Prueba, el jueves 15/10/2026.", text, StringComparison.Ordinal);
        // Since Friday 9: Tuesday 13, Wednesday 14 and Thursday 15 are working days; Monday 12 is not.
        Assert.Contains(
            "Corregir indicadores · Servicio Dos\n  Plazo: viernes 09/10/2026 a las 23:59 horas\n  Atrasada 3 días hábiles", text,
            StringComparison.Ordinal);
        Assert.Equal(
            [.. new[] { "Corregir indicadores", "Revisar metas", "Proponer objetivos" }
                .Select(title => text.IndexOf(title, StringComparison.Ordinal)).Order()],
            [.. new[] { "Corregir indicadores", "Revisar metas", "Proponer objetivos" }
                .Select(title => text.IndexOf(title, StringComparison.Ordinal))]);
        Assert.DoesNotContain("Firmar", text, StringComparison.Ordinal);
        Assert.Contains("Firmar", Render(mails[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stands_in_for_somebody_gets_one_mail_with_both_and_it_says_for_whom()
    {
        await AddTaskAsync("t1", "Firmar", Role.HeadOfService, "S2", null);
        await AddTaskAsync("t2", "Auditar", Role.InternalAuditor, "S2", null);
        var organisation = World.Organisation;
        var meanwhile = new WorldSnapshot(
            new(
                organisation.Institutions, organisation.Ministries, [], [], organisation.People,
                [
                    new("beto", Role.HeadOfService, "S2"), new("carla", Role.InternalAuditor, "S2"),
                    new("carla", Role.HeadOfService, "S2")
                    {
                        IsSubstitute = true, InsteadOf = "beto", ValidFrom = new(2026, 10, 15), ValidTo = new(2026, 10, 16)
                    },
                ],
                [new("beto", new(2026, 10, 15), new(2026, 10, 16), "Feriado legal")]),
            WorkingCalendar.Shipped);

        await RunAsync(world: meanwhile);

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(["carla@dos.cl"], mail.Emails);
        var text = Render(mail);
        Assert.Contains("Firmar · Servicio Dos\n  Subroga a Beto Prueba.", text, StringComparison.Ordinal);
        Assert.Single(text.Split("Subroga a").Skip(1));
        Assert.Contains("Auditar · Servicio Dos", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_tasks_gets_a_mail()
    {
        Assert.Equal("Nadie tenía tareas abiertas.", await RunAsync());
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_second_run_for_the_date_changes_nothing_and_another_date_has_its_own_mails()
    {
        await AddTaskAsync("t1", "Firmar", Role.HeadOfService, "S1", null);
        await RunAsync();
        await _world.ExecuteAsync("update mails set state = 'Delivered'");

        await RunAsync();
        await RunAsync(Eight.AddDays(1));

        var mails = await MailsAsync();
        Assert.Equal([MailState.Delivered, MailState.Queued], mails.Select(mail => mail.State));
        Assert.All(mails, mail => Assert.Matches("^<resumen-diario-2026101[56]-[0-9a-f]{24}@flujos.gob.cl>$", mail.MessageId));
    }

    [Fact]
    public async Task Two_nodes_make_the_digest_of_a_date_once()
    {
        await AddTaskAsync("t1", "Firmar", Role.HeadOfService, "S2", null);
        var nodes = Enumerable.Range(1, 2).Select(number => new DutyRunner(
            new([Digest.Duty]), new(() => _world.Source), () => World, $"nodo-{number}", NullLogger<DutyRunner>.Instance)).ToList();
        await nodes[0].RunDueAsync(Eight.AddMinutes(-1), default);

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunDueAsync(Eight, default))));

        Assert.Single(await MailsAsync());
        await using var db = _world.Db();
        Assert.Equal(1, (await db.Set<DutyRunRow>().SingleAsync(run => run.Date == new DateOnly(2026, 10, 15))).Attempts);
    }

    [Fact]
    public async Task A_very_long_list_ends_by_saying_how_many_more_there_are()
    {
        for (var i = 0; i < 205; i++) await AddTaskAsync($"t{i}", $"Tarea {i}", Role.HeadOfService, "S2", new(2026, 11, 3));

        await RunAsync();

        var mail = Assert.Single(await MailsAsync());
        Assert.Contains("Y 5 tareas más en la bandeja", Render(mail), StringComparison.Ordinal);
    }

    private DailyDigest Digest => new(() => _world.Source, "flujos.gob.cl");

    private Task<string> RunAsync(DateTimeOffset? at = null, WorldSnapshot? world = null)
    {
        var now = at ?? Eight;
        return Digest.Duty.RunAsync(new(SantiagoTime.DateAt(now), now, now, world ?? World), default);
    }

    private static string Render(MailRow mail)
    {
        var template = ShippedMailTemplates.OfDefinitions().Single(template => template.Words.Name == MailTemplateCatalog.DailyDigest);
        return new MailRenderer(() => new("https://flujos.gob.cl"))
            .Render(template.Words, (IReadOnlyDictionary<string, object?>)Values.FromJson(mail.Model)!).Text;
    }

    private async Task<List<MailRow>> MailsAsync()
    {
        await using var db = _world.Db();
        return await db.Set<MailRow>().AsNoTracking().OrderBy(mail => mail.Id).ToListAsync();
    }

    private async Task AddTaskAsync(string id, string title, Role role, string scope, DateOnly? due, TaskState state = TaskState.Open)
    {
        await using var db = _world.Db();
        db.Add(new TaskRow
        {
            Id = id, InstanceId = "i", BookmarkId = id.GetHashCode(StringComparison.Ordinal), DefinitionId = "pmg", ActivityId = "a",
            Kind = "deliverable", Title = title, Visit = 1,
            InstitutionCode = scope, RoleCode = role.Code, ScopeCode = scope, Actions = [], Content = "{}",
            DueAt = due is { } date ? SantiagoTime.EndOfDay(date) : null,
            LateFrom = due is { } last ? SantiagoTime.StartOfDay(last.AddDays(1)) : null, State = state, OpenedAt = Eight.AddDays(-10),
        });
        await db.SaveChangesAsync();
    }
}
