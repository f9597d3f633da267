using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.World;

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
