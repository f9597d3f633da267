using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Committees;

namespace Workflows.Definitions.Tests.Committees;

public class DeliberationTests
{
    private static readonly BodyRules Reconstruction = BodyRules.Find("fondo-reconstruccion")!;
    private static readonly BodyRules Infrastructure = BodyRules.Find("infraestructura")!;
    private static readonly BodyRules Food = BodyRules.Find("chile-alimenta")!;
    private static readonly BodyRules Science = BodyRules.Find("consejo-ciencia")!;
    private static readonly BodyRules Regional = BodyRules.Find("consejo-regional")!;

    [Fact]
    public void Three_of_five_are_the_absolute_majority_that_the_reconstruction_committee_meets_with()
    {
        Assert.Equal(BodyOutcome.NoQuorum, Decide(Reconstruction, Seats(members: 5, attending: 2), "++").Outcome);

        var decision = Decide(Reconstruction, Seats(members: 5, attending: 3), "++-");

        Assert.Equal((BodyOutcome.Approved, 3, 2), (decision.Outcome, decision.QuorumNeeded, decision.MajorityNeeded));
        Assert.Contains(decision.Lines, line => line.Norm == "Decreto exento 24 de 2026"
            && line.Text == "Hay quórum: asisten 3 y se necesitan 3, la mayoría absoluta de los miembros (5).");
    }

    [Fact]
    public void The_vote_of_whoever_presides_breaks_a_tie_in_the_reconstruction_committee()
    {
        var seats = Seats(members: 5, attending: 4);

        Assert.Equal(BodyOutcome.Approved, Decide(Reconstruction, seats, "++--").Outcome);
        Assert.Equal(BodyOutcome.Rejected, Decide(Reconstruction, seats, "-+-+").Outcome);
        Assert.Equal(BodyOutcome.Tied, Decide(Reconstruction, seats, "0+-0").Outcome);
    }

    [Fact]
    public void A_casting_vote_is_one_vote_more_and_reaches_no_absolute_majority_over_many_abstentions() =>
        Assert.Equal(BodyOutcome.Rejected, Decide(Reconstruction, Seats(members: 5, attending: 5), "+-000").Outcome);

    [Fact]
    public void Seven_of_the_twelve_ministers_decide_however_few_attend_the_infrastructure_committee()
    {
        Assert.Equal(BodyOutcome.Rejected, Decide(Infrastructure, Seats(members: 12, attending: 6), "++++++").Outcome);
        Assert.Equal(BodyOutcome.Approved, Decide(Infrastructure, Seats(members: 12, attending: 8), "+++++++-").Outcome);
    }

    [Fact]
    public void Half_of_those_designated_is_enough_for_the_food_committee_though_seats_are_vacant()
    {
        var seats = Seats(members: 13, attending: 5, vacant: 3);

        var decision = Decide(Food, seats, "++-00");

        Assert.Equal((BodyOutcome.Approved, 5), (decision.Outcome, decision.QuorumNeeded));
        Assert.Equal(BodyOutcome.NoQuorum, Decide(Food, Seats(members: 13, attending: 5), "++-00").Outcome);
    }

    [Fact]
    public void A_tie_of_the_food_committee_is_broken_by_whoever_presides_and_nobody_in_favour_is_no_decision()
    {
        var seats = Seats(members: 13, attending: 8);

        Assert.Equal(BodyOutcome.Approved, Decide(Food, seats, "+-+-0000").Outcome);
        Assert.Equal(BodyOutcome.Rejected, Decide(Food, seats, "00000000").Outcome);
    }

    [Fact]
    public void The_science_council_meets_with_five_whatever_its_size()
    {
        Assert.Equal(BodyOutcome.NoQuorum, Decide(Science, Seats(members: 9, attending: 4), "++++").Outcome);
        Assert.Equal(BodyOutcome.Approved, Decide(Science, Seats(members: 20, attending: 5), "++000").Outcome);
        Assert.Equal(BodyOutcome.Tied, Decide(Science, Seats(members: 20, attending: 5), "++--0").Outcome);
    }

    [Fact]
    public void The_regional_council_needs_three_fifths_at_first_call_and_more_than_half_at_the_second()
    {
        var eleven = Seats(members: 20, attending: 11);

        Assert.Equal(
            (BodyOutcome.NoQuorum, 12), (Decide(Regional, eleven, "+++++++++++").Outcome, Decide(Regional, eleven, "").QuorumNeeded));
        var second = Deliberation.Decide(Regional, eleven, Votes(eleven, "++++++-----"), call: 2);
        Assert.Equal((BodyOutcome.Approved, 11, 6), (second.Outcome, second.QuorumNeeded, second.MajorityNeeded));
        Assert.Equal(BodyOutcome.NoQuorum, Deliberation.Decide(Regional, Seats(members: 20, attending: 10), [], call: 2).Outcome);
    }

    [Fact]
    public void An_abstention_counts_against_an_absolute_majority_of_those_attending_and_not_against_a_simple_one()
    {
        Assert.Equal(BodyOutcome.Rejected, Decide(Reconstruction, Seats(members: 5, attending: 5), "++000").Outcome);
        Assert.Equal(BodyOutcome.Approved, Decide(Food, Seats(members: 5, attending: 5), "++000").Outcome);
    }

    [Fact]
    public void A_seat_votes_once_and_never_on_a_matter_of_its_own()
    {
        SeatAttendance[] seats =
        [
            new("Dipres", Attendance.InPerson) { Presides = true }, new("Segpres", Attendance.InPerson),
            new("Subdere", Attendance.Telematic) { IsImpeded = true }, new("Vacante", Attendance.Absent) { IsVacant = true },
            new("Hacienda", Attendance.Absent),
        ];
        SeatVote[] votes = [new("Dipres", VoteChoice.For)];

        Assert.Equal(
            "El asiento «Dipres» ya votó: cada asiento vota una vez.", Deliberation.Refusal(Reconstruction, seats, votes, "Dipres"));
        Assert.Contains("materia", Deliberation.Refusal(Reconstruction, seats, votes, "Subdere"), StringComparison.Ordinal);
        Assert.Contains("no asiste", Deliberation.Refusal(Reconstruction, seats, votes, "Hacienda"), StringComparison.Ordinal);
        Assert.NotNull(Deliberation.Refusal(Reconstruction, seats, votes, "Vacante"));
        Assert.NotNull(Deliberation.Refusal(Reconstruction, seats, votes, "Otro"));
        Assert.Null(Deliberation.Refusal(Reconstruction, seats, votes, "Segpres"));
        // What slipped through all the same is not counted.
        var decision = Deliberation.Decide(
            Reconstruction, seats,
            [.. votes, new("Dipres", VoteChoice.Against), new("Subdere", VoteChoice.Against), new("Segpres", VoteChoice.For)]);
        Assert.Equal((2, 0), (decision.InFavour, decision.Against));
        Assert.Contains(decision.Lines, line => line.Text == "No votó por ser materia propia: 1.");
    }

    [Fact]
    public void A_substitute_votes_only_where_the_norm_lets_the_seat_be_substituted()
    {
        SeatAttendance[] seats = [new("Titular", Attendance.InPerson), new("Otro", Attendance.InPerson) { IsSubstitute = true }];

        Assert.Null(Deliberation.Refusal(Reconstruction, seats, [], "Otro"));
        Assert.Contains("solo vota quien es titular", Deliberation.Refusal(Regional, seats, [], "Otro"), StringComparison.Ordinal);
        Assert.Equal(1, Decide(Regional, seats, "").Attending);
    }

    [Fact]
    public void While_its_term_runs_a_vote_stays_open_and_names_who_is_missing()
    {
        var seats = Seats(members: 5, attending: 4);

        var open = Deliberation.Decide(Reconstruction, seats, Votes(seats, "++"), isClosed: false);

        Assert.Equal(BodyOutcome.Open, open.Outcome);
        Assert.Equal(["Asiento 03", "Asiento 04"], open.Missing);
        Assert.Equal(BodyOutcome.Approved, Deliberation.Decide(Reconstruction, seats, Votes(seats, "+++-"), isClosed: false).Outcome);
    }

    [Fact]
    public void The_order_of_votes_changes_nothing_and_one_more_in_favour_never_undoes_an_approval() =>
        Prop.ForAll(Gen.Choose(0, 2).ListOf().Select(list => list.Take(40).ToList()).ToArbitrary(), choices =>
        {
            var seats = Seats(choices.Count, choices.Count);
            var votes = seats.Zip(choices, (seat, choice) => new SeatVote(seat.Name, (VoteChoice)choice)).ToList();
            return BodyRules.Shipped.All(rules =>
            {
                var decision = Deliberation.Decide(rules, seats, votes);
                var turned = Deliberation.Decide(rules, [.. seats.Reverse()], [.. votes.AsEnumerable().Reverse()]);
                var better = votes.FindIndex(vote => vote.Choice != VoteChoice.For) is var i && i >= 0
                    ? votes.Select((vote, j) => j == i ? vote with { Choice = VoteChoice.For } : vote).ToList()
                    : votes;
                return decision.Outcome == turned.Outcome
                    && (
                        decision.Outcome != BodyOutcome.Approved
                            || Deliberation.Decide(rules, seats, better).Outcome == BodyOutcome.Approved);
            });
        }).QuickCheckThrowOnFailure();

    private static BodyDecision Decide(BodyRules rules, IReadOnlyList<SeatAttendance> seats, string votes) =>
        Deliberation.Decide(rules, seats, Votes(seats, votes));

    /// <summary>The first presides; the last are vacant, those before them absent.</summary>
    private static SeatAttendance[] Seats(int members, int attending, int vacant = 0) =>
        [.. Enumerable.Range(1, members).Select(i => new SeatAttendance(
            $"Asiento {i.ToString("00", CultureInfo.InvariantCulture)}", i <= attending ? Attendance.InPerson : Attendance.Absent)
        {
            Presides = i == 1,
            IsVacant = i > members - vacant,
        })];

    private static SeatVote[] Votes(IReadOnlyList<SeatAttendance> seats, string votes) =>
        [.. votes.Select(
            (vote, i) =>
                new SeatVote(seats[i].Name, vote switch { '+' => VoteChoice.For, '-' => VoteChoice.Against, _ => VoteChoice.Abstain }))];
}
