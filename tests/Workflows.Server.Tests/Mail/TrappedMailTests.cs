using System.Net.Mail;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Mail.Outbox;

namespace Workflows.Server.Tests.Mail;

/// <summary>On a rehearsal copy of the server nobody but the one address gets a mail, and it says whom it was for.</summary>
public sealed class TrappedMailTests
{
    private readonly ScriptedTransport _way = new();

    [Fact]
    public async Task Every_mail_goes_to_one_address_and_says_whom_it_was_for()
    {
        var sent = await SendAsync(SampleMail.Reminder with { Cc = [new MailAddress("jefa@institucion.cl", "Jefa <b>")] });

        Assert.Equal(["ensayo@ejemplo.cl"], sent.To.Select(one => one.Address));
        Assert.Empty(sent.Cc);
        Assert.Null(sent.ReplyTo);
        Assert.Equal("[ENSAYO, para contraparte@institucion.cl y 1 más] " + SampleMail.Reminder.Subject, sent.Subject);
        Assert.Contains(
            "- Contraparte Ñuñoa <contraparte@institucion.cl>\n- Jefa <b> <jefa@institucion.cl> (con copia)", sent.Text,
            StringComparison.Ordinal);
        Assert.EndsWith(SampleMail.Reminder.Text, sent.Text, StringComparison.Ordinal);
        Assert.Contains("Jefa &lt;b&gt;", sent.Html, StringComparison.Ordinal);
        Assert.Equal(SampleMail.Reminder.MessageId, sent.MessageId);
    }

    [Fact]
    public async Task The_mark_is_inside_the_page_that_a_reader_sees()
    {
        var sent = await SendAsync(SampleMail.Reminder with { Html = "<html><BODY class=\"x\"><p>Hola</p></BODY></html>" });

        Assert.StartsWith("<html><BODY class=\"x\"><p style=", sent.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_calendar_program_answers_an_invitation_in_earnest()
    {
        var sent = await SendAsync(SampleMail.Invitation);

        var file = Assert.Single(sent.Attachments);
        Assert.Equal("application/octet-stream", file.ContentType);
        using var message = MailComposer.Compose(sent, new MailAddress("a@b.cl"));
        Assert.DoesNotContain("text/calendar", message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_of_a_trapped_server_is_trapped_for_files_too()
    {
        using var folder = new Embedded.TemporaryFolder();
        var way = MailSetup.TransportFor(new() { PickupFolder = folder.Path, TrapTo = "ensayo@ejemplo.cl" });

        await way.SendAsync(SampleMail.Reminder, CancellationToken.None);

        var text = await File.ReadAllTextAsync(Assert.Single(Directory.EnumerateFiles(folder.Path)));
        Assert.Contains("To: ensayo@ejemplo.cl", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nReply-To", text, StringComparison.Ordinal);
    }

    private async Task<OutgoingMail> SendAsync(OutgoingMail mail)
    {
        await new TrappedMailTransport(_way, new MailAddress("ensayo@ejemplo.cl")).SendAsync(mail, CancellationToken.None);
        return Assert.Single(_way.Sent);
    }
}
