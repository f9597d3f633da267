using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail.Outbox;

public sealed class OutboxStatesTests : IAsyncLifetime
{
    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_queued_mail_leaves_once_and_keeps_the_words_it_left_with()
    {
        await _world.AddAsync("m-1");

        Assert.Equal(1, await _world.Sender().SendDueAsync(default));
        Assert.Equal(0, await _world.Sender().SendDueAsync(default));

        var mail = await _world.ReadAsync("m-1");
        Assert.Equal((MailState.Delivered, "250 ok", 1, 1), (mail.State, mail.ServerAnswer, mail.Attempts, mail.TemplateVersion));
        Assert.Equal("Recordatorio: Propuesta", mail.Subject);
        Assert.Equal($"Hola: Propuesta\n\n{MailRenderer.Notice}\n", mail.Text);
        Assert.Contains(">Propuesta</p>", mail.Html, StringComparison.Ordinal);
        Assert.Equal(OutboxWorld.Morning, mail.SentAt);
        Assert.Null(mail.LeaseOwner);
        Assert.Equal(["Delivered"], await _world.AttemptsAsync("m-1"));
    }

    [Fact]
    public async Task The_row_keeps_what_the_server_calls_the_mail_and_whom_it_refused()
    {
        await _world.AddAsync("m-1");
        _world.Transport.Answer = _ => Task.FromResult(
            new MailReceipt(MailOutcome.Delivered, "Aceptado. Rechazó: x@servicio.cl")
            {
                QueueId = "4F1A2B3C", Refused = ["x@servicio.cl", "y@servicio.cl"]
            });

        await _world.Sender().SendDueAsync(default);

        var mail = await _world.ReadAsync("m-1");
        Assert.Equal((MailState.Delivered, "4F1A2B3C"), (mail.State, mail.QueueId));
        Assert.Equal(["x@servicio.cl", "y@servicio.cl"], mail.Refused!);
    }

    [Fact]
    public async Task The_envelope_says_who_answers_are_for_and_that_a_machine_wrote_it()
    {
        await _world.AddAsync("m-1", addressees:
            """[{"name":"Jefa","email":"jefa@servicio.cl","copy":true},{"name":"Encargada","email":"e@servicio.cl","copy":false},{"name":"X","email":"E@servicio.cl"},{"name":"Y","email":"no es correo"}]""");

        await _world.Sender().SendDueAsync(default);

        var sent = Assert.Single(_world.Transport.Sent);
        Assert.Equal("<m-1@flujos.gob.cl>", sent.MessageId);
        Assert.Equal(["e@servicio.cl"], sent.To.Select(address => address.Address));
        Assert.Equal(["jefa@servicio.cl"], sent.Cc.Select(address => address.Address));
        Assert.Equal("coordinacion@flujos.gob.cl", sent.ReplyTo!.Address);
        Assert.Equal("auto-generated", sent.Headers["Auto-Submitted"]);
        Assert.Equal("Avisos SISTEMA <sistema.avisos.localhost>", sent.Headers["List-Id"]);
    }

    [Fact]
    public async Task A_held_mail_leaves_at_13_by_itself()
    {
        var thirteen = OutboxWorld.Morning.AddHours(4);
        await _world.AddAsync("m-1", MailState.Held, thirteen);
        var sender = _world.Sender();

        _world.Clock.TurnTo(thirteen.AddSeconds(-1));
        Assert.Equal(0, await sender.SendDueAsync(default));
        Assert.Equal(TimeSpan.FromSeconds(1), (await sender.PauseAsync(default)).Business);
        _world.Clock.TurnTo(thirteen);
        Assert.Equal(1, await sender.SendDueAsync(default));

        Assert.Equal(MailState.Delivered, (await _world.ReadAsync("m-1")).State);
    }

    [Theory]
    [InlineData(MailState.Withdrawn)]
    [InlineData(MailState.Uncertain)]
    [InlineData(MailState.Rejected)]
    [InlineData(MailState.Delivered)]
    public async Task What_is_not_waiting_to_leave_never_leaves(MailState state)
    {
        await _world.AddAsync("m-1", state);
        _world.Clock.Turn(TimeSpan.FromDays(365));
        await _world.LetLeasesRunOutAsync();

        Assert.Equal(0, await _world.Sender().SendDueAsync(default));

        Assert.Empty(_world.Transport.Sent);
        Assert.Equal(state, (await _world.ReadAsync("m-1")).State);
    }

    [Fact]
    public async Task A_mail_withdrawn_while_another_is_being_sent_never_leaves()
    {
        await _world.AddAsync("m-1");
        await _world.AddAsync("m-2", availableAt: OutboxWorld.Morning.AddMinutes(1));
        _world.Transport.Answer = async _ =>
        {
            // It is taken already, and its sender finds out when it asks to send it.
            await _world.ExecuteAsync("update mails set state = 'Withdrawn' where id = 'm-2'");
            return new(MailOutcome.Delivered, "250 ok");
        };
        _world.Clock.Turn(TimeSpan.FromMinutes(2));

        await _world.Sender().SendDueAsync(default);

        Assert.Equal("<m-1@flujos.gob.cl>", Assert.Single(_world.Transport.Sent).MessageId);
        Assert.Equal(MailState.Withdrawn, (await _world.ReadAsync("m-2")).State);
    }

    [Fact]
    public async Task A_refused_mail_is_rejected_with_the_words_of_the_server()
    {
        await _world.AddAsync("m-1");
        _world.Transport.AnswerWith(MailOutcome.PermanentFailure, "550 No such user here");

        await _world.Sender().SendDueAsync(default);

        var mail = await _world.ReadAsync("m-1");
        Assert.Equal((MailState.Rejected, "550 No such user here"), (mail.State, mail.ServerAnswer));
        Assert.Equal(["PermanentFailure"], await _world.AttemptsAsync("m-1"));
    }

    [Fact]
    public async Task A_temporary_failure_returns_later_each_time_and_after_eight_waits_for_a_person()
    {
        await _world.AddAsync("m-1");
        _world.Transport.AnswerWith(MailOutcome.TemporaryFailure, "451 Greylisted");
        var minutes = new List<double>();

        for (var attempt = 1; attempt <= RetrySchedule.MaxAttempts; attempt++)
        {
            await _world.Sender().SendDueAsync(default); // a new sender each time: the way is not what fails here
            var mail = await _world.ReadAsync("m-1");
            Assert.Equal(attempt, mail.Attempts);
            if (attempt < RetrySchedule.MaxAttempts) minutes.Add((await WaitAsync("m-1")).TotalMinutes);
            Assert.Equal(0, await _world.Sender().SendDueAsync(default));
            await _world.LetRetriesComeAsync();
        }

        Assert.All(minutes.Zip([1, 5, 15, 60, 240, 240, 240]), pair => Assert.InRange(pair.First, pair.Second * 0.9, pair.Second * 1.2));
        var parked = await _world.ReadAsync("m-1");
        Assert.Equal(MailState.Rejected, parked.State);
        Assert.StartsWith("No salió después de 8 intentos", parked.ServerAnswer, StringComparison.Ordinal);
        Assert.Equal(8, (await _world.AttemptsAsync("m-1")).Count);
    }

    [Fact]
    public async Task An_uncertain_mail_waits_for_a_person_and_stops_the_others_for_a_moment()
    {
        await _world.AddAsync("m-1");
        await _world.AddAsync("m-2", availableAt: OutboxWorld.Morning.AddSeconds(1));
        _world.Clock.Turn(TimeSpan.FromSeconds(2));
        _world.Transport.AnswerWith(MailOutcome.Uncertain);

        Assert.Equal(1, await _world.Sender().SendDueAsync(default));

        Assert.Equal(MailState.Uncertain, (await _world.ReadAsync("m-1")).State);
        var other = await _world.ReadAsync("m-2");
        Assert.Equal((MailState.Queued, 0), (other.State, other.Attempts));
    }

    [Fact]
    public async Task A_retry_leaves_with_the_words_of_the_first_try()
    {
        await _world.AddAsync("m-1");
        _world.Transport.AnswerWith(MailOutcome.TemporaryFailure);
        await _world.Sender().SendDueAsync(default);
        await _world.Templates.SaveAsync(new("recordatorio", 1, "Otro asunto", "Otro texto", null), "coordinadora", default);
        await _world.LetRetriesComeAsync();

        await _world.Sender().SendDueAsync(default);

        Assert.Equal(["Recordatorio: Propuesta", "Recordatorio: Propuesta"], _world.Transport.Sent.Select(mail => mail.Subject));
    }

    [Theory]
    [InlineData("no-existe", """{"tarea":"x"}""", """[{"name":"A","email":"a@b.cl"}]""", "No existe la plantilla «no-existe»")]
    [InlineData("recordatorio", """{"tarea":"x"}""", "[]", "Ningún destinatario tiene una dirección")]
    [InlineData("recordatorio", """[1]""", """[{"name":"A","email":"a@b.cl"}]""", "no son un objeto")]
    public async Task A_mail_that_cannot_be_written_is_rejected_with_the_reason_and_the_next_one_leaves(
        string template, string model, string addressees, string reason)
    {
        await _world.AddAsync("m-1", template: template, model: model, addressees: addressees);
        await _world.AddAsync("m-2");

        await _world.Sender().SendDueAsync(default);

        var mail = await _world.ReadAsync("m-1");
        Assert.Equal(MailState.Rejected, mail.State);
        Assert.Contains(reason, mail.ServerAnswer, StringComparison.Ordinal);
        Assert.Equal(MailState.Delivered, (await _world.ReadAsync("m-2")).State);
    }

    private async Task<TimeSpan> WaitAsync(string id)
    {
        await using var command = _world.Source.CreateCommand($"select retry_at - clock_timestamp() from mails where id = '{id}'");
        return (TimeSpan)(await command.ExecuteScalarAsync())!;
    }
}
