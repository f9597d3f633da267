using System.Net.Mail;
using System.Text;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail;

public class SmtpMailTransportTests
{
    [Fact]
    public async Task A_mail_arrives_with_its_texts_its_headers_and_its_invitation()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        await using var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(SampleMail.Invitation, CancellationToken.None);

        Assert.Equal(MailOutcome.Delivered, receipt.Outcome);
        var text = Assert.Single(server.Received);
        Assert.Contains("Message-ID: <mail-42@flujos.gob.cl>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("In-Reply-To: <mail-41@flujos.gob.cl>", text, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", text, StringComparison.Ordinal);
        Assert.Contains("List-Id: <recordatorios.flujos.gob.cl>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Reply-To: coordinacion@segpres.cl", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Content-Type: text/plain; charset=utf-8", text, StringComparison.Ordinal);
        Assert.Contains("<b>evaluaci=C3=B3n</b>", text, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", text, StringComparison.Ordinal);
        Assert.Contains("method=REQUEST", text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\n"))[..16], text, StringComparison.Ordinal);
        Assert.Contains("Content-Disposition: attachment", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(SmtpBehaviour.Refuse550, MailOutcome.PermanentFailure, "No such user")]
    [InlineData(SmtpBehaviour.Temporary451, MailOutcome.TemporaryFailure, "Greylisted")]
    [InlineData(SmtpBehaviour.RefuseAfterData, MailOutcome.PermanentFailure, "Message refused")]
    [InlineData(SmtpBehaviour.TryLaterAfterData, MailOutcome.TemporaryFailure, "Out of space")]
    [InlineData(SmtpBehaviour.AskForLogin, MailOutcome.TemporaryFailure, "Authentication required")]
    public async Task What_the_server_answers_decides_what_happens_next(SmtpBehaviour behaviour, MailOutcome outcome, string words)
    {
        await using var server = new LoopbackSmtpServer(behaviour);
        await using var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(outcome, receipt.Outcome);
        Assert.Contains(words, receipt.Answer, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData(SmtpBehaviour.HangBeforeGreeting, MailOutcome.TemporaryFailure)]
    [InlineData(SmtpBehaviour.CloseBeforeData, MailOutcome.TemporaryFailure)]
    [InlineData(SmtpBehaviour.HangAfterData, MailOutcome.Uncertain)]
    [InlineData(SmtpBehaviour.CloseAfterData, MailOutcome.Uncertain)]
    public async Task A_silent_server_leaves_a_doubt_only_after_the_text_left(SmtpBehaviour behaviour, MailOutcome outcome)
    {
        await using var server = new LoopbackSmtpServer(behaviour);
        await using var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(outcome, receipt.Outcome);
        Assert.NotEmpty(receipt.Answer);
    }

    [Fact]
    public async Task A_server_that_does_not_say_goodbye_has_delivered_all_the_same()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.HangAtQuit);
        var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);
        await transport.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(MailOutcome.Delivered, receipt.Outcome);
    }

    [Fact]
    public async Task One_refused_address_does_not_send_the_mail_again_to_the_others()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.RefuseSecondRecipient);
        var mail = SampleMail.Reminder with { Cc = [new MailAddress("ya-no-trabaja@institucion.cl")] };

        await using var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(mail, CancellationToken.None);

        Assert.Equal(MailOutcome.Delivered, receipt.Outcome);
        Assert.Equal(["ya-no-trabaja@institucion.cl"], receipt.Refused);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_later()
    {
        var gone = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        var options = gone.Options;
        await gone.DisposeAsync();

        await using var transport = new SmtpMailTransport(options);
        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
    }

    [Fact]
    public async Task Without_STARTTLS_where_it_is_demanded_nothing_is_sent()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        var options = server.Options;
        options.StartTls = true;

        await using var transport = new SmtpMailTransport(options);
        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Empty(server.Received);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(SmtpBehaviour.DropInData)]
    [InlineData(SmtpBehaviour.HangInData)]
    public async Task A_server_that_fails_before_the_whole_text_left_has_certainly_not_taken_it(SmtpBehaviour behaviour)
    {
        await using var server = new LoopbackSmtpServer(behaviour);
        await using var transport = new SmtpMailTransport(server.Options);
        var big = SampleMail.Reminder with { Attachments = [new("acta.pdf", "application/pdf", new byte[12_000_000])] };

        var receipt = await transport.SendAsync(big, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task When_all_are_refused_one_that_may_be_taken_later_keeps_the_mail_alive()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Temporary451);
        await using var transport = new SmtpMailTransport(server.Options);
        var mail = SampleMail.Reminder with { Cc = [new MailAddress("otra@institucion.cl")] };

        var receipt = await transport.SendAsync(mail, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Contains("otra@institucion.cl", receipt.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_last_words_and_its_name_for_the_mail_are_kept()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept, new() { FinalAnswer = "250 2.0.0 Ok: queued as 4F1A2B3C" });
        await using var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal("4F1A2B3C", receipt.QueueId);
        Assert.Contains("queued as 4F1A2B3C", receipt.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_offered_the_server_is_asked_to_tell_of_what_it_cannot_deliver()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept, new() { Extensions = "8BITMIME DSN" });
        await using var transport = new SmtpMailTransport(server.Options);

        await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Contains(
            server.Commands, command =>
                command.StartsWith("MAIL", StringComparison.Ordinal) && command.Contains("ENVID=mail-42", StringComparison.Ordinal));
        Assert.Contains(
            server.Commands, command =>
                command.StartsWith("RCPT", StringComparison.Ordinal) && command.Contains("NOTIFY=", StringComparison.Ordinal)
            && command.Contains("FAILURE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_the_server_has_no_letters_for_is_refused_in_words()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        await using var transport = new SmtpMailTransport(server.Options);

        var receipt = await transport.SendAsync(
            SampleMail.Reminder with { To = [new MailAddress("muñoz@institucion.cl")] }, CancellationToken.None);

        Assert.Equal(MailOutcome.PermanentFailure, receipt.Outcome);
        Assert.Contains("letras", receipt.Answer, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }
}
