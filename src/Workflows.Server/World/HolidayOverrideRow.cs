using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.World;

/// <summary>
/// A holiday law entered by a person, in force once another person has approved its proposal. Kept for ever, as provenance.
/// </summary>
public sealed class HolidayOverrideRow
{
    public required string Id { get; init; }
    public required string ProposalId { get; init; }
    public required DateOnly Date { get; init; }
    public required string Name { get; init; }

    /// <summary>False: the holiday of that name does not happen on that day.</summary>
    public required bool Adds { get; init; }

    /// <summary>Territorial codes, with a space between them; the whole country without any.</summary>
    public string? PlaceCode { get; init; }
    public required string Norm { get; init; }
    public required string EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public string? ApprovedBy { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
}

internal sealed class HolidayOverrideMapping : IEntityTypeConfiguration<HolidayOverrideRow>
{
    public void Configure(EntityTypeBuilder<HolidayOverrideRow> table)
    {
        table.ToTable("holiday_overrides");
        table.HasKey(row => row.Id);
        table.Property(row => row.Name).HasMaxLength(200);
        table.Property(row => row.Norm).HasMaxLength(300);
        table.HasIndex(row => row.ProposalId).IsUnique();
    }
}
