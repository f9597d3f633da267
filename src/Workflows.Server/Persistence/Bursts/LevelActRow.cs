using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>What an authority did about a late task. Written once, by the dispatcher.</summary>
public sealed class LevelActRow
{
    public required string Id { get; init; }
    public required string TaskId { get; init; }
    public required string InstanceId { get; init; }
    public required int Level { get; init; }

    /// <summary>acknowledge, instruct or reassign.</summary>
    public required string Action { get; init; }
    public string? Text { get; init; }
    public string? PersonId { get; init; }
    public string? PersonName { get; init; }
    public string? OnBehalfOf { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When the ladder goes on if nothing is handed in; null when it keeps its dates.</summary>
    public DateTimeOffset? ClimbsAgainAt { get; init; }
}

internal sealed class LevelActMapping : IEntityTypeConfiguration<LevelActRow>
{
    public void Configure(EntityTypeBuilder<LevelActRow> table)
    {
        table.ToTable("level_acts");
        table.HasKey(row => row.Id);
        table.HasIndex(row => new { row.TaskId, row.Level });
        table.HasIndex(row => row.InstanceId);
    }
}
