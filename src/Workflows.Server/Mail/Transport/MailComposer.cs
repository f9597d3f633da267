using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Workflows.Server.Mail.Transport;

/// <summary>Turns our mail into the one .NET sends. What could smuggle in a header or a recipient is refused.</summary>
internal static class MailComposer
{
    // Fields with a place of their own: as free headers they could contradict it.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Message-ID", "Date", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition",
    };

    /// <param name="onContentRead">Called when the body begins to leave, which is after the server agreed to take it.</param>
    public static MailMessage Compose(OutgoingMail mail, MailAddress defaultFrom, Action? onContentRead = null)
    {
        Refuse(mail);
        var message = new MailMessage
        {
            From = mail.From ?? defaultFrom,
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        foreach (var recipient in mail.To)
            message.To.Add(recipient);
        foreach (var recipient in mail.Cc)
            message.CC.Add(recipient);
        if (mail.ReplyTo is not null)
            message.ReplyToList.Add(mail.ReplyTo);
        message.Headers.Add("Message-ID", mail.MessageId);
        foreach (var (name, value) in mail.Headers)
            message.Headers.Add(name, value);

        // Readers show the last alternative they understand: plain text, then HTML, then the invitation.
        var text = new WatchedStream(Encoding.UTF8.GetBytes(mail.Text), onContentRead);
        message.AlternateViews.Add(View(text, Utf8(MediaTypeNames.Text.Plain), TransferEncoding.QuotedPrintable));
        if (mail.Html is not null)
            message.AlternateViews.Add(View(new MemoryStream(Encoding.UTF8.GetBytes(mail.Html)), Utf8(MediaTypeNames.Text.Html), TransferEncoding.QuotedPrintable));
        foreach (var invitation in mail.Attachments.Where(IsInvitation))
            message.AlternateViews.Add(View(new MemoryStream(invitation.Content.ToArray()), invitation.ContentType, TransferEncoding.Base64));
        foreach (var attachment in mail.Attachments)
            message.Attachments.Add(Attach(attachment));

        return message;
    }

    /// <summary>The name of the mail's file: the local part of its Message-ID, with nothing that leaves the folder.</summary>
    public static string FileNameOf(string messageId)
    {
        var local = messageId.Trim('<', '>').Split('@')[0];
        return string.Concat(local.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')) + ".eml";
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
            if (HasBreak(attachment.FileName) || HasBreak(attachment.ContentType))
                throw new ArgumentException($"An attachment of mail {mail.MessageId} has a line break in its name.", nameof(mail));
    }

    private static bool IsMessageId(string id) =>
        id.Length is > 4 and <= 250 && id[0] == '<' && id[^1] == '>' && id.Count(c => c == '@') == 1
        && id[1..^1].All(c => c is > ' ' and < '\x7f' and not ('<' or '>'));

    private static bool IsHeaderName(string name) => name.Length > 0 && name.All(c => c is > ' ' and < '\x7f' and not ':');

    private static bool HasBreak(string text) => text.Any(c => c is '\r' or '\n' or '\0');

    private static bool IsInvitation(MailAttachment attachment) =>
        attachment.ContentType.StartsWith("text/calendar", StringComparison.OrdinalIgnoreCase);

    private static string Utf8(string type) => $"{type}; charset=utf-8";

    private static AlternateView View(Stream content, string type, TransferEncoding encoding) =>
        new(content, new ContentType(type)) { TransferEncoding = encoding };

    private static Attachment Attach(MailAttachment attachment) =>
        new(new MemoryStream(attachment.Content.ToArray()), new ContentType(attachment.ContentType) { Name = attachment.FileName })
        {
            TransferEncoding = TransferEncoding.Base64,
            NameEncoding = Encoding.UTF8,
        };

    private sealed class WatchedStream(byte[] content, Action? onRead) : MemoryStream(content, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            onRead?.Invoke();
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            onRead?.Invoke();
            return base.Read(buffer);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            onRead?.Invoke();
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onRead?.Invoke();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
