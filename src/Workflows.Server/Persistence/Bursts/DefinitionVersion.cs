using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Where a version stands. A published version never changes again.</summary>
public enum DefinitionState { Draft, Published, Retired }

/// <summary>One stored version of a workflow definition.</summary>
public sealed class DefinitionVersion
{
    /// <summary>The version's own id: <c>{definitionId}:{version}</c>.</summary>
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public required string Name { get; set; }
    public string? Description { get; set; }
    public required string Json { get; set; }

    /// <summary>SHA-256 of the JSON as it came: a shipped flow is imported once per content, never over a local edit.</summary>
    public required string ContentHash { get; set; }
    public required DefinitionState State { get; set; }

    /// <summary>Came with the program and nobody has edited it.</summary>
    public bool IsShipped { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? CreatedBy { get; init; }

    /// <summary>Who saved the drawing last: another person publishes it.</summary>
    public string? EditedBy { get; set; }

    /// <summary>When it was saved last; null for versions stored before this was kept.</summary>
    public DateTimeOffset? EditedAt { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string? PublishedBy { get; set; }

    /// <summary>PostgreSQL's xmin: the second of two editors is told.</summary>
    public uint RowVersion { get; private set; }
}

internal sealed class DefinitionVersionMapping : IEntityTypeConfiguration<DefinitionVersion>
{
    public void Configure(EntityTypeBuilder<DefinitionVersion> table)
    {
        table.ToTable("definitions");
        table.HasKey(version => version.Id);
        table.HasIndex(version => new { version.DefinitionId, version.Version }).IsUnique();

        // The database itself refuses a second published version.
        table.HasIndex(version => version.DefinitionId, "one_published").IsUnique().HasFilter("state = 'Published'");
        table.Property(version => version.Id).HasMaxLength(240);
        table.Property(version => version.DefinitionId).HasMaxLength(200);
        table.Property(version => version.Name).HasMaxLength(300);
        table.Property(version => version.ContentHash).HasMaxLength(64);
        table.Property(version => version.EditedBy).HasMaxLength(120);
        table.Property(version => version.RowVersion).IsRowVersion();
    }
}
