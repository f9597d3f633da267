using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Committees;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>How an item is decided by what each seat voted while it attended.</summary>
public class SessionVotesTests
{
    [Fact]
    public void An_item_is_decided_by_the_seats_that_attended_with_the_norm_of_the_body()
    {
        var decision = Of(new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Vote("10:30", "1", "++-"), "1");

        Assert.True(decision.IsApproved);
        Assert.Equal((Room.At("10:30"), "Asiento 01", 0), (decision.At, decision.Presiding, decision.Problems.Count));
        Assert.Equal("Falta el costo.", Assert.Single(decision.Dissents).Reasons);
    }

    [Fact]
    public void Who_was_not_there_did_not_vote_and_whoever_leaves_in_that_minute_did()
    {
        var room = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Leave("10:30", 3).Vote("10:30", "1", "+++")
            .Cast("10:30", "1", 4, '+');

        Assert.Equal("El asiento «Asiento 04» no asiste: no vota.", Assert.Single(room.Record.Uncounted).Why);
        Assert.Equal((3, true), (Of(room, "1").Votes.Count, Of(room, "1").IsApproved));
    }

    [Fact]
    public void Two_secretaries_who_write_the_same_vote_wrote_one_and_different_votes_have_to_be_put_in_order()
    {
        var same = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Vote("10:30", "1", "+++").Cast("10:31", "1", 2, '+');
        var other = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Vote("10:30", "1", "+++").Cast("10:31", "1", 2, '-');

        Assert.Empty(Of(same, "1").Problems);
        Assert.Equal(["constan dos votos distintos del asiento «Asiento 02»: anula el que no corresponde."], Of(other, "1").Problems);
        Assert.Empty(Of(other.Void("10:32"), "1").Problems);
    }

    [Fact]
    public void A_seat_whose_matter_it_is_attends_and_does_not_vote()
    {
        var room = new Room("fondo-reconstruccion", Body.World("fondo-reconstruccion", 5), Room.Item("1", null, "Asiento 03"))
            .Enter("10:00", 1, 2, 3).Vote("10:30", "1", "+-+");

        Assert.Equal(
            "El asiento «Asiento 03» se abstiene en esta materia porque es propia: no vota.", Assert.Single(room.Record.Uncounted).Why);
        Assert.Equal((3, 1), (Of(room, "1").Result!.Attending, Of(room, "1").Result!.InFavour));
    }

    [Fact]
    public void A_seat_that_withdraws_in_the_session_still_makes_the_quorum()
    {
        var decision = Of(new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Vote("10:30", "1", "++x"), "1");

        Assert.Equal((true, 3, 0), (decision.IsApproved, decision.Result!.Attending, decision.Problems.Count));
    }

    [Fact]
    public void A_missing_vote_of_somebody_who_attended_is_asked_for_and_until_then_nothing_is_decided()
    {
        var decision = Of(new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Vote("10:30", "1", "++."), "1");

        Assert.Equal(["falta el voto del asiento «Asiento 03», que asistía y puede votar."], decision.Problems);
        Assert.True(decision.IsOpen);
        Assert.False(Of(new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Vote("10:30", "1", "+++"), "1").IsOpen);
    }

    [Fact]
    public void Agreeing_without_a_vote_is_written_down_as_such_and_still_needs_the_quorum_and_the_majority_of_the_norm()
    {
        var agreed = Of(new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Unanimous("10:20", "1"), "1");
        var few = Of(new Room("infraestructura", 12).Enter("10:00", 1, 2, 3).Unanimous("10:20", "1"), "1");

        Assert.Equal((true, true, 3), (agreed.IsApproved, agreed.IsUnanimous, agreed.Result!.InFavour));
        Assert.Contains(agreed.Result!.Lines, line => line.Text == "Se acordó sin votación y nadie se opuso: podían votar 3.");
        Assert.False(few.IsApproved);
    }

    [Fact]
    public void Who_may_still_vote_attends_has_not_voted_and_has_no_matter_of_their_own_in_it()
    {
        var record = new Room("consejo-ciencia", Body.World("consejo-ciencia", 6), Room.Item("1", null, "Asiento 04"))
            .Enter("10:00", 1, 2, 3, 4, 5).Enter("10:10", 5, SeatQuality.Acting, "Quien subroga").Leave("10:20", 3)
                .Cast("10:30", "1", 1, '+').Record;

        Assert.Equal(["Asiento 02"], record.MayVoteAt(record.Plan.Items[0], Room.At("10:31")));
    }

    [Fact]
    public void Votes_and_agreeing_without_a_vote_contradict_each_other() =>
        Assert.Contains("anula lo que no corresponde", Assert.Single(Of(
            new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Unanimous("10:20", "1").Vote("10:30", "1", "+++"), "1").Problems),
            StringComparison.Ordinal);

    [Fact]
    public void The_vote_of_whoever_presides_at_that_moment_breaks_the_tie()
    {
        var room = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3, 4).Vote("10:30", "1", "++--").Preside("10:40", 4)
            .Vote("10:50", "2", "++--");

        Assert.Equal([BodyOutcome.Approved, BodyOutcome.Rejected], new[] { "1", "2" }.Select(item => Of(room, item).Result!.Outcome));
    }

    [Fact]
    public void Where_only_holders_vote_a_substitute_attends_without_a_vote_and_outside_the_count()
    {
        var room = new Room("consejo-ciencia", 6).Enter("10:00", 1, 2, 3, 4, 5).Enter("10:10", 5, SeatQuality.Acting, "Quien subroga")
            .Vote("10:30", "1", "+++++");

        Assert.Equal(
            "En este órgano solo vota quien es titular: el suplente de «Asiento 05» no vota.", Assert.Single(room.Record.Uncounted).Why);
        Assert.Equal(BodyOutcome.NoQuorum, Of(room, "1").Result!.Outcome);
    }

    [Fact]
    public void Without_presidency_nothing_is_decided_before_somebody_is_said_to_preside()
    {
        var room = new Room("fondo-reconstruccion", 5).Enter("10:00", 2, 3, 4).Vote("10:30", "1", ".+++");

        Assert.Equal(["no consta quién presidía cuando se decidió: registra quién preside."], Of(room, "1").Problems);
        Assert.Empty(Of(room.Preside("10:00", 2), "1").Problems);
    }

    [Fact]
    public void The_order_in_which_entries_arrive_changes_nothing_and_what_two_secretaries_send_twice_counts_once() =>
        Prop.ForAll(Sessions.ToArbitrary(), session =>
        {
            var room = new Room(
                "consejo-regional", Body.World("consejo-regional", 6, vacant: 1), Room.Item("1"), Room.Item("2", null, "Asiento 02"));
            var told = Said(room.RecordOf(session.Entries));
            var shuffled = session.Entries.Zip(session.Order).OrderBy(one => one.Second).Select(one => one.First).ToList();
            var half = shuffled.Count / 2;
            return Said(room.RecordOf(shuffled)) == told
                && Said(room.RecordOf([.. shuffled.Take(half + 2), .. shuffled.Skip(half), .. shuffled.Take(1)])) == told;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_written_down_no_seat_votes_twice_nobody_absent_votes_and_the_quorum_never_exceeds_the_seats() =>
        Prop.ForAll(Sessions.ToArbitrary(), session =>
        {
            var record = new Room("consejo-regional", Body.World("consejo-regional", 6, vacant: 1), Room.Item("1"), Room.Item("2"))
                .RecordOf(session.Entries);
            return record.Plan.Items.Select(record.DecisionOf).All(decision =>
                decision.Votes.Select(vote => vote.Seat).Distinct().Count() == decision.Votes.Count
                && decision.Votes.All(
                    vote => record.Seats.Single(seat => seat.Name == vote.Seat).Stays.Any(stay => stay.CoversVote(vote.At))))
                && record.Moments.All(at => record.QuorumAt(at).Attending <= 5)
                && record.Seats.All(seat => seat.Stays.Zip(seat.Stays.Skip(1)).All(pair => pair.First.To <= pair.Second.From));
        }).QuickCheckThrowOnFailure();

    private sealed record Session(List<SessionEntry> Entries, List<int> Order);

    /// <summary>
    /// Anything that hands may write down, sensible or not: seats that do not exist, votes of the absent, mistakes of mistakes.
    /// </summary>
    private static Gen<Session> Sessions =>
        from count in Gen.Choose(1, 60)
        from facts in Gen.Choose(0, 1_000_000).ListOf(count * 6)
        from order in Gen.Choose(0, 1_000).ListOf(count)
        select new Session([.. Enumerable.Range(0, count).Select(i => Written(i, [.. facts.Skip(i * 6).Take(6)]))], [.. order]);

    private static SessionEntry Written(int id, int[] facts)
    {
        var kind = (SessionEntryKind)(facts[0] % 7);
        var isGuest = kind is SessionEntryKind.Enter or SessionEntryKind.Leave && facts[1] % 9 == 0;
        return new SessionEntry($"r{id}", kind, Room.At("10:00").AddMinutes(facts[2] % 30))
        {
            Seat = isGuest ? null : Body.NameOf((facts[1] % 7) + 1),
            Guest = isGuest ? "Una experta" : null,
            Item = facts[3] % 8 == 0 ? "9" : (facts[3] % 2) == 0 ? "1" : "2",
            Choice = facts[4] % 4 == 3 ? null : (VoteChoice)(facts[4] % 4),
            IsTelematic = facts[5] % 3 == 0,
            Quality = (SeatQuality)(facts[5] % 4 == 0 ? 1 : 0),
            Voids = kind == SessionEntryKind.Void ? $"r{facts[4] % 60}" : null,
        };
    }

    private static string Said(SessionRecord record) => string.Join('\n',
    [
        .. record.Seats.Select(seat => $"{seat.Name}: {string.Join("; ", seat.Stays)}"), .. record.Guests.Select(guest => guest.ToString()),
        .. record.Uncounted.Select(one => $"{one.Entry.Id} {one.Why}").Order(StringComparer.Ordinal),
        .. record.Moments.Select(at => $"{record.QuorumAt(at).Lines[0].Text} {record.PresidingAt(at)}"),
        .. record.Plan.Items.Select(record.DecisionOf).Select(decision =>
            $"{decision.At} {string.Join("; ", decision.Votes)} {decision.Result?.Outcome} {string.Join("; ", decision.Problems)}"),
    ]);

    private static ItemDecision Of(Room room, string item) => room.Record is var record
        ? record.DecisionOf(record.Plan.Items.Single(one => one.Number == item))
        : throw new InvalidOperationException();
}
