using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>What a coordinator may do with a notice while it is held.</summary>
public enum MailDecision { Corrected, Suspended, Released }

/// <summary>What a coordinator decided about a held notice, and why. Written once.</summary>
public sealed class MailDecisionRow
{
    public long Id { get; init; }
    public required string MailId { get; init; }
    public required MailDecision Decision { get; init; }
    public required string Reason { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The text before a correction, to compare.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }
}

internal sealed class MailDecisionMapping : IEntityTypeConfiguration<MailDecisionRow>
{
    public void Configure(EntityTypeBuilder<MailDecisionRow> table)
    {
        table.ToTable("mail_decisions");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.HasIndex(row => row.MailId);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.PersonName).HasMaxLength(200);
        table.HasOne<MailRow>().WithMany().HasForeignKey(row => row.MailId).OnDelete(DeleteBehavior.Cascade);
    }
}
