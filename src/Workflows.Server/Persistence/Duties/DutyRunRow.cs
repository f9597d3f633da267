using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Duties;

/// <summary>Where one date of a duty stands. A failed one is tried again; a parked one waits for a person.</summary>
public enum DutyRunState { Running, Done, Failed, Parked, Skipped }

/// <summary>One date of a duty: the row makes it happen once for all nodes, and says what did not happen and why.</summary>
public sealed class DutyRunRow
{
    public required string Duty { get; init; }

    /// <summary>The date in Santiago it is for.</summary>
    public required DateOnly Date { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DutyRunState State { get; set; }
    public int Attempts { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset? RetryAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it went, or why it did not, in Spanish.</summary>
    public string? Note { get; set; }
}

internal sealed class DutyRunMapping : IEntityTypeConfiguration<DutyRunRow>
{
    public void Configure(EntityTypeBuilder<DutyRunRow> table)
    {
        table.ToTable("duty_runs");
        table.HasKey(run => new { run.Duty, run.Date });
        table.Property(run => run.Duty).HasMaxLength(100);
    }
}
