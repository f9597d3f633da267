using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine;

namespace Workflows.Server.Flows;

/// <summary>An instance as stored: its state as text, and the columns that lists are filtered by. Only the dispatcher writes it.</summary>
public sealed class InstanceRow
{
    public required string Id { get; init; }
    public required string RootId { get; init; }
    public string? ParentId { get; init; }
    public required string DefinitionId { get; init; }
    public required int DefinitionVersion { get; init; }
    public string? BusinessKey { get; init; }
    public string? Name { get; init; }
    public string? CorrelationId { get; init; }
    public required WorkflowStatus Status { get; init; }
    public required WorkflowSubStatus SubStatus { get; init; }

    /// <summary>The institution the work is about (workflow input <c>institution</c>): the scope of every query.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>The programme year (workflow input <c>year</c>).</summary>
    public int? Year { get; init; }

    /// <summary>Activities where it now waits, for lists: «servicio-propone».</summary>
    public required string[] WaitingAt { get; init; }
    public required int OpenIncidents { get; init; }
    public required string State { get; init; }

    /// <summary>How many bursts the journal has, and the hash of the last one: the next is chained to it.</summary>
    public required int JournalLength { get; init; }
    public required byte[] JournalHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>One burst in the journal of an instance. Append-only: the text is never written again.</summary>
public sealed class JournalRow
{
    public required string InstanceId { get; init; }

    /// <summary>1 for the first burst.</summary>
    public required int Number { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The burst as JSON: stimulus, actor, entries.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 over the previous hash, the number, the instant and the text.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>Where an instance waits for an event, so that whoever publishes finds it.</summary>
public sealed class EventBookmarkRow
{
    public required string InstanceId { get; init; }
    public required long BookmarkId { get; init; }
    public required string EventName { get; init; }
    public string? CorrelationId { get; init; }
}

internal sealed class InstanceMapping : IEntityTypeConfiguration<InstanceRow>
{
    public void Configure(EntityTypeBuilder<InstanceRow> table)
    {
        table.ToTable("instances");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).HasMaxLength(200);
        table.HasIndex(row => new { row.DefinitionId, row.BusinessKey }).IsUnique().HasFilter("business_key is not null");
        table.HasIndex(row => new { row.DefinitionId, row.Year, row.InstitutionCode });
        table.HasIndex(row => row.InstitutionCode);
        table.HasIndex(row => row.ParentId);
        table.HasIndex(row => row.RootId);
        table.HasIndex(row => row.OpenIncidents).HasFilter("open_incidents > 0");
    }
}

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> table)
    {
        table.ToTable("journal");
        table.HasKey(row => new { row.InstanceId, row.Number });
        table.HasIndex(row => row.At);
    }
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
