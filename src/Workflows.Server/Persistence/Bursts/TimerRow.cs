using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Where a timer stands. A row leaves the table only with its instance, so what did not go out can be seen.</summary>
public enum TimerState { Pending, Held, Fired, Withdrawn, Parked }

/// <summary>
/// One wake-up of one instance: a timer bookmark as the timer loop sees it. Business time decides when it is due; leases go by the
/// database's clock.
/// </summary>
public sealed class TimerRow
{
    /// <summary>Why a timer is held whose instance waits for a decision about an incident.</summary>
    public const string HeldByIncident = "El proceso está detenido por un incidente: este aviso sigue cuando se decida.";

    public required string InstanceId { get; init; }
    public required long BookmarkId { get; init; }

    /// <summary>The timer's name in its activity: Delay, reminder:5, escalation:2.</summary>
    public required string Name { get; init; }
    public required string ActivityId { get; init; }
    public required int Visit { get; init; }
    public string? InstitutionCode { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The bookmark of the task it tells of; null for a wait of the flow.</summary>
    public long? TaskBookmarkId { get; init; }

    /// <summary>How many notices of that task follow it while nobody acts: the last ones of its list. 0 once it is over.</summary>
    public int Following { get; init; }

    public required TimerState State { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? LeaseOwner { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? FiredAt { get; set; }

    /// <summary>Why it is held or parked.</summary>
    public string? Reason { get; set; }
}

internal sealed class TimerMapping : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> table)
    {
        table.ToTable("timers");
        table.HasKey(row => new { row.InstanceId, row.BookmarkId });
        // What the loop claims, and what the agenda shows and counts: of years of timers, those that are to come.
        table.HasIndex(row => row.DueAt).HasFilter("state in ('Pending', 'Held', 'Parked')")
            .IncludeProperties(row => new { row.State, row.Following });
    }
}
