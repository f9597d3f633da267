using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Authoring;

public enum PublicationState { Pending, Approved, Discarded }

/// <summary>Somebody asks that a version of a flow be the one new processes run on; another person decides. Kept for ever.</summary>
public sealed class PublicationRow
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }

    /// <summary>Of the drawing as it was proposed: what is approved is what was shown.</summary>
    public required string ContentHash { get; init; }
    public required string Reason { get; init; }
    public required string ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public required PublicationState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecisionReason { get; set; }
    public uint RowVersion { get; private set; }
}

internal sealed class PublicationMapping : IEntityTypeConfiguration<PublicationRow>
{
    public void Configure(EntityTypeBuilder<PublicationRow> table)
    {
        table.ToTable("publications");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).HasMaxLength(40);
        table.Property(row => row.DefinitionId).HasMaxLength(200);
        table.Property(row => row.ContentHash).HasMaxLength(64);
        table.Property(row => row.ProposedBy).HasMaxLength(120);
        table.Property(row => row.DecidedBy).HasMaxLength(120);
        table.Property(row => row.Reason).HasMaxLength(2_000);
        table.Property(row => row.DecisionReason).HasMaxLength(2_000);
        table.HasIndex(row => row.ProposedAt);
        // One proposal waits for each version at a time.
        table.HasIndex(row => new { row.DefinitionId, row.Version }).IsUnique().HasFilter("state = 'Pending'");
        table.Property(row => row.RowVersion).IsRowVersion();
    }
}
