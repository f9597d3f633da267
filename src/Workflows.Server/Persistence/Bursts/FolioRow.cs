using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>The last number given to a receipt, by what its folio starts with: year and institution.</summary>
public sealed class FolioRow
{
    public required string Prefix { get; init; }
    public required int Last { get; init; }
}

internal sealed class FolioMapping : IEntityTypeConfiguration<FolioRow>
{
    public void Configure(EntityTypeBuilder<FolioRow> table)
    {
        table.ToTable("folios");
        table.HasKey(row => row.Prefix);
        table.Property(row => row.Prefix).HasMaxLength(240);
    }
}
