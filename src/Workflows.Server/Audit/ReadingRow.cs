using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Audit;

/// <summary>Somebody read personal data. Written once; the database refuses to change or delete it before its time.</summary>
public sealed class ReadingRow
{
    public long Id { get; private set; }
    public required DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }

    /// <summary>The name they had then.</summary>
    public required string PersonName { get; init; }

    /// <summary>The place they said they acted for.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>What they read, in Spanish.</summary>
    public required string What { get; init; }

    /// <summary>The address, with what was searched.</summary>
    public required string Address { get; init; }

    /// <summary>Of the network it was asked from.</summary>
    public required string Network { get; init; }

    /// <summary>The session it was asked in, or the key; null before they were kept.</summary>
    public string? Session { get; init; }
}

internal sealed class ReadingMapping : IEntityTypeConfiguration<ReadingRow>
{
    public void Configure(EntityTypeBuilder<ReadingRow> table)
    {
        table.ToTable("readings");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.PersonName).HasMaxLength(200);
        table.Property(row => row.OnBehalfOf).HasMaxLength(60);
        table.Property(row => row.What).HasMaxLength(200);
        table.Property(row => row.Address).HasMaxLength(1000);
        table.Property(row => row.Network).HasMaxLength(60);
        table.Property(row => row.Session).HasMaxLength(60);
        table.HasIndex(row => new { row.PersonId, row.At });
        table.HasIndex(row => row.At);
        table.HasIndex(row => row.Session).HasFilter("session is not null");
    }
}
