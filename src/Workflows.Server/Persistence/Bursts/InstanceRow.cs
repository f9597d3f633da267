using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine;

namespace Workflows.Server.Persistence.Bursts;

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
