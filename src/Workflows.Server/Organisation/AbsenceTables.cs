using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Organisation;

/// <summary>An absence as somebody registered it. One that was ended early keeps the day on which it ended.</summary>
public sealed class AbsenceRow
{
    public required Guid Id { get; init; }
    public required string PersonId { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required DateOnly LastDay { get; set; }
    public required string Reason { get; init; }
    public required string RegisteredBy { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Annulled before it began: it never counts.</summary>
    public bool IsAnnulled { get; set; }

    public Absence ToAbsence() => new(PersonId, FirstDay, LastDay, Reason);
}

/// <summary>A change of who is who, in one Spanish sentence: who changed what and when. Never changed nor removed.</summary>
public sealed class OrganisationChangeRow
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Text { get; init; }

    public static OrganisationChangeRow Of(People.Acting acting, string text, DateTimeOffset at) =>
        new() { At = at, PersonId = acting.PersonId, PersonName = acting.Name, Text = text };
}

/// <summary>A post passed from one person to another with work on the way: the note, and the tasks that were open that day.</summary>
public sealed class HandOverRow
{
    public required Guid Id { get; init; }
    public required string FromPersonId { get; init; }
    public required string ToPersonId { get; init; }
    public required string RoleCode { get; init; }
    public required string ScopeCode { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required string Note { get; init; }
    public required string[] TaskIds { get; init; }
    public required string RegisteredBy { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
}

internal sealed class AbsenceMapping : IEntityTypeConfiguration<AbsenceRow>
{
    public void Configure(EntityTypeBuilder<AbsenceRow> table)
    {
        table.ToTable("absences");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.PersonId);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.Reason).HasMaxLength(500);
        table.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

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

internal sealed class OrganisationChangeMapping : IEntityTypeConfiguration<OrganisationChangeRow>
{
    public void Configure(EntityTypeBuilder<OrganisationChangeRow> table)
    {
        table.ToTable("organisation_changes");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.HasIndex(row => row.At);
    }
}

internal sealed class HandOverMapping : IEntityTypeConfiguration<HandOverRow>
{
    public void Configure(EntityTypeBuilder<HandOverRow> table)
    {
        table.ToTable("hand_overs");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.ToPersonId);
        table.HasIndex(row => new { row.RoleCode, row.ScopeCode });
        table.Property(row => row.Note).HasMaxLength(4_000);
    }
}
