using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Commands;

/// <summary>
/// The answer to a command, written in the same transaction as what the command did: asking twice with the same key does it once.
/// Kept thirty days.
/// </summary>
public sealed class IdempotencyRow
{
    public const int LongestKey = 120;

    public required string PersonId { get; init; }

    /// <summary>Method and path, ids included.</summary>
    public required string Route { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of query and body: another body under the same key is a mistake of the caller.</summary>
    public required byte[] BodyHash { get; init; }
    public required int Status { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyRow>
{
    public const string KeyName = "pk_idempotency";

    public void Configure(EntityTypeBuilder<IdempotencyRow> table)
    {
        table.ToTable("idempotency");
        table.HasKey(row => new { row.PersonId, row.Route, row.Key }).HasName(KeyName);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.Route).HasMaxLength(500);
        table.Property(row => row.Key).HasMaxLength(IdempotencyRow.LongestKey);
        table.HasIndex(row => row.CreatedAt);
    }
}
