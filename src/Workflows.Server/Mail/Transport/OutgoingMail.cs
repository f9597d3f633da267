using System.Net.Mail;

namespace Workflows.Server.Mail.Transport;

/// <summary>A mail as the outbox keeps it: rendered, addressed and with its Message-ID fixed.</summary>
public sealed record OutgoingMail
{
    /// <summary>With its angle brackets: <c>&lt;mail-42@flujos.gob.cl&gt;</c>. Sending again uses the same one.</summary>
    public required string MessageId { get; init; }

    /// <summary>Null takes the sender of the configuration.</summary>
    public MailAddress? From { get; init; }

    public required IReadOnlyList<MailAddress> To { get; init; }

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    public MailAddress? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    /// <summary>Such as In-Reply-To, References, Auto-Submitted, List-Id.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>A file that travels with a mail. An invitation (<c>text/calendar</c>) is shown by the reader's calendar.</summary>
public sealed record MailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
