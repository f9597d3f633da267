using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Where an instance waits for an event, so that whoever publishes finds it.</summary>
public sealed class EventBookmarkRow
{
    public required string InstanceId { get; init; }
    public required long BookmarkId { get; init; }
    public required string EventName { get; init; }
    public string? CorrelationId { get; init; }
}

internal sealed class EventBookmarkMapping : IEntityTypeConfiguration<EventBookmarkRow>
{
    public void Configure(EntityTypeBuilder<EventBookmarkRow> table)
    {
        table.ToTable("event_bookmarks");
        table.HasKey(row => new { row.InstanceId, row.BookmarkId });
        table.HasIndex(row => row.EventName);
    }
}
