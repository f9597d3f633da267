using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Mail;

/// <summary>Many mails go over one connection, and one that has ended meanwhile costs no mail.</summary>
public class SmtpConnectionTests
{
    [Fact]
    public async Task Many_mails_go_over_one_connection()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        await using var transport = new SmtpMailTransport(server.Options);

        for (var i = 0; i < 5; i++)
            Assert.Equal(MailOutcome.Delivered, (await transport.SendAsync(Mail(i), CancellationToken.None)).Outcome);

        Assert.Equal(5, server.Received.Count);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(SmtpBehaviour.CloseAfterEachMail, 3)]
    [InlineData(SmtpBehaviour.CloseAtSecondMail, 3)]
    [InlineData(SmtpBehaviour.RetireAtSecondMail, 3)]
    public async Task A_connection_that_ended_meanwhile_is_opened_again_and_each_mail_leaves_once(SmtpBehaviour behaviour, int mails)
    {
        await using var server = new LoopbackSmtpServer(behaviour);
        await using var transport = new SmtpMailTransport(server.Options);

        for (var i = 0; i < mails; i++)
            Assert.Equal(MailOutcome.Delivered, (await transport.SendAsync(Mail(i), CancellationToken.None)).Outcome);

        Assert.Equal(mails, server.Received.Count);
        Assert.Equal(mails, server.Connections);
    }

    [Fact]
    public async Task A_refused_mail_does_not_cost_the_next_one_its_connection()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Refuse550);
        await using var transport = new SmtpMailTransport(server.Options);

        await transport.SendAsync(Mail(1), CancellationToken.None);
        var second = await transport.SendAsync(Mail(2), CancellationToken.None);

        Assert.Equal(MailOutcome.PermanentFailure, second.Outcome);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Mails_at_the_same_time_have_a_connection_each()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        await using var transport = new SmtpMailTransport(server.Options);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => transport.SendAsync(Mail(i), CancellationToken.None)));

        Assert.All(receipts, receipt => Assert.Equal(MailOutcome.Delivered, receipt.Outcome));
        Assert.Equal(4, server.Received.Count);
        Assert.InRange(server.Connections, 1, 4);
    }

    private static OutgoingMail Mail(int number) => SampleMail.Reminder with { MessageId = $"<mail-{number}@flujos.gob.cl>" };
}
