using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>
/// What a row that may be shown as proof said at one moment (constancia). The database itself writes it, whoever changed the row; it is
/// only ever added.
/// </summary>
public sealed class ProofEntryRow
{
    public long Id { get; init; }

    /// <summary>The table, and the row's key in it.</summary>
    public required string Subject { get; init; }
    public required string RowKey { get; init; }

    /// <summary>insert, update, delete, pseudonymise, base (it was there when the table began to be covered), cover, restore.</summary>
    public required string Act { get; init; }

    /// <summary>The covered columns as JSON, texts as their SHA-256; null of a row that was deleted.</summary>
    public string? Content { get; init; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The name the session gave itself, and the person it acted for when it said so.</summary>
    public string? Program { get; init; }
    public string? Actor { get; init; }

    /// <summary>Proves that the session knew the key of this office, which is not in the database.</summary>
    public string? SignedWith { get; init; }
    public byte[]? Signature { get; init; }
}

/// <summary>The day whose root an entry is sealed in.</summary>
public sealed class ProofSealRow
{
    public required long EntryId { get; init; }
    public required DateOnly Day { get; init; }
}

internal sealed class ProofEntryMapping : IEntityTypeConfiguration<ProofEntryRow>
{
    public void Configure(EntityTypeBuilder<ProofEntryRow> table)
    {
        table.ToTable("proof_entries");
        table.HasKey(entry => entry.Id);
        table.Property(entry => entry.Id).UseIdentityAlwaysColumn();
        table.HasIndex(entry => new { entry.Subject, entry.RowKey, entry.Id });
        table.Property(entry => entry.Subject).HasMaxLength(63);
        table.Property(entry => entry.Act).HasMaxLength(20);
        table.Property(entry => entry.Program).HasMaxLength(64);
        table.Property(entry => entry.Actor).HasMaxLength(120);
        table.Property(entry => entry.SignedWith).HasMaxLength(16);
        table.Property(entry => entry.At).HasDefaultValueSql("clock_timestamp()");
    }
}

internal sealed class ProofSealMapping : IEntityTypeConfiguration<ProofSealRow>
{
    public void Configure(EntityTypeBuilder<ProofSealRow> table)
    {
        table.ToTable("proof_seals");
        table.HasKey(seal => seal.EntryId);
        table.Property(seal => seal.EntryId).ValueGeneratedNever();
        table.HasIndex(seal => seal.Day);
    }
}
