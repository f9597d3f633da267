using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail.Outbox;

/// <summary>Notices of one level to the same authority leave as one mail, and each stays a notice of its own.</summary>
public sealed class BundleTests : IAsyncLifetime
{
    private const string Minister = "ministro.eco";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_minister_told_of_forty_late_institutions_gets_one_mail_with_forty_links()
    {
        for (var i = 0; i < 40; i++) await AddAsync(i);

        Assert.Equal(1, await _world.Sender(lanes: 4).SendDueAsync(default));

        var mail = Assert.Single(_world.Transport.Sent);
        Assert.Equal("Siguen pendientes 40 tareas atrasadas", mail.Subject);
        Assert.Contains(
            """
            Servicio 7: Entregar la propuesta
            Atrasado 10 días hábiles · Formulación PMG 2026
            El plazo terminó el jueves 15/10/2026. 10 días hábiles.
            La tarea sigue abierta.
            """.ReplaceLineEndings("\n"), mail.Text, StringComparison.Ordinal);
        var tokens = Regex.Matches(mail.Text, "/acuse#([A-Za-z0-9_-]{43})\n").Select(link => link.Groups[1].Value).ToList();
        Assert.Equal(40, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.Contains(token, mail.Html, StringComparison.Ordinal));
        Assert.DoesNotContain("[[", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Equal(40, await CountAsync("select count(distinct mail_id) from personal_links"));
        Assert.Equal(40, await CountAsync("select count(*) from mails where state = 'Delivered' and bundle_id = 'm-00'"));
        Assert.Equal(40, await CountAsync("select count(*) from mail_attempts where outcome = 'Delivered'"));
        Assert.Equal("<m-00@flujos.gob.cl>", mail.MessageId);
    }

    [Fact]
    public async Task A_notice_alone_reads_as_it_always_did()
    {
        await AddAsync(1);

        await _world.Sender().SendDueAsync(default);

        Assert.Equal(
            "Décimo día hábil de atraso: Entregar la propuesta · Servicio 1", Assert.Single(_world.Transport.Sent).Subject);
        Assert.Null((await _world.ReadAsync("m-01")).BundleId);
    }

    [Fact]
    public async Task A_notice_that_cannot_be_written_is_refused_alone_and_the_others_leave()
    {
        for (var i = 1; i <= 3; i++) await AddAsync(i);
        await _world.ExecuteAsync("update mails set model = '[]' where id = 'm-02'");

        await _world.Sender().SendDueAsync(default);

        Assert.Equal(["<m-01@flujos.gob.cl>", "<m-03@flujos.gob.cl>"], _world.Transport.Sent.Select(mail => mail.MessageId).Order());
        Assert.Equal(MailState.Rejected, (await _world.ReadAsync("m-02")).State);
    }

    [Fact]
    public async Task Another_level_another_person_and_what_a_coordinator_corrected_leave_apart()
    {
        await AddAsync(1);
        await AddAsync(2);
        await AddAsync(3, level: 3);
        await AddAsync(4, person: "ministro.salud");
        await AddAsync(5);
        await AddAsync(6);
        await _world.ExecuteAsync("update mails set subject = 'Corregido', text = 'Palabras de quien coordina' where id = 'm-05'");
        await _world.ExecuteAsync("update mails set state = 'Suspended' where id = 'm-06'");

        await _world.Sender().SendDueAsync(default);

        Assert.Equal(4, _world.Transport.Sent.Count);
        Assert.Single(_world.Transport.Sent, mail => mail.Subject == "Siguen pendientes 2 tareas atrasadas");
        var corrected = Assert.Single(
            _world.Transport.Sent, mail => mail.Text.StartsWith("Palabras de quien coordina\n", StringComparison.Ordinal));
        Assert.Matches("/acuse#[A-Za-z0-9_-]{43}\n", corrected.Text);
        Assert.Equal(MailState.Suspended, (await _world.ReadAsync("m-06")).State);
    }

    [Fact]
    public async Task After_a_temporary_failure_they_meet_again_without_what_was_withdrawn()
    {
        for (var i = 1; i <= 3; i++) await AddAsync(i);
        _world.Transport.AnswerWith(MailOutcome.TemporaryFailure);
        await _world.Sender().SendDueAsync(default);
        Assert.All(
            await Task.WhenAll(_world.ReadAsync("m-01"), _world.ReadAsync("m-03")), mail =>
                Assert.Equal((MailState.Queued, null, null), (mail.State, mail.BundleId, mail.Text)));
        await _world.ExecuteAsync("update mails set state = 'Withdrawn' where id = 'm-02'");
        await _world.LetRetriesComeAsync();
        _world.Transport.AnswerWith(MailOutcome.Delivered);

        await _world.Sender().SendDueAsync(default);

        var last = _world.Transport.Sent[^1];
        Assert.Equal((2, "Siguen pendientes 2 tareas atrasadas"), (_world.Transport.Sent.Count, last.Subject));
        Assert.DoesNotContain("Servicio 2", last.Text, StringComparison.Ordinal);
        Assert.Equal(_world.Transport.Sent[0].MessageId, last.MessageId);
    }

    [Fact]
    public async Task A_sender_that_dies_while_the_mail_leaves_makes_all_of_it_uncertain_and_none_leaves_again_by_itself()
    {
        for (var i = 1; i <= 3; i++) await AddAsync(i);
        var taken = await _world.Table.ClaimAsync("muerto", OutboxWorld.Morning, 1, Lease, default);
        await _world.Table.MarkSendingAsync(
            "muerto", [], [.. taken.Select(mail => new WrittenMail(mail.Id, "asunto", "texto", null, 1, "m-01"))], Lease, default);

        await _world.LetLeasesRunOutAsync();
        Assert.Equal(0, await _world.Sender().SendDueAsync(default));

        Assert.Equal(3, await CountAsync("select count(*) from mails where state = 'Uncertain' and bundle_id = 'm-01'"));
        Assert.Empty(_world.Transport.Sent);
    }

    [Fact]
    public async Task Two_that_claim_at_once_never_part_a_mail()
    {
        for (var i = 0; i < 60; i++) await AddAsync(i, person: i % 2 == 0 ? Minister : "ministro.salud");
        var nodes = Enumerable.Range(1, 3).Select(node => _world.Sender(lanes: 4, node: $"nodo-{node}").SendDueAsync(default));

        var sent = await Task.WhenAll(nodes);

        Assert.Equal(2, sent.Sum());
        Assert.All(_world.Transport.Sent, mail => Assert.Equal("Siguen pendientes 30 tareas atrasadas", mail.Subject));
    }

    [Fact]
    public async Task The_first_notice_of_a_moment_waits_for_the_timers_of_the_same_moment()
    {
        await AddAsync(1);
        await _world.ExecuteAsync(
            """
            insert into timers (instance_id, bookmark_id, name, activity_id, visit, due_at, state, attempts, following)
            values ('otro', 1, 'escalation:4', 'entregar', 1, '2026-10-15T12:00:00Z', 'Pending', 0, 0)
            """);
        Assert.Equal(0, await _world.Sender().SendDueAsync(default));
        await AddAsync(2);
        await _world.ExecuteAsync("update timers set state = 'Fired'");

        Assert.Equal(1, await _world.Sender().SendDueAsync(default));

        Assert.Equal("Siguen pendientes 2 tareas atrasadas", Assert.Single(_world.Transport.Sent).Subject);
    }

    private Task AddAsync(int number, int level = 4, string person = Minister) => _world.AddAsync(
        string.Create(CultureInfo.InvariantCulture, $"m-{number:00}"), template: "escalamiento", level: level, linkFor: person,
        model: $$"""
            {"tarea":"Entregar la propuesta","institucion":"Servicio {{number}}","proceso":"Formulación PMG 2026","ruta":"/tareas/t-{{number}}","plazo":"jueves 15/10/2026",
             "plazo_legal":"10 días hábiles","regla":"10 días hábiles.","distancia":"10 días hábiles de atraso","estado":"Atrasado 10 días hábiles",
             "atraso":"Décimo día hábil de atraso","nivel":{{level}},"siguiente":"La tarea sigue abierta.","antes":"","responde":"","copias":"",
             "acuse":"/acuse#[[enlace-personal]]","destinatarios":[]}
            """);

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _world.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
