using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Authoring;

/// <summary>
/// What somebody who draws says of a flow to the others who draw: of one step or of the whole. Kept for ever, resolved or not.
/// </summary>
public sealed class DefinitionCommentRow
{
    public const int LongestText = 2_000;

    public required string Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>The version it was written about.</summary>
    public required int Version { get; init; }

    /// <summary>Null when it is about the whole flow.</summary>
    public string? StepId { get; init; }

    /// <summary>What the step was called then: a step may be removed later.</summary>
    public string? StepLabel { get; init; }
    public required string Text { get; init; }
    public required string WrittenBy { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public string? ResolvedBy { get; set; }
    public DateTimeOffset? ResolvedAt { get; set; }
    public uint RowVersion { get; private set; }
}

internal sealed class DefinitionCommentMapping : IEntityTypeConfiguration<DefinitionCommentRow>
{
    public void Configure(EntityTypeBuilder<DefinitionCommentRow> table)
    {
        table.ToTable("definition_comments");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).HasMaxLength(40);
        table.Property(row => row.DefinitionId).HasMaxLength(200);
        table.Property(row => row.StepId).HasMaxLength(200);
        table.Property(row => row.StepLabel).HasMaxLength(300);
        table.Property(row => row.Text).HasMaxLength(DefinitionCommentRow.LongestText);
        table.Property(row => row.WrittenBy).HasMaxLength(120);
        table.Property(row => row.ResolvedBy).HasMaxLength(120);
        table.HasIndex(row => new { row.DefinitionId, row.WrittenAt });
        table.Property(row => row.RowVersion).IsRowVersion();
    }
}
