using System.Net.Mail;
using System.Text.Encodings.Web;

namespace Workflows.Server.Mail.Transport;

/// <summary>
/// Stands before the way out of a rehearsal copy: every mail goes to one address, and says at its top whom it was for. Nothing in it
/// reaches or answers anybody else.
/// </summary>
public sealed class TrappedMailTransport(IMailTransport way, MailAddress trap) : IMailTransport, IDisposable
{
    public Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct) => way.SendAsync(Marked(mail), ct);

    public void Dispose() => (way as IDisposable)?.Dispose();

    private OutgoingMail Marked(OutgoingMail mail)
    {
        var forWhom = ForWhom(mail);
        return mail with
        {
            To = [trap],
            Cc = [],
            ReplyTo = null,
            Subject = $"[ENSAYO, para {Short(mail)}] {mail.Subject}",
            Text = $"ENSAYO: este correo no salió a quien corresponde. Era para:\n{forWhom}\n\n{mail.Text}",
            Html = mail.Html is { } html ? WithBanner(html, forWhom) : null,
            Attachments = [.. mail.Attachments.Select(Inert)],
        };
    }

    private static string ForWhom(OutgoingMail mail) => string.Join(
        '\n', mail.To.Select(one => $"- {Words(one)}").Concat(mail.Cc.Select(one => $"- {Words(one)} (con copia)")));

    private static string Words(MailAddress one) => one.DisplayName.Length == 0 ? one.Address : $"{one.DisplayName} <{one.Address}>";

    private static string Short(OutgoingMail mail) => (mail.To.Count + mail.Cc.Count) switch
    {
        1 => mail.To[0].Address,
        var all => $"{mail.To[0].Address} y {all - 1} más",
    };

    private static string WithBanner(string html, string forWhom)
    {
        var lines = string.Join("<br>", forWhom.Split('\n').Select(HtmlEncoder.Default.Encode));
        var banner = "<p style=\"border:2px solid #b00020;padding:8px\"><strong>ENSAYO</strong>: este correo no salió a quien corresponde. "
            + $"Era para:<br>{lines}</p>";
        var body = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var inside = body < 0 ? 0 : html.IndexOf('>', body) + 1;
        return html.Insert(inside, banner);
    }

    // A calendar program would answer an invitation by itself, to the person who convenes in earnest: here it is only a file.
    private static MailAttachment Inert(MailAttachment attachment) =>
        attachment.ContentType.StartsWith("text/calendar", StringComparison.OrdinalIgnoreCase)
            ? attachment with { FileName = attachment.FileName + ".txt", ContentType = "application/octet-stream" }
            : attachment;
}
