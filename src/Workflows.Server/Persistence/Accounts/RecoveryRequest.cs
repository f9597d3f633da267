using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Accounts;

/// <summary>That somebody asked to recover the password of an address, which may be nobody's. Gone as soon as it is settled.</summary>
public sealed class RecoveryRequest
{
    public const int LongestEmail = 254;

    public long Id { get; private set; }
    public required string NormalizedEmail { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Tries that failed.</summary>
    public int Tries { get; set; }
}

internal sealed class RecoveryRequestMapping : IEntityTypeConfiguration<RecoveryRequest>
{
    public void Configure(EntityTypeBuilder<RecoveryRequest> table)
    {
        table.ToTable("recovery_requests");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.Property(row => row.NormalizedEmail).HasMaxLength(RecoveryRequest.LongestEmail);
    }
}
