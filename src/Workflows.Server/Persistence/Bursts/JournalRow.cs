using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

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

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> table)
    {
        table.ToTable("journal");
        table.HasKey(row => new { row.InstanceId, row.Number });
        table.HasIndex(row => row.At);
    }
}
