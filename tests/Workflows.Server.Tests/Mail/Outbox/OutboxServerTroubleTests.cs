using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tests.Mail;

namespace Workflows.Server.Tests.Mail.Outbox;

/// <summary>A real SMTP conversation with a server that misbehaves.</summary>
public sealed class OutboxServerTroubleTests : IAsyncLifetime
{
    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(SmtpBehaviour.Accept, MailState.Delivered)]
    [InlineData(SmtpBehaviour.Refuse550, MailState.Rejected)]
    [InlineData(SmtpBehaviour.Temporary451, MailState.Queued)]
    [InlineData(SmtpBehaviour.CloseBeforeData, MailState.Queued)]
    [InlineData(SmtpBehaviour.RefuseAfterData, MailState.Rejected)]
    [InlineData(SmtpBehaviour.CloseAfterData, MailState.Uncertain)]
    [InlineData(SmtpBehaviour.HangAfterData, MailState.Uncertain)]
    [InlineData(SmtpBehaviour.HangBeforeGreeting, MailState.Queued)]
    public async Task Each_behaviour_of_a_server_ends_in_one_state(SmtpBehaviour behaviour, MailState state)
    {
        await using var smtp = new LoopbackSmtpServer(behaviour);
        await _world.AddAsync("m-1");

        await _world.Sender(new SmtpMailTransport(smtp.Options), smtp.Options).SendDueAsync(default);

        var mail = await _world.ReadAsync("m-1");
        Assert.Equal(state, mail.State);
        Assert.NotEmpty(mail.ServerAnswer!);
        Assert.Single(await _world.AttemptsAsync("m-1"));
    }

    [Fact]
    public async Task With_the_server_down_three_mails_find_out_and_the_others_wait_together()
    {
        for (var i = 0; i < 50; i++) await _world.AddAsync($"m-{i}");
        _world.Transport.AnswerWith(MailOutcome.TemporaryFailure, "sin conexión");
        var sender = _world.Sender();

        Assert.Equal(3, await sender.SendDueAsync(default));
        Assert.Equal(0, await sender.SendDueAsync(default));
        Assert.Equal(TimeSpan.FromSeconds(5), (await sender.PauseAsync(default)).Real);

        // One at a time tries, and its failure is not held against it.
        _world.Elapsed.Turn(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await sender.SendDueAsync(default));
        Assert.Equal(TimeSpan.FromSeconds(10), (await sender.PauseAsync(default)).Real);
        Assert.Equal(3, await CountAsync("attempts = 1"));
        Assert.Equal(50, await CountAsync("state = 'Queued'"));

        _world.Transport.AnswerWith(MailOutcome.Delivered);
        _world.Elapsed.Turn(TimeSpan.FromSeconds(10));
        Assert.Equal(46, await sender.SendDueAsync(default));
        await _world.LetRetriesComeAsync();
        Assert.Equal(4, await sender.SendDueAsync(default));
        Assert.Equal(50, await CountAsync("state = 'Delivered'"));
    }

    [Fact]
    public async Task A_transport_that_breaks_its_promise_leaves_the_mail_uncertain()
    {
        await _world.AddAsync("m-1");
        _world.Transport.Answer = _ => throw new InvalidOperationException("sin aviso");

        await _world.Sender().SendDueAsync(default);

        Assert.Equal(MailState.Uncertain, (await _world.ReadAsync("m-1")).State);
    }

    private async Task<long> CountAsync(string where)
    {
        await using var command = _world.Source.CreateCommand($"select count(*) from mails where {where}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
