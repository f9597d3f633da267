using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Tasks;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>An extension (prórroga) somebody asked for, and what was decided. Written only by the dispatcher.</summary>
public sealed class ExtensionRow
{
    public required string Id { get; init; }
    public required string TaskId { get; init; }
    public required string InstanceId { get; init; }
    public required int Days { get; init; }

    /// <summary>Its days are días corridos.</summary>
    public required bool CalendarDays { get; init; }
    public required string Reason { get; init; }
    public string? AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When the term ends: nobody decides after it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The deadline it would give.</summary>
    public required string Proposed { get; init; }
    public required string DecidedByRole { get; init; }
    public required string DecidedByScope { get; init; }
    public required ExtensionOutcome Outcome { get; init; }
    public int DaysGranted { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecisionReason { get; init; }
}

internal sealed class ExtensionMapping : IEntityTypeConfiguration<ExtensionRow>
{
    public void Configure(EntityTypeBuilder<ExtensionRow> table)
    {
        table.ToTable("extensions");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.TaskId);
        table.HasIndex(row => new { row.DecidedByRole, row.DecidedByScope, row.ExpiresAt }).HasFilter("outcome = 'Asked'");
    }
}
