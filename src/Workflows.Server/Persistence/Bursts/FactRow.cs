using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>A fact of the domain that a flow established: objectives fixed, certificate issued, decree published.</summary>
public sealed class FactRow
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string Kind { get; init; }
    public string? InstitutionCode { get; init; }
    public int? Year { get; init; }
    public required string Data { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class FactMapping : IEntityTypeConfiguration<FactRow>
{
    public void Configure(EntityTypeBuilder<FactRow> table)
    {
        table.ToTable("facts");
        table.HasKey(row => row.Id);
        table.HasIndex(row => new { row.Kind, row.Year, row.InstitutionCode });
        table.HasIndex(row => row.InstanceId);
    }
}
