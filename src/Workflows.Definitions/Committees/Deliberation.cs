namespace Workflows.Definitions.Committees;

public enum Attendance
{
    Absent,
    InPerson,
    Telematic,
}

public enum VoteChoice
{
    For,
    Against,
    Abstain,
}

/// <summary>A seat of a body on the day it decides, and who is in it.</summary>
/// <param name="Name">Unique within the body.</param>
/// <param name="IsVacant">Nobody holds it: it counts among the members and not among the designated.</param>
/// <param name="IsSubstitute">Somebody attends for its holder.</param>
/// <param name="IsImpeded">The matter is its own: it attends, and does not vote on it.</param>
public sealed record SeatAttendance(string Name, Attendance Attendance)
{
    public bool IsVacant { get; init; }

    public bool Presides { get; init; }

    public bool IsSubstitute { get; init; }

    public bool IsImpeded { get; init; }
}

/// <summary>What a seat voted, with the reasons it wants recorded.</summary>
public sealed record SeatVote(string Seat, VoteChoice Choice, string? Reasons = null);

public enum BodyOutcome
{
    /// <summary>Votes are missing and the term runs.</summary>
    Open,
    Approved,
    Rejected,
    NoQuorum,
    Tied,
}

/// <summary>A sentence of why the body decided as it did, with its norm.</summary>
public sealed record DecisionLine(string Text, string? Norm = null);

/// <summary>What a body decided on a matter, with the counts it rests on.</summary>
/// <param name="Missing">Seats that may still vote.</param>
public sealed record BodyDecision(
    BodyOutcome Outcome, int Attending, int? QuorumNeeded, int InFavour, int Against, int Abstentions, int? MajorityNeeded,
    IReadOnlyList<string> Missing, IReadOnlyList<DecisionLine> Lines);

/// <summary>
/// Counts quorum and votes of a body by its rules. The same seats and votes give the same decision, whatever their order; what may
/// not vote is refused before, by <see cref="Refusal"/>.
/// </summary>
public static class Deliberation
{
    /// <summary>Why this seat may not cast this vote, in Spanish; null when it may.</summary>
    public static string? Refusal(BodyRules rules, IReadOnlyList<SeatAttendance> seats, IReadOnlyList<SeatVote> votes, string seat)
    {
        if (seats.FirstOrDefault(other => other.Name == seat) is not { } voter || voter.IsVacant)
            return $"«{seat}» no es un asiento de este órgano que alguien ocupe: no vota.";
        if (voter.IsImpeded)
            return $"El asiento «{seat}» se abstiene en esta materia porque es propia: no vota.";
        if (voter.IsSubstitute && !rules.SubstitutesVote)
            return BodyRules.OnlyTheHolderVotes(seat);
        if (!Attends(rules, voter))
            return $"El asiento «{seat}» no asiste: no vota.";
        return votes.Any(vote => vote.Seat == seat) ? $"El asiento «{seat}» ya votó: cada asiento vota una vez." : null;
    }

    /// <param name="call">1 or 2: on second call a lower quorum may do.</param>
    /// <param name="isClosed">The term is over, or whoever presides closed the vote: what is missing does not come any more.</param>
    /// <param name="withoutVote">All who attend agreed and nobody asked for a vote: the votes are what they would have been.</param>
    public static BodyDecision Decide(
        BodyRules rules, IReadOnlyList<SeatAttendance> seats, IReadOnlyList<SeatVote> votes, int call = 1, bool isClosed = true,
        bool withoutVote = false)
    {
        var count = new Count(rules, seats, votes);
        var lines = new List<DecisionLine>();
        var quorum = call > 1 ? rules.SecondCall ?? rules.Quorum : rules.Quorum;
        int? needed = quorum?.Least(count.Of(quorum.Base));
        BodyDecision Result(BodyOutcome outcome, int? majority = null) => new(
            outcome, count.Attending.Count, needed, count.InFavour, count.Against, count.Abstentions, majority,
            outcome == BodyOutcome.Open ? count.Missing : [], lines);

        if (quorum is not null)
        {
            var isThere = count.Attending.Count >= needed;
            lines.Add(new(
                $"{(isThere ? "Hay" : "No hay")} quórum{(call > 1 ? " en segunda citación" : "")}: asisten {count.Attending.Count} y se "
                    + $"necesitan {needed}, "
                + $"{quorum.Words} ({count.Of(quorum.Base)}).", rules.Norm));
            if (!isThere)
                return Result(BodyOutcome.NoQuorum);
        }

        if (!isClosed && count.Missing.Count > 0)
            return Result(BodyOutcome.Open);
        lines.Add(new(withoutVote ? $"Se acordó sin votación y nadie se opuso: podían votar {count.InFavour}."
            : $"Votaron a favor {count.InFavour}, en contra {count.Against} y se abstuvieron {count.Abstentions}."));
        if (count.Impeded > 0)
            lines.Add(new($"No votó por ser materia propia: {count.Impeded}."));
        var (outcome, majority) = OutcomeOf(rules, count, lines);
        return Result(outcome, majority);
    }

    private static (BodyOutcome Outcome, int? Needed) OutcomeOf(BodyRules rules, Count count, List<DecisionLine> lines)
    {
        int? needed = rules.Majority?.Least(count.Of(rules.Majority.Base));
        if (needed is { } least)
        {
            lines.Add(new($"Se necesitan {least} a favor: {rules.Majority!.Words} ({count.Of(rules.Majority.Base)}).", rules.Norm));
            if (count.InFavour >= least)
                return (BodyOutcome.Approved, needed);
        }
        else
        {
            lines.Add(new("Decide la mayoría simple de quienes asisten.", rules.Norm));
        }

        if (count.InFavour == count.Against)
        {
            if (count.InFavour == 0)
                return (BodyOutcome.Rejected, needed);
            if (!rules.PresidentBreaksTie || count.PresidentChoice is not (VoteChoice.For or VoteChoice.Against))
                return (BodyOutcome.Tied, needed);
            // A casting vote is one vote more: with many abstentions not even it reaches an absolute majority.
            var isFor = count.PresidentChoice == VoteChoice.For;
            lines.Add(new($"Hay empate y decide el voto de quien preside, {(isFor ? "a favor" : "en contra")}.", rules.Norm));
            return (isFor && count.InFavour + 1 >= (needed ?? 0) ? BodyOutcome.Approved : BodyOutcome.Rejected, needed);
        }

        return (needed is null && count.InFavour > count.Against ? BodyOutcome.Approved : BodyOutcome.Rejected, needed);
    }

    private static bool Attends(BodyRules rules, SeatAttendance seat) =>
        !seat.IsVacant && (seat.Attendance == Attendance.InPerson || (seat.Attendance == Attendance.Telematic && rules.TelematicCounts));

    /// <summary>The numbers everything else is read from.</summary>
    private sealed class Count
    {
        private readonly IReadOnlyList<SeatAttendance> _seats;

        public Count(BodyRules rules, IReadOnlyList<SeatAttendance> seats, IReadOnlyList<SeatVote> votes)
        {
            _seats = seats;
            Attending = [.. seats.Where(seat => Attends(rules, seat) && (!seat.IsSubstitute || rules.SubstitutesVote))];
            var voters = Attending.Where(seat => !seat.IsImpeded).ToDictionary(seat => seat.Name, StringComparer.Ordinal);
            var cast = votes.Where(vote => voters.ContainsKey(vote.Seat)).DistinctBy(vote => vote.Seat).ToList();
            InFavour = cast.Count(vote => vote.Choice == VoteChoice.For);
            Against = cast.Count(vote => vote.Choice == VoteChoice.Against);
            Abstentions = cast.Count(vote => vote.Choice == VoteChoice.Abstain);
            Impeded = Attending.Count(seat => seat.IsImpeded);
            PresidentChoice = cast.FirstOrDefault(vote => voters[vote.Seat].Presides)?.Choice;
            var voted = cast.Select(vote => vote.Seat).ToHashSet(StringComparer.Ordinal);
            Missing = [.. voters.Keys.Where(name => !voted.Contains(name)).Order(StringComparer.Ordinal)];
        }

        public IReadOnlyList<SeatAttendance> Attending { get; }
        public IReadOnlyList<string> Missing { get; }
        public int InFavour { get; }
        public int Against { get; }
        public int Abstentions { get; }
        public int Impeded { get; }
        public VoteChoice? PresidentChoice { get; }

        /// <summary>Seats of a base. One that may not vote on a matter of its own is still a member, and attends.</summary>
        public int Of(CountBase @base) => @base switch
        {
            CountBase.Members => _seats.Count,
            CountBase.Designated => _seats.Count(seat => !seat.IsVacant),
            _ => Attending.Count,
        };
    }
}
