using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Mail;

/// <summary>A version of a template as an office wrote it, over the one that ships. The highest one is used; none is ever changed.</summary>
public sealed class MailTemplateRow
{
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public string? Html { get; init; }
    public required string EditedBy { get; init; }
    public required DateTimeOffset EditedAt { get; init; }
}

/// <summary>One try to hand a mail over, with what the other side answered. Written once.</summary>
public sealed class MailAttemptRow
{
    public long Id { get; private set; }
    public required string MailId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Delivered, TemporaryFailure, PermanentFailure or Uncertain.</summary>
    public required string Outcome { get; init; }
    public required string Answer { get; init; }
    public required int Milliseconds { get; init; }
}

internal sealed class MailTemplateMapping : IEntityTypeConfiguration<MailTemplateRow>
{
    public void Configure(EntityTypeBuilder<MailTemplateRow> table)
    {
        table.ToTable("mail_templates");
        table.HasKey(row => new { row.Name, row.Version });
    }
}

internal sealed class MailAttemptMapping : IEntityTypeConfiguration<MailAttemptRow>
{
    public void Configure(EntityTypeBuilder<MailAttemptRow> table)
    {
        table.ToTable("mail_attempts");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.HasIndex(row => row.MailId);
    }
}
