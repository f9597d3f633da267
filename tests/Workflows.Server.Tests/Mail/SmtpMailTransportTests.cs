using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using System.Text;
using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Mail;

public class SmtpMailTransportTests
{
    [Fact]
    public async Task A_mail_arrives_with_its_texts_its_headers_and_its_invitation()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept);

        var receipt = await new SmtpMailTransport(server.Options).SendAsync(SampleMail.Invitation, CancellationToken.None);

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
    [InlineData(SmtpBehaviour.AskForLogin, MailOutcome.TemporaryFailure, "Authentication required")]
    public async Task What_the_server_answers_decides_what_happens_next(SmtpBehaviour behaviour, MailOutcome outcome, string words)
    {
        await using var server = new LoopbackSmtpServer(behaviour);

        var receipt = await new SmtpMailTransport(server.Options).SendAsync(SampleMail.Reminder, CancellationToken.None);

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

        var receipt = await new SmtpMailTransport(server.Options).SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(outcome, receipt.Outcome);
        Assert.NotEmpty(receipt.Answer);
    }

    [Fact]
    public async Task A_server_that_does_not_say_goodbye_has_delivered_all_the_same()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.HangAtQuit);

        var receipt = await new SmtpMailTransport(server.Options).SendAsync(SampleMail.Reminder, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(MailOutcome.Delivered, receipt.Outcome);
    }

    [Fact]
    public async Task One_refused_address_does_not_send_the_mail_again_to_the_others()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.RefuseSecondRecipient);
        var mail = SampleMail.Reminder with { Cc = [new MailAddress("ya-no-trabaja@institucion.cl")] };

        var receipt = await new SmtpMailTransport(server.Options).SendAsync(mail, CancellationToken.None);

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

        var receipt = await new SmtpMailTransport(options).SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
    }

    [Fact]
    public async Task Without_STARTTLS_where_it_is_demanded_nothing_is_sent()
    {
        await using var server = new LoopbackSmtpServer(SmtpBehaviour.Accept);
        var options = server.Options;
        options.StartTls = true;

        var receipt = await new SmtpMailTransport(options).SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Empty(server.Received);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_port_of_implicit_TLS_is_refused_with_what_to_use_instead()
    {
        var refusal = Assert.Throws<ValidationException>(
            () => new SmtpMailTransport(new MailOptions { Host = "correo.gob.cl", Port = 465 }));

        Assert.Contains("587", refusal.Message, StringComparison.Ordinal);
    }
}
