using System.Net.Mail;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Mail.Transport;

/// <summary>
/// Leaves each mail as a file somebody else sends or reads. The name comes from the Message-ID and the file appears whole,
/// so leaving the same mail twice leaves one file.
/// </summary>
public sealed class PickupFolderTransport(MailOptions options) : IMailTransport
{
    private readonly string _folder = Path.GetFullPath(options.PickupFolder);
    private readonly MailAddress _from = new(options.From);

    public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var message = MailComposer.Compose(mail, _from);
        var target = Path.Combine(_folder, MailComposer.FileNameOf(mail.MessageId));
        try
        {
            await WriteAsync(message, target, ct);
            return new(MailOutcome.Filed, $"Quedó en el archivo {target}. Ningún servidor de correo lo recibió.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(MailOutcome.TemporaryFailure, $"No puedo dejar el correo en {_folder}: {error.Message}");
        }
    }

    // .NET names the files it leaves at random and writes them in place: it gets a folder of its own, on the same disk.
    private async Task WriteAsync(MailMessage message, string target, CancellationToken ct)
    {
        var own = Path.Combine(_folder, ".new", Guid.NewGuid().ToString("n"));
        DurableFolder.Create(own);
        try
        {
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = own })
                await client.SendMailAsync(message, ct);

            var written = Directory.EnumerateFiles(own).Single();
            await using (var file = new FileStream(written, FileMode.Open, FileAccess.ReadWrite))
                file.Flush(flushToDisk: true);
            File.Move(written, target, overwrite: true);
            DurableFolder.Flush(_folder);
        }
        catch (SmtpException error) when (error.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new IOException(error.InnerException.Message, error);
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }
}
