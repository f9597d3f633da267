using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Uploads.Scanning;

public enum ScanState
{
    /// <summary>The antivirus has not answered yet: nobody downloads it.</summary>
    Waiting,
    Clean,

    /// <summary>Kept apart: nobody downloads it nor hands it in.</summary>
    Infected,

    /// <summary>The antivirus failed it too often: nobody downloads it until it answers after all or a person decides.</summary>
    Unjudged,

    /// <summary>A person let it pass without the antivirus, and said why.</summary>
    Accepted,
}

/// <summary>What the antivirus said of a content. A content without a row was kept while there was no antivirus.</summary>
public sealed class FileScanRow
{
    public required string Hash { get; init; }
    public required ScanState State { get; set; }
    public string? Threat { get; set; }

    /// <summary>When it was last asked.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>How often in a row the antivirus was asked and gave no answer.</summary>
    public int Tries { get; set; }

    /// <summary>Why there was no answer, the last time.</summary>
    public string? Failure { get; set; }
}

internal sealed class FileScanMapping : IEntityTypeConfiguration<FileScanRow>
{
    public void Configure(EntityTypeBuilder<FileScanRow> table)
    {
        table.ToTable("file_scans");
        table.HasKey(row => row.Hash);
        table.Property(row => row.Hash).HasMaxLength(64);
        table.Property(row => row.Threat).HasMaxLength(200);
        table.Property(row => row.Failure).HasMaxLength(500);
        table.HasIndex(row => row.At).HasFilter("state in ('Waiting','Unjudged')");
    }
}
