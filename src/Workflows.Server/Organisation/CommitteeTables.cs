using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Organisation;

internal sealed class CommitteeMapping : IEntityTypeConfiguration<Committee>
{
    public void Configure(EntityTypeBuilder<Committee> table)
    {
        table.ToTable("committees");
        table.HasKey(committee => committee.Code);
        table.Property(committee => committee.Code).HasMaxLength(60);
        table.Property(committee => committee.Name).HasMaxLength(300);
        table.Property(committee => committee.Norm).HasMaxLength(500);
    }
}

// Without foreign keys, as units: the whole organisation is checked in words before it is committed.
internal sealed class SeatMapping : IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Seat> table)
    {
        table.ToTable("seats");
        table.Property<long>("Id").UseIdentityAlwaysColumn();
        table.HasKey("Id");
        table.Property(seat => seat.CommitteeCode).HasMaxLength(60);
        table.Property(seat => seat.Name).HasMaxLength(300);
        table.Property(seat => seat.Role).HasConversion(role => role.Code, code => Role.Parse(code)).HasMaxLength(60);
        table.Property(seat => seat.Basis).HasConversion<string>().HasMaxLength(20);
        table.Property(seat => seat.OfRole).HasConversion(role => role!.Code, code => Role.Parse(code)).HasMaxLength(60);
        table.Property(seat => seat.OfScope).HasMaxLength(60);
        table.Property(seat => seat.PersonId).HasMaxLength(120);
        table.Property(seat => seat.AlternateOf).HasMaxLength(300);
        table.Property(seat => seat.Norm).HasMaxLength(500);
        table.HasIndex(seat => seat.CommitteeCode);
    }
}
