using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Privacy;

/// <summary>What a person may ask about their data (Ley 21.719).</summary>
public enum DataRight { Access, Rectification, Erasure, Opposition, Portability, Blocking }

public enum DataRequestOutcome { Granted, Partly, Refused }

/// <summary>Where a request stands.</summary>
public enum DataRequestState
{
    /// <summary>Asked from outside: whoever has the mailbox has not said yes.</summary>
    Unproven,
    Open,
    Answered,
}

/// <summary>
/// Somebody asked something about their data. It is answered once, by a person, with reasons; the term runs from the proof of who asks.
/// </summary>
public sealed class DataRequest
{
    public required string Id { get; init; }
    public required DataRight Right { get; init; }

    /// <summary>Null while nobody of the organisation has that address.</summary>
    public string? PersonId { get; set; }
    public required string Email { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was certain who asks: at once with an account, with the link of a mail without one.</summary>
    public DateTimeOffset? ProvenAt { get; set; }

    /// <summary>The last day to answer it.</summary>
    public DateOnly? DueOn { get; set; }
    public DateTimeOffset? ExtendedAt { get; set; }
    public string? ExtensionReason { get; set; }
    public DataRequestOutcome? Outcome { get; set; }
    public string? Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public string? AnsweredBy { get; set; }
    public uint RowVersion { get; private set; }

    public DataRequestState State =>
        AnsweredAt is not null ? DataRequestState.Answered : ProvenAt is null ? DataRequestState.Unproven : DataRequestState.Open;
}

internal sealed class DataRequestMapping : IEntityTypeConfiguration<DataRequest>
{
    public void Configure(EntityTypeBuilder<DataRequest> table)
    {
        table.ToTable("data_requests");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).HasMaxLength(80);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.Email).HasMaxLength(254);
        table.Property(row => row.Text).HasMaxLength(4000);
        table.Property(row => row.Answer).HasMaxLength(4000);
        table.Property(row => row.ExtensionReason).HasMaxLength(2000);
        table.Property(row => row.AnsweredBy).HasMaxLength(120);
        table.Property(row => row.RowVersion).IsRowVersion();
        table.Ignore(row => row.State);
        table.HasIndex(row => row.PersonId);
        table.HasIndex(row => row.Email);
        table.HasIndex(row => row.DueOn).HasFilter("answered_at is null");
    }
}
