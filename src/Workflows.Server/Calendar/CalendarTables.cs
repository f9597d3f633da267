using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Tasks;

namespace Workflows.Server.Calendar;

/// <summary>What has changed in the world that open deadlines were computed from.</summary>
public enum ChangeKind
{
    Holiday,
    Policy,

    /// <summary>Another date for terms that run.</summary>
    Date,
    Clocks,

    /// <summary>A date that an act of its own gives, also where the term had ended: no extension (Ley 19.880, art. 26).</summary>
    NewTerm,

    /// <summary>Days on which some terms do not run, by an act.</summary>
    Suspension,

    /// <summary>More time given de oficio to terms that run, by an act.</summary>
    OfficeExtension,
}

public enum ProposalState { Pending, Approved, Discarded }

/// <summary>Open deadlines computed again because the world changed: a list somebody else approves before anything moves.</summary>
public sealed class ProposalRow
{
    public required string Id { get; init; }
    public required ChangeKind Kind { get; init; }

    /// <summary>What changes, in a Spanish sentence.</summary>
    public required string Title { get; init; }
    public required string Reason { get; init; }
    public string? Norm { get; init; }

    /// <summary>The suspension, or the time given de oficio, that each of its terms gets: JSON. Null when the change is another.</summary>
    public string? Adds { get; init; }

    /// <summary>Null when the server itself noticed the change.</summary>
    public string? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required ProposalState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecisionReason { get; set; }
    public uint RowVersion { get; private set; }
}

public enum ImpactState { Pending, Applied, Unneeded }

/// <summary>What a proposal does to one task, or to one date that a flow waits for.</summary>
public sealed class ImpactRow
{
    public required string ProposalId { get; init; }

    /// <summary>The task, or the timer of a wait: both are numbered in their instance.</summary>
    public required string TaskId { get; init; }
    public required string InstanceId { get; init; }
    public required string From { get; set; }
    public required string To { get; set; }

    /// <summary>Notices that move: JSON.</summary>
    public required string Notices { get; set; }

    /// <summary>The corrected policy, when the change is one: JSON.</summary>
    public string? Policy { get; set; }

    /// <summary>How the task was judged, when it is over: nothing moves, and its process is told.</summary>
    public Judgement? Judged { get; set; }
    public required ImpactState State { get; set; }

    /// <summary>Why it was not needed any more.</summary>
    public string? Note { get; set; }
}

/// <summary>The clock changes this database was last computed with, to notice a new time-zone database.</summary>
public sealed class ClockRulesRow
{
    public required int Id { get; init; }
    public required string Text { get; set; }
}

/// <summary>The secret address of a person's own deadlines for their calendar program. Only its hash is kept.</summary>
public sealed class FeedRow
{
    /// <summary>A calendar program that somebody forgot stops reading by itself.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    public required string Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? LastReadAt { get; set; }
}

internal sealed class ProposalMapping : IEntityTypeConfiguration<ProposalRow>
{
    public void Configure(EntityTypeBuilder<ProposalRow> table)
    {
        table.ToTable("deadline_proposals");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.CreatedAt);
        table.Property(row => row.RowVersion).IsRowVersion();
    }
}

internal sealed class ImpactMapping : IEntityTypeConfiguration<ImpactRow>
{
    public void Configure(EntityTypeBuilder<ImpactRow> table)
    {
        table.ToTable("deadline_impacts");
        table.HasKey(row => new { row.ProposalId, row.TaskId });
        table.HasIndex(row => row.State).HasFilter("state = 'Pending'");
    }
}

internal sealed class ClockRulesMapping : IEntityTypeConfiguration<ClockRulesRow>
{
    public void Configure(EntityTypeBuilder<ClockRulesRow> table)
    {
        table.ToTable("clock_rules");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).ValueGeneratedNever();
    }
}

internal sealed class FeedMapping : IEntityTypeConfiguration<FeedRow>
{
    public void Configure(EntityTypeBuilder<FeedRow> table)
    {
        table.ToTable("calendar_feeds");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.Hash).IsUnique();
        table.HasIndex(row => row.PersonId);
    }
}
