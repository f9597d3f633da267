using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// A message from one instance to another: start, tell, cancel, publish. Written in the sender's transaction, consumed in the
/// receiver's, so that no transaction ever locks two instances.
/// </summary>
public sealed class StimulusRow
{
    /// <summary>Why a message waits whose target waits for a decision about an incident.</summary>
    public const string HeldByIncident = "El proceso que lo recibe está detenido por un incidente: sigue cuando se decida.";

    public long Id { get; private set; }

    /// <summary>Unique: the same message written twice is one message.</summary>
    public required string Key { get; init; }
    public required string TargetInstanceId { get; init; }

    /// <summary>startChild, childReport, cancel, event, familyFull, continue.</summary>
    public required string Kind { get; init; }
    public required string Payload { get; init; }

    /// <summary>Not before this instant, by the database's clock: moves forward with each failed attempt.</summary>
    public required DateTimeOffset AvailableAt { get; init; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? LeaseOwner { get; set; }
    public int Attempts { get; set; }

    /// <summary>Why it waits for a person after too many attempts; null while it is alive.</summary>
    public string? ParkedReason { get; set; }
}

internal sealed class StimulusMapping : IEntityTypeConfiguration<StimulusRow>
{
    public void Configure(EntityTypeBuilder<StimulusRow> table)
    {
        table.ToTable("stimuli");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.HasIndex(row => row.Key).IsUnique();
        table.HasIndex(row => row.AvailableAt).HasFilter("parked_reason is null");
        table.HasIndex(row => row.TargetInstanceId);
    }
}
