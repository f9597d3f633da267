using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Organisation;

internal sealed class DesignationMapping : IEntityTypeConfiguration<Designation>
{
    public void Configure(EntityTypeBuilder<Designation> table)
    {
        table.ToTable("designations");
        table.Property<long>("Id").UseIdentityAlwaysColumn();
        table.HasKey("Id");
        table.Property(place => place.PersonId).HasMaxLength(120);
        table.Property(place => place.ScopeCode).HasMaxLength(60);
        table.Property(place => place.Norm).HasMaxLength(500);
        table.Property(place => place.Role).HasConversion(role => role.Code, code => Role.Parse(code)).HasMaxLength(60);
        table.HasIndex(place => new { place.Role, place.ScopeCode });
        table.HasOne<Person>().WithMany().HasForeignKey(place => place.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
