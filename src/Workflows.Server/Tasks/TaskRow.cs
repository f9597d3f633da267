using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Tasks;

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
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The deadline with its explanation: JSON for the client.</summary>
    public string? Deadline { get; init; }

    /// <summary>The deadline that rules since it was moved, in the same form; the one it opened with stays beside it.</summary>
    public string? MovedDeadline { get; init; }
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

    /// <summary>What was typed and not yet handed in: JSON of an <see cref="ActOnTask.Request"/>.</summary>
    public string? Draft { get; set; }
    public DateTimeOffset? DraftSavedAt { get; set; }
    public string? DraftSavedBy { get; set; }
    public uint RowVersion { get; private set; }
}

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

/// <summary>The last number given to a receipt, by what its folio starts with: year and institution.</summary>
public sealed class FolioRow
{
    public required string Prefix { get; init; }
    public required int Last { get; init; }
}

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
        table.HasIndex(row => new { row.InstanceId, row.DueAt }).HasFilter("state = 'Open'");
        table.HasIndex(row => row.InstitutionCode);
        table.Property(row => row.RowVersion).IsRowVersion();
    }
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

internal sealed class FolioMapping : IEntityTypeConfiguration<FolioRow>
{
    public void Configure(EntityTypeBuilder<FolioRow> table)
    {
        table.ToTable("folios");
        table.HasKey(row => row.Prefix);
        table.Property(row => row.Prefix).HasMaxLength(240);
    }
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
