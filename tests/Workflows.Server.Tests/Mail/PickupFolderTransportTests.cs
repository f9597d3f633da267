using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.Mail;

public sealed class PickupFolderTransportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_mail_left_twice_is_one_file()
    {
        var transport = new PickupFolderTransport(new() { PickupFolder = _folder.Path });

        await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);
        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.Filed, receipt.Outcome);
        var file = Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal("mail-42.eml", Path.GetFileName(file));
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains("Message-ID: <mail-42@flujos.gob.cl>", text, StringComparison.OrdinalIgnoreCase);
        using var read = await MimeKit.MimeMessage.LoadAsync(file);
        Assert.Equal(SampleMail.Reminder.Subject, read.Subject);
    }

    [Fact]
    public async Task A_message_id_never_leaves_the_folder()
    {
        var transport = new PickupFolderTransport(new() { PickupFolder = _folder.Inside("mail") });

        await transport.SendAsync(SampleMail.Reminder with { MessageId = "<../../fuera@flujos.gob.cl>" }, CancellationToken.None);

        var file = Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(_folder.Inside("mail"), Path.GetDirectoryName(file));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again_later()
    {
        await File.WriteAllTextAsync(_folder.Inside("mail"), "a file where the folder should be");
        var transport = new PickupFolderTransport(new() { PickupFolder = _folder.Inside("mail") });

        var receipt = await transport.SendAsync(SampleMail.Reminder, CancellationToken.None);

        Assert.Equal(MailOutcome.TemporaryFailure, receipt.Outcome);
        Assert.Contains("No puedo dejar el correo", receipt.Answer, StringComparison.Ordinal);
    }
}
