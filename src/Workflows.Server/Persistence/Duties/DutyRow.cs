using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Duties;

/// <summary>
/// A recurring duty as people see it: when it ran, when it runs next, and whether somebody paused it and why. What it does is code.
/// </summary>
public sealed class DutyRow
{
    public required string Name { get; init; }

    /// <summary>What it does and when, in Spanish: «Resumen diario de tareas, cada día hábil a las 08:00».</summary>
    public required string Label { get; set; }
    public bool IsPaused { get; set; }
    public string? PauseReason { get; set; }
    public string? PausedBy { get; set; }
    public DateTimeOffset? PausedAt { get; set; }
    public DateTimeOffset? LastRunAt { get; set; }

    /// <summary>How the last run ended, in Spanish; null before the first.</summary>
    public string? LastResult { get; set; }

    /// <summary>The next dates, soonest first: written by whoever schedules it.</summary>
    public DateTimeOffset[] NextRuns { get; set; } = [];
    public uint RowVersion { get; private set; }
}

internal sealed class DutyMapping : IEntityTypeConfiguration<DutyRow>
{
    public void Configure(EntityTypeBuilder<DutyRow> table)
    {
        table.ToTable("duties");
        table.HasKey(duty => duty.Name);
        table.Property(duty => duty.Name).HasMaxLength(100);
        table.Property(duty => duty.RowVersion).IsRowVersion();
    }
}
