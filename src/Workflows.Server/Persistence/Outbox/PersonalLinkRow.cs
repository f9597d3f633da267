using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>A personal link that left in a mail: only the hash of its secret is kept. It serves one act.</summary>
public sealed class PersonalLinkRow
{
    /// <summary>Longer than any level of a ladder waits; whoever comes later enters with their account.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public required byte[] TokenHash { get; init; }
    public required string MailId { get; init; }
    public required string PersonId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>The act it was used for, so that the same click sent twice finds its own answer.</summary>
    public string? UsedFor { get; set; }
}

internal sealed class PersonalLinkMapping : IEntityTypeConfiguration<PersonalLinkRow>
{
    public void Configure(EntityTypeBuilder<PersonalLinkRow> table)
    {
        table.ToTable("personal_links");
        table.HasKey(row => row.TokenHash);
        table.HasIndex(row => row.MailId);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.UsedFor).HasMaxLength(200);
    }
}
