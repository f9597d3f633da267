using System.Net.Mail;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.Mail;

public sealed class MailRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<OutgoingMail> Smuggling =>
    [
        SampleMail.Reminder with { Subject = "Hola\r\nBcc: otro@ejemplo.cl" },
        SampleMail.Reminder with { MessageId = "<a\r\nBcc: otro@ejemplo.cl@b>" },
        SampleMail.Reminder with { MessageId = "sin-ángulos" },
        SampleMail.Reminder with { Headers = new Dictionary<string, string> { ["List-Id"] = "x\r\nBcc: otro@ejemplo.cl" } },
        SampleMail.Reminder with { Headers = new Dictionary<string, string> { ["List-Id\r\nBcc"] = "otro@ejemplo.cl" } },
        SampleMail.Reminder with { Headers = new Dictionary<string, string> { ["Bcc"] = "otro@ejemplo.cl" } },
        SampleMail.Reminder with { Attachments = [new("a\r\nBcc: otro@ejemplo.cl.pdf", "application/pdf", new byte[1])] },
        SampleMail.Reminder with { To = [] },
    ];

    [Theory]
    [MemberData(nameof(Smuggling), DisableDiscoveryEnumeration = true)]
    public async Task A_mail_that_smuggles_a_header_or_goes_to_nobody_is_refused(OutgoingMail mail)
    {
        var transport = new PickupFolderTransport(new() { PickupFolder = _folder.Path });

        await Assert.ThrowsAnyAsync<ArgumentException>(() => transport.SendAsync(mail, CancellationToken.None));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Names_with_accents_are_welcome()
    {
        using var message = MailComposer.Compose(SampleMail.Reminder, new MailAddress("a@b.cl"));

        Assert.Equal("Contraparte Ñuñoa", message.To.Mailboxes.Single().Name);
    }
}
