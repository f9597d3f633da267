using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Tasks.Separation;

/// <summary>Which rule of the separation of duties somebody met.</summary>
public enum SeparationRule
{
    /// <summary>They have acted for another party of the process.</summary>
    TwoParties,

    /// <summary>They named whoever acted for another party, or were named by them, directly or through others.</summary>
    Naming,

    /// <summary>They and whoever acted for another party were named by the same person while the process ran. Never refused.</summary>
    SameNamer,
}

/// <summary>A rule of the separation of duties that was met: refused, or let through. Only added.</summary>
public sealed class SeparationFindingRow
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string InstanceId { get; init; }
    public required string TaskId { get; init; }
    public required string PersonId { get; init; }

    /// <summary>The name they had then.</summary>
    public required string PersonName { get; init; }
    public required SeparationRule Rule { get; init; }

    /// <summary>What was found, in one Spanish sentence.</summary>
    public required string Text { get; init; }
    public required bool IsRefused { get; init; }
}

internal sealed class SeparationFindingMapping : IEntityTypeConfiguration<SeparationFindingRow>
{
    public void Configure(EntityTypeBuilder<SeparationFindingRow> table)
    {
        table.ToTable("separation_findings");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.HasIndex(row => row.At);
        table.HasIndex(row => row.InstanceId);
    }
}
