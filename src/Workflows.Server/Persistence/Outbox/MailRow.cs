using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>
/// Where a mail stands. Spanish on screen: en cola, retenido, tomado, enviando, entregado al servidor, dejado en una carpeta, rechazado,
/// incierto, suprimido, suspendido. A temporary failure goes back to Queued with a later instant.
/// </summary>
public enum MailState { Queued, Held, Claimed, Sending, Delivered, Filed, Rejected, Uncertain, Withdrawn, Suspended }

/// <summary>
/// One mail to one group of addressees: the outbox. The Message-ID is fixed by the row, so a mail sent twice is recognised.
/// </summary>
public sealed class MailRow
{
    public required string Id { get; init; }
    public required string MessageId { get; init; }
    public string? InstanceId { get; init; }
    public string? TaskId { get; init; }
    public string? InstitutionCode { get; init; }
    public int? Level { get; init; }

    /// <summary>The rule that caused it, in Spanish.</summary>
    public required string Reason { get; init; }
    public required string Template { get; init; }

    /// <summary>Version of the template the text was rendered with; 0 until it is rendered.</summary>
    public int TemplateVersion { get; set; }
    public required string Model { get; init; }

    /// <summary>Who gets it and why: JSON list of addressees.</summary>
    public required string Addressees { get; init; }

    /// <summary>The addresses, for search.</summary>
    public required string[] Emails { get; init; }
    public string? Subject { get; set; }
    public string? Text { get; set; }
    public string? Html { get; set; }

    /// <summary>Where the secrets of links go in the words it left with (JSON); null until a try wrote them.</summary>
    public string? LinkSlots { get; set; }
    public required MailState State { get; set; }

    /// <summary>Not before this instant of business time: when it was asked for, or the end of its hold.</summary>
    public required DateTimeOffset AvailableAt { get; set; }

    /// <summary>Not before this instant by the database's clock: moves forward with each temporary failure.</summary>
    public DateTimeOffset? RetryAt { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? LeaseOwner { get; set; }
    public int Attempts { get; set; }
    public string? ServerAnswer { get; set; }

    /// <summary>What the mail server calls it in its own records, when it said so.</summary>
    public string? QueueId { get; set; }

    /// <summary>Whom the server refused while it took the mail for the others; null when it took it for all.</summary>
    public string[]? Refused { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The one person whose personal link it carries: who may act on it.</summary>
    public string? LinkFor { get; init; }

    /// <summary>
    /// The mail with which several left together: that one's id is on all of them. Null when it left alone or still waits.
    /// </summary>
    public string? BundleId { get; set; }

    /// <summary>Who reads the answers; null when the office's own address does.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The mail this one repeats by decision of a person.</summary>
    public string? ResendOf { get; init; }
}

internal sealed class MailMapping : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> table)
    {
        table.ToTable("mails");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.MessageId).IsUnique();
        table.HasIndex(row => row.AvailableAt).HasFilter("state in ('Queued','Held','Claimed','Sending')");
        table.HasIndex(row => row.InstanceId);
        table.HasIndex(row => row.BundleId).HasFilter("bundle_id is not null");
        table.HasIndex(row => row.LinkFor).HasFilter("link_for is not null");
        table.Property(row => row.LinkFor).HasMaxLength(120);
        table.Property(row => row.ReplyTo).HasMaxLength(500);
        table.Property(row => row.QueueId).HasMaxLength(200);
    }
}
