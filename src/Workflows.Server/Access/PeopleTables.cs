using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Access;

/// <summary>
/// People and posts are stored as the domain knows them; deleting one would take the history's name away, so nobody is deleted.
/// </summary>
internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.ToTable("people");
        table.HasKey(person => person.Id);
        table.Property(person => person.Id).HasMaxLength(120);
        table.Property(person => person.Name).HasMaxLength(200);
        table.Property(person => person.Email).HasMaxLength(254);
        // Somebody may have no address; two never share one.
        table.HasIndex(person => person.Email).IsUnique().HasFilter("email <> \'\'");
        table.Ignore(person => person.HasEmail);
    }
}

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> table)
    {
        table.ToTable("appointments");
        table.Property<long>("Id").UseIdentityAlwaysColumn();
        table.HasKey("Id");
        table.Property(post => post.PersonId).HasMaxLength(120);
        table.Property(post => post.InsteadOf).HasMaxLength(120);
        table.Property(post => post.ScopeCode).HasMaxLength(60);
        table.Property(post => post.Role).HasConversion(role => role.Code, code => Role.Parse(code)).HasMaxLength(60);
        table.HasIndex(post => post.PersonId);
        table.HasIndex(post => new { post.Role, post.ScopeCode });
        table.HasOne<Person>().WithMany().HasForeignKey(post => post.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
