using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Outbox;

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
