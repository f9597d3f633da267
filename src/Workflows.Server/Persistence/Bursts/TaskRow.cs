using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Where a task stands.</summary>
public enum TaskState { Open, Completed, Withdrawn }

/// <summary>Something a person has to do, as inboxes show it. Opened and closed only by the dispatcher; claimed by people.</summary>
public sealed class TaskRow
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required long BookmarkId { get; init; }
    public required string DefinitionId { get; init; }
    public required string ActivityId { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public string? Instructions { get; init; }
    public required int Visit { get; init; }
    public string? InstitutionCode { get; init; }
    public int? Year { get; init; }
    public required string RoleCode { get; init; }
    public required string ScopeCode { get; init; }
    public required string[] Actions { get; init; }

    /// <summary>Form, evidence asked for, what is reviewed, remarks: JSON for the client.</summary>
    public required string Content { get; init; }

    /// <summary>What it must be done by. Whether it is late is asked of <see cref="LateFrom"/>.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The first instant at which it is late: the second after its deadline, or after its plazo adicional.</summary>
    public DateTimeOffset? LateFrom { get; init; }

    /// <summary>The deadline and what it is derived from, as values in JSON.</summary>
    public string? Deadline { get; init; }

    /// <summary>
    /// What happens by itself while nobody does it, in order: reminder:5, due, escalation:2. The timer of the visit says which of them is
    /// next. Null for tasks opened before 2026-12, which have a timer for each.
    /// </summary>
    public string[]? NoticeNames { get; init; }

    /// <summary>When each of them happens.</summary>
    public DateTimeOffset[]? NoticeTimes { get; init; }

    /// <summary>The deadline that rules since it was moved, in the same form; the one it opened with stays beside it.</summary>
    public string? MovedDeadline { get; init; }
    /// <summary>What comes after the one that its timer waits for.</summary>
    /// <param name="next">The name of its timer.</param>
    public static IEnumerable<(string Name, DateTimeOffset At)> NoticesAfter(string next, string[]? names, DateTimeOffset[]? times) =>
        names is null || times is null || Array.IndexOf(names, next) is not (>= 0 and var at) ? [] : names.Zip(times).Skip(at + 1);

    public required TaskState State { get; set; }
    public string? Outcome { get; set; }
    public bool IsLate { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Who took it, so that two people do not do the same.</summary>
    public string? ClaimedBy { get; set; }
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>Who passed it to the holder, and why; null when the holder took it.</summary>
    public string? HandedBy { get; set; }
    public string? HandedNote { get; set; }

    /// <summary>What was typed and not yet handed in: JSON of what acting on it takes.</summary>
    public string? Draft { get; set; }
    public DateTimeOffset? DraftSavedAt { get; set; }
    public string? DraftSavedBy { get; set; }
    public uint RowVersion { get; private set; }
}

internal sealed class TaskMapping : IEntityTypeConfiguration<TaskRow>
{
    public void Configure(EntityTypeBuilder<TaskRow> table)
    {
        table.ToTable("tasks");
        table.HasKey(row => row.Id);
        table.HasIndex(row => new { row.RoleCode, row.ScopeCode, row.DueAt }).HasFilter("state = 'Open'");
        table.HasIndex(row => row.DueAt).HasFilter("state = 'Open'");
        table.HasIndex(row => new { row.InstanceId, row.BookmarkId }).IsUnique();
        // Lists of processes ask each one for what is open: of a hundred tasks, one or two.
        table.HasIndex(row => new { row.InstanceId, row.DueAt }).HasFilter("state = 'Open'").IncludeProperties(row => row.LateFrom);
        // What was ever late, for the history of lateness by week: of a hundred tasks, a few.
        table.HasIndex(row => new { row.ClosedAt, row.LateFrom }).HasFilter("closed_at is null or closed_at >= late_from")
            .IncludeProperties(row => new { row.InstanceId, row.InstitutionCode });
        table.Property(row => row.RowVersion).IsRowVersion();
    }
}
