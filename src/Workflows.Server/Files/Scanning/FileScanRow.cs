using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Files.Scanning;

public enum ScanState
{
    /// <summary>The antivirus has not answered yet: nobody downloads it.</summary>
    Waiting,
    Clean,

    /// <summary>Kept apart: nobody downloads it nor hands it in.</summary>
    Infected,
}

/// <summary>What the antivirus said of a content. A content without a row was kept while there was no antivirus.</summary>
public sealed class FileScanRow
{
    public required string Hash { get; init; }
    public required ScanState State { get; set; }
    public string? Threat { get; set; }

    /// <summary>When it was last asked.</summary>
    public required DateTimeOffset At { get; set; }
}

internal sealed class FileScanMapping : IEntityTypeConfiguration<FileScanRow>
{
    public void Configure(EntityTypeBuilder<FileScanRow> table)
    {
        table.ToTable("file_scans");
        table.HasKey(row => row.Hash);
        table.Property(row => row.Hash).HasMaxLength(64);
        table.Property(row => row.Threat).HasMaxLength(200);
        table.HasIndex(row => row.At).HasFilter("state = 'Waiting'");
    }
}
