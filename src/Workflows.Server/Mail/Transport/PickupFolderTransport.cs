using System.Net.Mail;
using MimeKit;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Mail.Transport;

/// <summary>
/// Leaves each mail as a file somebody else sends or reads. The name comes from the Message-ID and the file appears whole,
/// so leaving the same mail twice leaves one file.
/// </summary>
public sealed class PickupFolderTransport(MailOptions options) : IMailTransport
{
    private static readonly FormatOptions Lines = WithDosLines();

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

    // Whoever reads the folder never sees half a mail: it is written beside it, on the same disk, and moved in whole.
    private async Task WriteAsync(MimeMessage message, string target, CancellationToken ct)
    {
        var beside = Path.Combine(_folder, ".new");
        DurableFolder.Create(beside);
        var written = Path.Combine(beside, Guid.NewGuid().ToString("n"));
        try
        {
            await using (var file = new FileStream(written, FileMode.CreateNew, FileAccess.Write))
            {
                await message.WriteToAsync(Lines, file, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(written, target, overwrite: true);
            DurableFolder.Flush(_folder);
        }
        finally
        {
            File.Delete(written);
        }
    }

    private static FormatOptions WithDosLines()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
