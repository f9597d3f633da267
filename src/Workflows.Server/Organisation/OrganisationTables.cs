using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Organisation;

/// <summary>Institutions and what they belong to, stored as the domain knows them. Imported data of a year, never constants.</summary>
internal sealed class InstitutionMapping : IEntityTypeConfiguration<Institution>
{
    public void Configure(EntityTypeBuilder<Institution> table)
    {
        table.ToTable("institutions");
        table.HasKey(institution => institution.Code);
        table.Property(institution => institution.Code).HasMaxLength(60);
        table.Property(institution => institution.Name).HasMaxLength(300);
        table.Ignore(institution => institution.IsUnverified);
        table.HasIndex(institution => institution.MinistryCode);
        table.HasOne<Ministry>().WithMany().HasForeignKey(institution => institution.MinistryCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MinistryMapping : IEntityTypeConfiguration<Ministry>
{
    public void Configure(EntityTypeBuilder<Ministry> table)
    {
        table.ToTable("ministries");
        table.HasKey(ministry => ministry.Code);
        table.Property(ministry => ministry.Code).HasMaxLength(60);
        table.Property(ministry => ministry.Name).HasMaxLength(300);
    }
}

internal sealed class RegionMapping : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> table)
    {
        table.ToTable("regions");
        table.HasKey(region => region.Code);
        table.Property(region => region.Code).HasMaxLength(60);
    }
}

internal sealed class NetworkMapping : IEntityTypeConfiguration<Network>
{
    public void Configure(EntityTypeBuilder<Network> table)
    {
        table.ToTable("networks");
        table.HasKey(network => network.Code);
        table.Property(network => network.Code).HasMaxLength(60);
    }
}

internal sealed class UndersecretariatMapping : IEntityTypeConfiguration<Undersecretariat>
{
    public void Configure(EntityTypeBuilder<Undersecretariat> table)
    {
        table.ToTable("undersecretariats");
        table.HasKey(place => place.Code);
        table.Property(place => place.Code).HasMaxLength(60);
        table.Property(place => place.Name).HasMaxLength(300);
        table.Property(place => place.MinistryCode).HasMaxLength(60);
        table.HasIndex(place => place.MinistryCode);
    }
}
