using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Server.Access;

namespace Workflows.Server.Organisation;

/// <summary>A change of who is who, in one Spanish sentence: who changed what and when. Never changed nor removed.</summary>
public sealed class OrganisationChangeRow
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Text { get; init; }

    public static OrganisationChangeRow Of(Acting acting, string text, DateTimeOffset at) =>
        new() { At = at, PersonId = acting.PersonId, PersonName = acting.Name, Text = text };
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
