using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Jobs;

/// <summary>Where a job stands. A failed one waits for whoever asked for it; nothing of it is tried again by itself.</summary>
public enum JobState { Waiting, Running, Done, Failed, Cancelled }

/// <summary>
/// Long work that somebody asked for, written in the transaction of their command. It says who, what, how far and how it ended; what
/// it does is the code of its kind. Leases go by the database's clock.
/// </summary>
public sealed class JobRow
{
    public const int LongestKind = 40;

    public required string Id { get; init; }

    /// <summary>Whose handler does it.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is, in Spanish: «Importar personas y cargos».</summary>
    public required string Title { get; init; }
    public required string OwnerId { get; init; }
    public required string OwnerName { get; init; }

    /// <summary>
    /// The posts by which it was asked for, as role@place: the job never does more than they allow, nor more than is left of them.
    /// </summary>
    public required string[] Posts { get; init; }

    /// <summary>JSON of the kind's own type. Emptied when the job is done: it may hold personal data.</summary>
    public required string Arguments { get; set; }
    public required JobState State { get; set; }
    public int Done { get; set; }

    /// <summary>Null while nobody knows how much there is.</summary>
    public int? Total { get; set; }

    /// <summary>What it is at, or how it ended, in Spanish.</summary>
    public string? Progress { get; set; }

    /// <summary>What the command answers once it is done: JSON of the kind's own type.</summary>
    public string? Result { get; set; }

    /// <summary>A file to download, in the file store.</summary>
    public string? FileHash { get; set; }
    public string? FileName { get; set; }
    public string? FileType { get; set; }

    /// <summary>Why it failed and what to do, in Spanish; several sentences, one a line.</summary>
    public string? Error { get; set; }
    public string? CancelledBy { get; set; }
    public DateTimeOffset? CancelAskedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When its owner saw how it ended.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>How often a node took it; with the lease it says whose word counts.</summary>
    public int Attempts { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When it was last told to Hangfire, by the database's clock.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>When it last said something new, by the database's clock.</summary>
    public DateTimeOffset? MovedAt { get; set; }
}

internal sealed class JobMapping : IEntityTypeConfiguration<JobRow>
{
    public void Configure(EntityTypeBuilder<JobRow> table)
    {
        table.ToTable("jobs");
        table.HasKey(job => job.Id);
        table.Property(job => job.Id).HasMaxLength(40);
        table.Property(job => job.Kind).HasMaxLength(JobRow.LongestKind);
        table.Property(job => job.Title).HasMaxLength(200);
        table.Property(job => job.OwnerId).HasMaxLength(120);
        table.Property(job => job.QueuedAt).HasDefaultValueSql("clock_timestamp()");
        table.HasIndex(job => new { job.OwnerId, job.CreatedAt });
        table.HasIndex(job => job.QueuedAt).HasFilter("state in ('Waiting','Running')");
    }
}
