using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Uploads;

/// <summary>Somebody uploaded a file: its name and kind as found, never as claimed. The content is in the file store, by hash.</summary>
public sealed class FileRow
{
    public required string Hash { get; init; }
    public required string PersonId { get; init; }
    public required string Name { get; init; }
    public required FileKind Kind { get; init; }
    public required long Size { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

/// <summary>A file was handed in with a task: from then on, whoever follows the process may read it.</summary>
public sealed class FileUseRow
{
    public required string Hash { get; init; }
    public required string InstanceId { get; init; }
    public required string TaskId { get; init; }
    public required string PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class FileMapping : IEntityTypeConfiguration<FileRow>
{
    public void Configure(EntityTypeBuilder<FileRow> table)
    {
        table.ToTable("files");
        table.HasKey(row => new { row.Hash, row.PersonId });
        table.Property(row => row.Hash).HasMaxLength(64);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.Name).HasMaxLength(255);
    }
}

internal sealed class FileUseMapping : IEntityTypeConfiguration<FileUseRow>
{
    public void Configure(EntityTypeBuilder<FileUseRow> table)
    {
        table.ToTable("file_uses");
        table.HasKey(row => new { row.Hash, row.TaskId });
        table.Property(row => row.Hash).HasMaxLength(64);
        table.HasIndex(row => row.InstanceId);
    }
}
