using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Audit;

/// <summary>
/// What a person did to the machinery that moves processes by itself, and why: a retry, a pause. Kept beside the journals of
/// processes, which know nothing of it. Written once.
/// </summary>
public sealed class Intervention
{
    public long Id { get; private set; }
    public required DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }

    /// <summary>timers, stimuli, duties, opening-calendars or files: where the thing lies under <c>/api</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which one: an instance's id for timers and messages, a duty's name, a file's hash.</summary>
    public required string Target { get; init; }

    /// <summary>In Spanish, in the past: «Reintentó el plazo».</summary>
    public required string What { get; init; }
    public required string Reason { get; init; }
}

internal sealed class InterventionMapping : IEntityTypeConfiguration<Intervention>
{
    public void Configure(EntityTypeBuilder<Intervention> table)
    {
        table.ToTable("interventions");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.Property(row => row.Kind).HasMaxLength(40);
        table.HasIndex(row => new { row.Kind, row.Target });
    }
}
