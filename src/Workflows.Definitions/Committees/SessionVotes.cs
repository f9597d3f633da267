namespace Workflows.Definitions.Committees;

/// <summary>A vote that counts, with who cast it and how they attended.</summary>
/// <param name="Choice">Null when the seat withdrew because the matter is its own.</param>
public sealed record CountedVote(
    string Seat, VoteChoice? Choice, string? Reasons, string? Person, SeatQuality Quality, bool IsTelematic, DateTimeOffset At);

/// <summary>What the entries say an item came to.</summary>
/// <param name="At">When it was decided: its last vote; null while nothing was decided.</param>
/// <param name="IsUnanimous">All who attended agreed and nobody voted.</param>
/// <param name="Result">By the norm of the body; null while nothing was decided.</param>
/// <param name="Presiding">The seat that presided then.</param>
/// <param name="Problems">What has to be put in order before the session is closed.</param>
public sealed record ItemDecision(
    SessionItem Item, DateTimeOffset? At, bool IsUnanimous, IReadOnlyList<CountedVote> Votes, BodyDecision? Result, string? Presiding,
    IReadOnlyList<string> Problems)
{
    /// <summary>Somebody who attended has not voted yet: what the votes decide may still change.</summary>
    public bool IsOpen { get; init; }

    public bool IsApproved => Result?.Outcome == BodyOutcome.Approved;

    /// <summary>Voted against, with or without reasons.</summary>
    public IEnumerable<CountedVote> Dissents => Votes.Where(vote => vote.Choice == VoteChoice.Against);
}

/// <summary>
/// The votes of each item: by seats that attended when they voted, once each. Two secretaries who write down the same vote wrote one;
/// when they wrote different ones, somebody has to say which was the mistake.
/// </summary>
internal sealed class SessionVotes
{
    private readonly SessionRecord _record;
    private readonly Dictionary<string, List<CountedVote>> _votes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _unanimous = new(StringComparer.Ordinal);
    private readonly List<UncountedEntry> _uncounted = [];
    private readonly List<(string Item, string Problem)> _doubts = [];

    public SessionVotes(SessionRecord record, IEnumerable<SessionEntry> entries)
    {
        _record = record;
        foreach (var item in record.Plan.Items)
            _votes[item.Number] = [];
        foreach (var entry in entries)
        {
            if (entry.Kind == SessionEntryKind.Vote)
                Vote(entry);
            else if (entry.Kind == SessionEntryKind.Unanimous)
                _unanimous[entry.Item!] = entry.At;
        }
    }

    public IReadOnlyList<UncountedEntry> Uncounted => _uncounted;

    public ItemDecision Of(SessionItem item)
    {
        var votes = _votes[item.Number];
        List<string> problems = [.. _doubts.Where(doubt => doubt.Item == item.Number).Select(doubt => doubt.Problem)];
        DateTimeOffset? unanimous = _unanimous.TryGetValue(item.Number, out var agreed) ? agreed : null;
        if (unanimous is not null && votes.Count > 0)
            problems.Add("consta que se acordó por unanimidad sin votación y también constan votos: anula lo que no corresponde.");
        if ((votes.Count > 0 ? votes.Max(vote => vote.At) : unanimous) is not { } at)
            return new(item, null, false, votes, null, null, problems);

        HashSet<string> impeded = [.. _record.Impeded[item.Number], .. votes.Where(vote => vote.Choice is null).Select(vote => vote.Seat)];
        var byName = votes.ToDictionary(vote => vote.Seat, StringComparer.Ordinal);
        var seats = _record.AttendanceAt(
            at, impeded, seat => byName.TryGetValue(seat, out var vote) ? _record.StayAtVote(seat, vote.At) : null);
        var isUnanimous = votes.Count == 0;
        List<SeatVote> cast = isUnanimous
            ? [.. seats.Where(seat => Deliberation.Refusal(_record.Plan.Rules, seats, [], seat.Name) is null)
                .Select(seat => new SeatVote(seat.Name, VoteChoice.For))]
            : [.. votes.Where(vote => vote.Choice is not null).Select(vote => new SeatVote(vote.Seat, vote.Choice!.Value, vote.Reasons))];
        var open = Deliberation.Decide(_record.Plan.Rules, seats, cast, _record.Plan.Call, isClosed: false);
        problems.AddRange(open.Missing.Select(seat => $"falta el voto del asiento «{seat}», que asistía y puede votar."));
        if (_record.HasPresidency && _record.PresidingAt(at) is null)
            problems.Add("no consta quién presidía cuando se decidió: registra quién preside.");
        return new(
            item, at, isUnanimous, votes, Deliberation.Decide(_record.Plan.Rules, seats, cast, _record.Plan.Call, withoutVote: isUnanimous),
            _record.PresidingAt(at), problems)
        {
            IsOpen = open.Missing.Count > 0,
        };
    }

    private void Vote(SessionEntry entry)
    {
        var (seat, votes) = (entry.Seat!, _votes[entry.Item!]);
        if (votes.Find(vote => vote.Seat == seat) is { } before)
        {
            var isSame = before.Choice == entry.Choice;
            _uncounted.Add(new(entry, $"El asiento «{seat}» ya votó en el punto {entry.Item}: cada asiento vota una vez.", isSame));
            if (!isSame)
                _doubts.Add((entry.Item!, $"constan dos votos distintos del asiento «{seat}»: anula el que no corresponde."));
            return;
        }

        var stay = _record.StayAtVote(seat, entry.At);
        var attendance = _record.AttendanceAt(entry.At, voted: other => other == seat ? stay : null);
        if (Deliberation.Refusal(_record.Plan.Rules, attendance, [], seat) is { } refused)
        {
            _uncounted.Add(new(entry, refused));
            return;
        }

        votes.Add(new(seat, entry.Choice, entry.Reasons, stay!.Person, stay.Quality, stay.IsTelematic, entry.At));
    }
}
