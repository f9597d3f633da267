using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Organisation;

// No foreign keys here: the organisation is checked whole before it is committed, and says in Spanish which row names what does not exist.

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> table)
    {
        table.ToTable("units");
        table.Property<long>("Id").UseIdentityAlwaysColumn();
        table.HasKey("Id");
        table.Property(unit => unit.Code).HasMaxLength(60);
        table.Property(unit => unit.Name).HasMaxLength(300);
        table.Property(unit => unit.PlaceCode).HasMaxLength(60);
        table.Property(unit => unit.ParentCode).HasMaxLength(60);
        table.HasIndex(unit => unit.PlaceCode);
    }
}

internal sealed class UnitPostMapping : IEntityTypeConfiguration<UnitPost>
{
    public void Configure(EntityTypeBuilder<UnitPost> table)
    {
        table.ToTable("unit_posts");
        table.Property<long>("Id").UseIdentityAlwaysColumn();
        table.HasKey("Id");
        table.Property(post => post.UnitCode).HasMaxLength(60);
        table.Property(post => post.Title).HasMaxLength(300);
        table.Property(post => post.PersonId).HasMaxLength(120);
        table.Property(post => post.Role).HasConversion(role => role!.Code, code => Role.Parse(code)).HasMaxLength(60);
        table.HasIndex(post => post.UnitCode);
    }
}

internal sealed class DependencyMapping : IEntityTypeConfiguration<Dependency>
{
    public void Configure(EntityTypeBuilder<Dependency> table)
    {
        table.ToTable("dependencies");
        table.Property<long>("Id").UseIdentityAlwaysColumn();
        table.HasKey("Id");
        table.Property(place => place.InstitutionCode).HasMaxLength(60);
        table.Property(place => place.MinistryCode).HasMaxLength(60);
        table.Property(place => place.Norm).HasMaxLength(500);
        table.HasIndex(place => place.InstitutionCode);
    }
}

internal sealed class SupervisionMapping : IEntityTypeConfiguration<Supervision>
{
    public void Configure(EntityTypeBuilder<Supervision> table)
    {
        table.ToTable("supervisions");
        table.Property<long>("Id").UseIdentityAlwaysColumn();
        table.HasKey("Id");
        table.Property(one => one.InstitutionCode).HasMaxLength(60);
        table.Property(one => one.UndersecretariatCode).HasMaxLength(60);
        table.Property(one => one.Norm).HasMaxLength(500);
        table.HasIndex(one => one.InstitutionCode);
    }
}
