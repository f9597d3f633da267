using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Committees;

namespace Workflows.Server.Committees;

/// <summary>A fact of a session as a secretary wrote it down. Only added: a mistake is another entry that says so.</summary>
public sealed class SessionEntryRow
{
    /// <summary>The task of the session.</summary>
    public required string TaskId { get; init; }

    /// <summary>Given by whoever wrote it, so that writing it again changes nothing.</summary>
    public required string Id { get; init; }
    public required SessionEntryKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Seat { get; init; }
    public string? Guest { get; init; }
    public string? GuestPost { get; init; }
    public bool IsTelematic { get; init; }
    public SeatQuality Quality { get; init; }

    /// <summary>Who attends in the seat, when it is not its holder.</summary>
    public string? Attendee { get; init; }
    public string? Item { get; init; }
    public VoteChoice? Choice { get; init; }
    public string? Reasons { get; init; }
    public string? Voids { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    public SessionEntry ToEntry() => new(Id, Kind, At)
    {
        Seat = Seat, Guest = Guest, GuestPost = GuestPost, IsTelematic = IsTelematic, Quality = Quality, Person = Attendee, Item = Item,
        Choice = Choice, Reasons = Reasons, Voids = Voids, RecordedBy = PersonName, RecordedAt = RecordedAt,
    };

    /// <summary>The same fact, whoever wrote it down and when.</summary>
    public bool SaysTheSameAs(SessionEntryRow other) =>
        (Kind, At, Seat, Guest, GuestPost, IsTelematic, Quality) == (
            other.Kind, other.At, other.Seat, other.Guest, other.GuestPost, other.IsTelematic, other.Quality)
        && (Attendee, Item, Choice, Reasons, Voids) == (other.Attendee, other.Item, other.Choice, other.Reasons, other.Voids);
}

internal sealed class SessionEntryMapping : IEntityTypeConfiguration<SessionEntryRow>
{
    public void Configure(EntityTypeBuilder<SessionEntryRow> table)
    {
        table.ToTable("session_entries");
        table.HasKey(row => new { row.TaskId, row.Id });
        table.Property(row => row.Id).HasMaxLength(RecordSessionEntries.LongestId);
    }
}
