using System.Globalization;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>A session of 3 September 2026, written down as it goes: seats come and go and vote by their numbers.</summary>
internal sealed class Room(string body, WorldSnapshot world, params SessionItem[] items)
{
    public static readonly DateOnly Day = new(2026, 9, 3);

    private readonly List<SessionEntry> _entries = [];

    public Room(string body, int seats, int vacant = 0)
        : this(body, Body.World(body, seats, vacant), Item("1"), Item("2"))
    {
    }

    public List<SessionEntry> Entries => _entries;
    public int Call { get; init; } = 1;
    public IReadOnlyList<AccreditedSubstitute> Accredited { get; init; } = [];

    public SessionRecord Record => RecordOf(_entries);

    public static SessionItem Item(string number, string? institution = null, params string[] impeded) =>
        new(number, $"Materia {number}", institution, impeded);

    public static DateTimeOffset At(string hour) =>
        SantiagoTime.ToInstant(Day, TimeOnly.ParseExact(hour, "HH:mm", CultureInfo.InvariantCulture));

    public SessionRecord RecordOf(IEnumerable<SessionEntry> entries)
    {
        var plan = new SessionPlan(body, body, Day, new(10, 0), Call) { Items = items, Accredited = Accredited };
        var asked = new SnapshotWorld(world);
        return new(plan, institution => asked.Ask(plan.Question(Day, institution)), entries);
    }

    public Room Enter(string hour, params int[] seats)
    {
        foreach (var seat in seats)
            Write(hour, SessionEntryKind.Enter, seat);
        return this;
    }

    public Room Enter(string hour, int seat, SeatQuality quality, string? person = null, bool isTelematic = false) =>
        Write(hour, SessionEntryKind.Enter, seat, entry => entry with { Quality = quality, Person = person, IsTelematic = isTelematic });

    public Room Leave(string hour, int seat) => Write(hour, SessionEntryKind.Leave, seat);

    public Room Preside(string hour, int seat) => Write(hour, SessionEntryKind.Preside, seat);

    public Room Guest(string hour, string name) => Write(hour, SessionEntryKind.Enter, null, entry => entry with { Guest = name });

    public Room Count(string hour, string by) => Write(hour, SessionEntryKind.Quorum, null, entry => entry with { RecordedBy = by });

    public Room Unanimous(string hour, string item) => Write(hour, SessionEntryKind.Unanimous, null, entry => entry with { Item = item });

    /// <summary>Seats vote in their order: + for, - against, 0 abstain, x because the matter is its own, and a point for nothing.</summary>
    public Room Vote(string hour, string item, string votes)
    {
        for (var i = 0; i < votes.Length; i++)
        {
            if (votes[i] != '.')
                Cast(hour, item, i + 1, votes[i]);
        }

        return this;
    }

    public Room Cast(string hour, string item, int seat, char vote) => Write(hour, SessionEntryKind.Vote, seat, entry => entry with
    {
        Item = item,
        Choice = vote switch { '+' => VoteChoice.For, '-' => VoteChoice.Against, '0' => VoteChoice.Abstain, _ => null },
        Reasons = vote == '-' ? "Falta el costo." : null,
    });

    /// <summary>The last entry was a mistake.</summary>
    public Room Void(string hour) => Write(hour, SessionEntryKind.Void, null, entry => entry with { Voids = _entries[^1].Id });

    private Room Write(string hour, SessionEntryKind kind, int? seat, Func<SessionEntry, SessionEntry>? more = null)
    {
        var entry = new SessionEntry(
            $"registro-{_entries.Count:000}", kind, At(hour))
        { Seat = seat is { } number ? Body.NameOf(number) : null };
        _entries.Add(more is null ? entry : more(entry));
        return this;
    }
}
