using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>A delivery or decision as it was received: the receipt. Written once by the dispatcher.</summary>
public sealed class SubmissionRow
{
    public required string Id { get; init; }

    /// <summary>What people quote: year, institution and number.</summary>
    public required string Folio { get; init; }
    public required string TaskId { get; init; }
    public required string InstanceId { get; init; }
    public required string Action { get; init; }
    public string? InstitutionCode { get; init; }
    public required int Visit { get; init; }
    public required string Timeliness { get; init; }
    public required string Body { get; init; }

    /// <summary>SHA-256 of the body, in hexadecimal: printed on the receipt.</summary>
    public required string BodyHash { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it counts as received, when that is later (Ley 19.880, art. 25).</summary>
    public DateTimeOffset? CountsAt { get; init; }
    public string? PersonId { get; init; }
    public string? OnBehalfOf { get; init; }

    /// <summary>When whoever handed it in took it back, before its review began.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }
}

internal sealed class SubmissionMapping : IEntityTypeConfiguration<SubmissionRow>
{
    public void Configure(EntityTypeBuilder<SubmissionRow> table)
    {
        table.ToTable("submissions");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.TaskId);
        table.HasIndex(row => row.InstanceId);
        table.HasIndex(row => row.Folio).IsUnique();
        table.HasIndex(row => row.InstitutionCode);
    }
}
