using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Organisation.Naming;

/// <summary>
/// Who gave somebody a post, a place in an order, a seat, or a way into the system. Written with the change it tells of, and never
/// changed: the separation of duties is judged by it.
/// </summary>
public sealed class AppointingRow
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string ByPersonId { get; init; }

    /// <summary>The name they had then.</summary>
    public required string ByName { get; init; }
    public required string PersonId { get; init; }

    /// <summary>What was given, in Spanish.</summary>
    public required string What { get; init; }
}

internal sealed class AppointingMapping : IEntityTypeConfiguration<AppointingRow>
{
    public void Configure(EntityTypeBuilder<AppointingRow> table)
    {
        table.ToTable("appointings");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.Property(row => row.ByPersonId).HasMaxLength(120);
        table.Property(row => row.ByName).HasMaxLength(200);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.What).HasMaxLength(700);
        table.HasIndex(row => row.PersonId);
        table.HasIndex(row => row.ByPersonId);
    }
}
