using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Organisation;

/// <summary>A post passed from one person to another with work on the way: the note, and the tasks that were open that day.</summary>
public sealed class HandOverRow
{
    public required Guid Id { get; init; }
    public required string FromPersonId { get; init; }
    public required string ToPersonId { get; init; }
    public required string RoleCode { get; init; }
    public required string ScopeCode { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required string Note { get; init; }
    public required string[] TaskIds { get; init; }
    public required string RegisteredBy { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
}

internal sealed class HandOverMapping : IEntityTypeConfiguration<HandOverRow>
{
    public void Configure(EntityTypeBuilder<HandOverRow> table)
    {
        table.ToTable("hand_overs");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.ToPersonId);
        table.HasIndex(row => new { row.RoleCode, row.ScopeCode });
        table.Property(row => row.Note).HasMaxLength(4_000);
    }
}
