using System.Net.Mail;
using System.Text;
using MimeKit;

namespace Workflows.Server.Mail.Transport;

/// <summary>Turns our mail into the one that travels. What could smuggle in a header or a recipient is refused.</summary>
internal static class MailComposer
{
    // Fields with a place of their own: as free headers they could contradict it.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Message-ID", "Date", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition",
    };

    public static MimeMessage Compose(OutgoingMail mail, MailAddress defaultFrom)
    {
        Refuse(mail);
        var message = new MimeMessage();
        message.From.Add(Mailbox(mail.From ?? defaultFrom));
        message.To.AddRange(mail.To.Select(Mailbox));
        message.Cc.AddRange(mail.Cc.Select(Mailbox));
        if (mail.ReplyTo is not null)
            message.ReplyTo.Add(Mailbox(mail.ReplyTo));
        message.Headers.Replace(HeaderId.Subject, Encoding.UTF8, mail.Subject);
        message.Headers.Replace(HeaderId.MessageId, mail.MessageId);
        foreach (var (name, value) in mail.Headers)
            message.Headers.Add(name, Encoding.UTF8, value);

        var body = BodyOf(mail);
        message.Body = mail.Attachments.Count == 0 ? body : WithFiles(body, mail.Attachments);
        return message;
    }

    /// <summary>The name of the mail's file: the local part of its Message-ID, with nothing that leaves the folder.</summary>
    public static string FileNameOf(string messageId) => $"{LocalPartOf(messageId)}.eml";

    /// <summary>The local part of a Message-ID in letters that any file system and any protocol takes.</summary>
    public static string LocalPartOf(string messageId) =>
        string.Concat(messageId.Trim('<', '>').Split('@')[0].Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));

    // Readers show the last alternative they understand: plain text, then HTML, then the invitation.
    private static MimeEntity BodyOf(OutgoingMail mail)
    {
        var texts = new List<MimeEntity> { Text("plain", mail.Text) };
        if (mail.Html is not null)
            texts.Add(Text("html", mail.Html));
        texts.AddRange(mail.Attachments.Where(IsInvitation).Select(Part));
        if (texts.Count == 1)
            return texts[0];
        var alternatives = new MultipartAlternative();
        texts.ForEach(alternatives.Add);
        return alternatives;
    }

    private static Multipart WithFiles(MimeEntity body, IReadOnlyList<MailAttachment> attachments)
    {
        var all = new Multipart("mixed") { body };
        foreach (var attachment in attachments)
        {
            var file = Part(attachment);
            file.ContentDisposition = new(ContentDisposition.Attachment);
            file.FileName = attachment.FileName;
            all.Add(file);
        }

        return all;
    }

    private static void Refuse(OutgoingMail mail)
    {
        if (mail.To.Count == 0)
            throw new ArgumentException($"Mail {mail.MessageId} has no recipient.", nameof(mail));
        if (!IsMessageId(mail.MessageId))
            throw new ArgumentException("A Message-ID reads <local@domain>, without spaces.", nameof(mail));
        if (HasBreak(mail.Subject))
            throw new ArgumentException($"The subject of mail {mail.MessageId} has a line break.", nameof(mail));
        foreach (var address in mail.To.Concat(mail.Cc).Append(mail.From).Append(mail.ReplyTo).OfType<MailAddress>())
            if (HasBreak(address.Address) || HasBreak(address.DisplayName))
                throw new ArgumentException($"An address of mail {mail.MessageId} has a line break.", nameof(mail));
        foreach (var (name, value) in mail.Headers)
            if (Reserved.Contains(name) || !IsHeaderName(name) || HasBreak(value))
                throw new ArgumentException($"Mail {mail.MessageId} may not carry the header '{name}' or its value.", nameof(mail));
        foreach (var attachment in mail.Attachments)
            if (HasBreak(attachment.FileName) || HasBreak(attachment.ContentType) || !ContentType.TryParse(attachment.ContentType, out _))
                throw new ArgumentException(
                    $"An attachment of mail {mail.MessageId} has a line break in its name, or no type.", nameof(mail));
    }

    private static bool IsMessageId(string id) =>
        id.Length is > 4 and <= 250 && id[0] == '<' && id[^1] == '>' && id.Count(c => c == '@') == 1
        && id[1..^1].All(c => c is > ' ' and < '\x7f' and not ('<' or '>'));

    private static bool IsHeaderName(string name) => name.Length > 0 && name.All(c => c is > ' ' and < '\x7f' and not ':');

    private static bool HasBreak(string text) => text.Any(c => c is '\r' or '\n' or '\0');

    private static bool IsInvitation(MailAttachment attachment) =>
        attachment.ContentType.StartsWith("text/calendar", StringComparison.OrdinalIgnoreCase);

    private static MailboxAddress Mailbox(MailAddress address) => new(Encoding.UTF8, address.DisplayName, address.Address);

    private static TextPart Text(string kind, string text)
    {
        var part = new TextPart(kind) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static MimePart Part(MailAttachment attachment) => new(ContentType.Parse(attachment.ContentType))
    {
        Content = new MimeContent(new MemoryStream(attachment.Content.ToArray())),
        ContentTransferEncoding = ContentEncoding.Base64,
    };
}
