namespace Workflows.Definitions.Committees;

/// <summary>For how long somebody attended in a seat, and how. Another way of attending is another stay.</summary>
/// <param name="To">Null while they are in.</param>
/// <param name="Person">By name, when it is known.</param>
public sealed record SeatStay(DateTimeOffset From, DateTimeOffset? To, bool IsTelematic, SeatQuality Quality, string? Person)
{
    public bool CoversQuorum(DateTimeOffset at) => From <= at && (To is null || at < To);

    /// <summary>Who leaves in the minute of the vote has voted.</summary>
    public bool CoversVote(DateTimeOffset at) => From <= at && (To is null || at <= To);
}

/// <summary>For how long somebody without a seat attended. It never counts.</summary>
public sealed record GuestStay(string Name, string? Post, DateTimeOffset From, DateTimeOffset? To, bool IsTelematic);

/// <summary>An entry that changes nothing, and why.</summary>
/// <param name="IsHarmless">It repeats what was already written, as two secretaries do.</param>
public sealed record UncountedEntry(SessionEntry Entry, string Why, bool IsHarmless = false);

/// <summary>
/// Turns who came and went into stays, whatever the order in which it was written down. A seat has one person at a time: whoever comes
/// in their place takes them out of the count that very minute, and nobody sits in two seats but by their own posts.
/// </summary>
internal sealed class SessionStays
{
    private readonly Dictionary<string, BodySeat> _seats;
    private readonly Dictionary<string, List<SeatStay>> _bySeat;
    private readonly Dictionary<string, List<GuestStay>> _byGuest = new(StringComparer.Ordinal);
    private readonly List<UncountedEntry> _uncounted = [];

    /// <param name="entries">Those that count, in the order in which they happened.</param>
    public SessionStays(IReadOnlyList<BodySeat> seats, IEnumerable<SessionEntry> entries)
    {
        _seats = seats.ToDictionary(seat => seat.Name, StringComparer.Ordinal);
        _bySeat = seats.ToDictionary(seat => seat.Name, _ => new List<SeatStay>(), StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry is { Kind: SessionEntryKind.Enter, Seat: not null })
                Enter(entry, _bySeat[entry.Seat]);
            else if (entry is { Kind: SessionEntryKind.Leave, Seat: not null })
                Leave(entry, _bySeat[entry.Seat]);
            else if (entry.Guest is not null)
                Guest(entry);
        }
    }

    public IReadOnlyList<UncountedEntry> Uncounted => _uncounted;
    public IReadOnlyList<GuestStay> Guests =>
        [.. _byGuest.OrderBy(guest => guest.Key, StringComparer.Ordinal).SelectMany(guest => guest.Value)];

    public IReadOnlyList<SeatStay> Of(string seat) => _bySeat[seat];

    private void Enter(SessionEntry entry, List<SeatStay> stays)
    {
        var seat = _seats[entry.Seat!];
        var stay = new SeatStay(entry.At, null, entry.IsTelematic, entry.Quality, OccupantOf(seat, entry));
        var before = stays.Count > 0 && stays[^1].To is null ? stays[^1] : null;
        if (before is not null && before with { From = entry.At } == stay)
        {
            _uncounted.Add(new(entry, $"Ya constaba que «{seat.Name}» asistía.", IsHarmless: true));
            return;
        }

        if (stay.Person is { } person && OtherSeatOf(person, seat.Name, stay.Quality) is { } other)
        {
            _uncounted.Add(new(entry, $"{person} ya asiste en el asiento «{other}»: nadie ocupa dos asientos."));
            return;
        }

        if (before is not null)
            stays[^1] = before with { To = entry.At };
        stays.Add(stay);
    }

    private void Leave(SessionEntry entry, List<SeatStay> stays)
    {
        if (stays.Count > 0 && stays[^1].To is null)
            stays[^1] = stays[^1] with { To = entry.At };
        else
            _uncounted.Add(new(entry, $"«{entry.Seat}» no asistía a esa hora: no hay de qué salir.", IsHarmless: true));
    }

    private void Guest(SessionEntry entry)
    {
        if (!_byGuest.TryGetValue(entry.Guest!, out var stays))
            _byGuest[entry.Guest!] = stays = [];
        var isIn = stays.Count > 0 && stays[^1].To is null;
        if (entry.Kind == SessionEntryKind.Leave)
        {
            if (isIn)
                stays[^1] = stays[^1] with { To = entry.At };
            else
                _uncounted.Add(new(entry, $"{entry.Guest} no asistía a esa hora: no hay de qué salir.", IsHarmless: true));
            return;
        }

        var post = entry.GuestPost ?? (stays.Count > 0 ? stays[^1].Post : null);
        if (isIn && stays[^1].IsTelematic == entry.IsTelematic && stays[^1].Post == post)
        {
            _uncounted.Add(new(entry, $"Ya constaba que {entry.Guest} asistía.", IsHarmless: true));
            return;
        }

        if (isIn)
            stays[^1] = stays[^1] with { To = entry.At };
        stays.Add(new(entry.Guest!, post, entry.At, null, entry.IsTelematic));
    }

    private static string? OccupantOf(BodySeat seat, SessionEntry entry) => entry.Quality switch
    {
        SeatQuality.Alternate => entry.Person ?? (seat.Alternates is [var only] ? only : null),
        _ => entry.Person ?? seat.Holder,
    };

    /// <summary>Two posts of one person may give two seats; standing in for somebody never gives a second one.</summary>
    private string? OtherSeatOf(string person, string seat, SeatQuality quality) => _bySeat
        .Where(other => other.Key != seat && other.Value is [.., { To: null } stay] && stay.Person == person
            && (quality == SeatQuality.Alternate || stay.Quality == SeatQuality.Alternate))
        .Select(other => other.Key).Order(StringComparer.Ordinal).FirstOrDefault();
}
