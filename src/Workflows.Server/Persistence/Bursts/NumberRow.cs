using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Activities;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// A number that a process took of a series. It is never changed, deleted or given again, also when its process is cancelled.
/// </summary>
public sealed class NumberRow
{
    public required string Series { get; init; }
    public required int Number { get; init; }
    public required string InstanceId { get; init; }

    /// <summary>The step that took it, by its place in the drawing.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The stay in that step.</summary>
    public required int Visit { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class NumberMapping : IEntityTypeConfiguration<NumberRow>
{
    public void Configure(EntityTypeBuilder<NumberRow> table)
    {
        table.ToTable("numbers");
        table.HasKey(row => new { row.Series, row.Number });
        table.Property(row => row.Series).HasMaxLength(TakeNumber.LongestSeries);
        table.HasIndex(row => new { row.InstanceId, row.ActivityId, row.Visit, row.Series }).IsUnique();
    }
}
