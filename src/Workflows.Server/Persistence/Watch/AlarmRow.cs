using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Watch;

/// <summary>What should have gone out, or moved, and did not.</summary>
public enum AlarmKind
{
    /// <summary>A date came and nobody woke its process.</summary>
    Timer,

    /// <summary>A task with a deadline ahead that no date will wake.</summary>
    TaskWithoutTimer,

    /// <summary>A mail that should have left.</summary>
    Mail,

    /// <summary>A message from one process to another that nobody took.</summary>
    Stimulus,

    /// <summary>Long work that nobody takes, or that says nothing more.</summary>
    Job,

    /// <summary>A date of a recurring duty that failed too often.</summary>
    Duty,
}

/// <summary>One thing that the watchdog saw standing still. It leaves when the thing moves; it never moves anything itself.</summary>
public sealed class AlarmRow
{
    /// <summary>
    /// What was still standing at two looks is shown: what a server that has just started is about to do is not an alarm.
    /// </summary>
    public const int LooksToShow = 2;

    public required AlarmKind Kind { get; init; }

    /// <summary>Which one: the id of the row.</summary>
    public required string Target { get; init; }

    /// <summary>When it should have happened.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>What it is, in Spanish.</summary>
    public required string What { get; set; }
    public string? InstitutionCode { get; set; }
    public string? InstanceId { get; set; }
    public string? TaskId { get; set; }
    public string? MailId { get; set; }
    public int Looks { get; set; }
    public required DateTimeOffset SeenAt { get; set; }
}

internal sealed class AlarmMapping : IEntityTypeConfiguration<AlarmRow>
{
    public void Configure(EntityTypeBuilder<AlarmRow> table)
    {
        table.ToTable("alarms");
        table.HasKey(alarm => new { alarm.Kind, alarm.Target });
        table.Property(alarm => alarm.Target).HasMaxLength(400);
    }
}
