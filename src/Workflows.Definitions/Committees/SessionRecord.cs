using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>A seat with a vote as the record of a session shows it, with who attended in it and when.</summary>
/// <param name="IsActing">Whoever is in its post that day does so for somebody else by law: they name no alternate.</param>
public sealed record SessionSeat(
    string Name, string RoleLabel, string? Holder, bool IsVacant, bool HoldsPresidency, bool IsActing, IReadOnlyList<string> Alternates,
    IReadOnlyList<SeatStay> Stays);

/// <summary>The quorum at an instant, with its base and its norm.</summary>
/// <param name="Needed">Null when the norm of the body asks for none.</param>
/// <param name="By">Who counted, when somebody wrote it down.</param>
public sealed record QuorumCount(DateTimeOffset At, int Attending, int? Needed, IReadOnlyList<DecisionLine> Lines, string? By = null)
{
    public bool IsReached => Needed is null || Attending >= Needed;
}

/// <summary>
/// What the entries of a session add up to: who attended when, the quorum at any instant, how each seat voted on each item and what that
/// decides by the norm of the body. The same entries give the same record in whatever order they were written down.
/// </summary>
public sealed class SessionRecord
{
    private readonly IReadOnlyList<BodySeat> _seats;
    private readonly SessionStays _stays;
    private readonly IReadOnlyList<SessionEntry> _presiding;
    private readonly List<UncountedEntry> _uncounted;

    /// <param name="seatsFor">The world's answer about the seats of the day, for the institution a matter is of; null for none.</param>
    public SessionRecord(SessionPlan plan, Func<string?, IReadOnlyList<BodySeat>> seatsFor, IEnumerable<SessionEntry> entries)
    {
        Plan = plan;
        _seats = [.. seatsFor(null).Select(WithAccredited)];
        Impeded = plan.Items.ToDictionary(item => item.Number, item => ImpededIn(item, seatsFor), StringComparer.Ordinal);
        Written = [.. entries.GroupBy(entry => entry.Id, StringComparer.Ordinal)
            .Select(same => same.MinBy(entry => (entry.RecordedAt, entry.ToString()))!)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Kind == SessionEntryKind.Leave ? 0 : 1)
                .ThenBy(entry => entry.Id, StringComparer.Ordinal)];
        var mistakes = Written.Where(entry => entry.Kind == SessionEntryKind.Void).Select(entry => entry.Voids)
            .ToHashSet(StringComparer.Ordinal);
        Voided = [.. Written.Where(entry => entry.Kind != SessionEntryKind.Void && mistakes.Contains(entry.Id)).Select(entry => entry.Id)];
        var valid = Written.Where(entry => entry.Kind != SessionEntryKind.Void && !mistakes.Contains(entry.Id))
            .Select(entry => (Entry: entry, Problem: ProblemOf(entry))).ToList();
        _uncounted = [.. valid.Where(one => one.Problem is not null).Select(one => new UncountedEntry(one.Entry, one.Problem!))];
        List<SessionEntry> counted = [.. valid.Where(one => one.Problem is null).Select(one => one.Entry)];
        _stays = new(_seats, counted);
        _presiding = [.. counted.Where(entry => entry.Kind == SessionEntryKind.Preside)];
        Counts = [.. counted.Where(entry => entry.Kind == SessionEntryKind.Quorum)
            .Select(entry => QuorumAt(entry.At) with { By = entry.RecordedBy })];
        Votes = new(this, counted);
    }

    public SessionPlan Plan { get; }

    /// <summary>Every entry, in the order in which things happened.</summary>
    public IReadOnlyList<SessionEntry> Written { get; }

    /// <summary>Ids of entries that were mistakes.</summary>
    public IReadOnlyCollection<string> Voided { get; }

    /// <summary>Each count of the quorum that somebody wrote down.</summary>
    public IReadOnlyList<QuorumCount> Counts { get; }
    public IReadOnlyList<GuestStay> Guests => _stays.Guests;
    public IReadOnlyList<UncountedEntry> Uncounted => [.. _uncounted, .. _stays.Uncounted, .. Votes.Uncounted];
    public IReadOnlyList<SessionSeat> Seats => [.. _seats.Select(seat => new SessionSeat(
        seat.Name, Role.Find(seat.Role)?.Label ?? seat.Role, seat.Holder, seat.IsVacant, seat.Presides,
        seat.Substitutes.Count > 0 && !seat.ActsByAlternate, seat.Alternates, _stays.Of(seat.Name)))];

    internal SessionVotes Votes { get; }

    /// <summary>By number of the item: the seats whose matter it is.</summary>
    internal IReadOnlyDictionary<string, HashSet<string>> Impeded { get; }

    internal bool HasPresidency => _seats.Any(seat => seat.Presides);

    public ItemDecision DecisionOf(SessionItem item) => Votes.Of(item);

    public QuorumCount QuorumAt(DateTimeOffset at)
    {
        var decision = Deliberation.Decide(Plan.Rules, AttendanceAt(at), [], Plan.Call, isClosed: false);
        return new(at, decision.Attending, decision.QuorumNeeded, decision.QuorumNeeded is null
            ? [new($"Asisten {decision.Attending}. La norma del órgano no pide quórum.", Plan.Rules.Norm)]
            : [decision.Lines[0]]);
    }

    /// <summary>The seats that attend at an instant and may still vote on an item, in the order of the body.</summary>
    public IReadOnlyList<string> MayVoteAt(SessionItem item, DateTimeOffset at)
    {
        var (seats, voted) = (AttendanceAt(at, Impeded[item.Number]),
            DecisionOf(item).Votes.Select(vote => new SeatVote(vote.Seat, VoteChoice.Abstain)).ToList());
        return [.. seats.Where(seat => Deliberation.Refusal(Plan.Rules, seats, voted, seat.Name) is null).Select(seat => seat.Name)];
    }

    /// <summary>Every instant at which somebody came or went, the first of them first.</summary>
    public IEnumerable<DateTimeOffset> Moments => _seats.SelectMany(seat => _stays.Of(seat.Name))
        .SelectMany(stay => stay.To is { } to ? [stay.From, to] : new[] { stay.From }).Distinct().Order();

    /// <summary>The seat that presides at an instant; null when nobody does, or nobody wrote down who.</summary>
    public string? PresidingAt(DateTimeOffset at)
    {
        bool IsIn(string seat) => _stays.Of(seat).Any(stay => stay.CoversVote(at));
        return _presiding.LastOrDefault(entry => entry.At <= at && IsIn(entry.Seat!))?.Seat
            ?? _seats.FirstOrDefault(seat => seat.Presides && IsIn(seat.Name))?.Name;
    }

    /// <summary>Why an entry cannot count whatever else was written down, in Spanish; null when it may.</summary>
    public string? ProblemOf(SessionEntry entry) => entry.Kind switch
    {
        SessionEntryKind.Quorum => null,
        SessionEntryKind.Void => entry.Voids is null or "" ? "Di qué registro se anula." : null,
        SessionEntryKind.Unanimous => ItemProblem(entry),
        SessionEntryKind.Vote => ItemProblem(entry) ?? SeatProblem(entry) ?? VoteProblem(entry),
        SessionEntryKind.Preside => SeatProblem(entry),
        _ when entry is { Seat: null, Guest: null } or { Seat: not null, Guest: not null } => "Di qué asiento, o qué persona invitada.",
        _ when entry.Guest is not null => string.IsNullOrWhiteSpace(entry.Guest) ? "Escribe el nombre de la persona invitada." : null,
        _ => SeatProblem(entry) ?? (entry.Kind == SessionEntryKind.Enter ? AlternateProblem(entry) : null),
    };

    internal List<SeatAttendance> AttendanceAt(
        DateTimeOffset at, IReadOnlySet<string>? impeded = null, Func<string, SeatStay?>? voted = null)
    {
        var presiding = PresidingAt(at);
        return [.. _seats.Select(seat =>
        {
            var stay = _stays.Of(seat.Name).LastOrDefault(stay => stay.CoversQuorum(at)) ?? voted?.Invoke(seat.Name);
            return new SeatAttendance(
                seat.Name, stay is null ? Attendance.Absent : stay.IsTelematic ? Attendance.Telematic : Attendance.InPerson)
            {
                IsVacant = seat.IsVacant, Presides = seat.Name == presiding, IsSubstitute = stay is { Quality: not SeatQuality.Holder },
                IsImpeded = impeded?.Contains(seat.Name) ?? false,
            };
        })];
    }

    internal SeatStay? StayAtVote(string seat, DateTimeOffset at) => _stays.Of(seat).LastOrDefault(stay => stay.CoversVote(at));

    private BodySeat? Find(string? name) => _seats.FirstOrDefault(seat => seat.Name == name);

    private string? ItemProblem(SessionEntry entry) =>
        Plan.Items.Any(item => item.Number == entry.Item) ? null : $"«{entry.Item}» no es un punto de la tabla.";

    private string? SeatProblem(SessionEntry entry) => Find(entry.Seat) switch
    {
        null => $"«{entry.Seat}» no es un asiento con voto de este órgano: si asiste, regístralo como persona invitada.",
        { IsVacant: true } => $"Nadie ocupa el asiento «{entry.Seat}»: no asiste.",
        _ => null,
    };

    private string? VoteProblem(SessionEntry entry) => entry.Choice is not null && Impeded[entry.Item!].Contains(entry.Seat!)
        ? $"El asiento «{entry.Seat}» se abstiene en esta materia porque es propia: no vota."
        : null;

    private string? AlternateProblem(SessionEntry entry)
    {
        var seat = Find(entry.Seat)!;
        if (entry.Quality != SeatQuality.Alternate)
            return null;
        if (seat.ProblemOfAlternate(Plan.Rules) is { } problem)
            return problem;
        if (entry.Person is null)
            return seat.Alternates.Count == 1 ? null : $"Di quién asiste como suplente de «{seat.Name}».";
        if (seat.Alternates.Count == 0 || seat.Alternates.Contains(entry.Person))
            return null;
        var named = seat.Alternates is [var only] ? $"lo es {only}" : $"lo son {string.Join(", ", seat.Alternates)}";
        return $"{entry.Person} no es suplente de «{seat.Name}» ese día: {named}.";
    }

    private BodySeat WithAccredited(BodySeat seat) =>
        Plan.Accredited.Where(one => one.Seat == seat.Name).Select(one => one.Name).ToList() is { Count: > 0 } named
        ? seat with { Alternates = [.. seat.Alternates.Concat(named).Distinct()] }
        : seat;

    private HashSet<string> ImpededIn(SessionItem item, Func<string?, IReadOnlyList<BodySeat>> seatsFor)
    {
        var seats = item.Institution is { } institution ? seatsFor(institution) : _seats;
        return [.. item.Impeded, .. seats.Where(seat => seat.OwnMatter).Select(seat => seat.Name)];
    }
}
