using BenchmarkDotNet.Attributes;
using Workflows.Definitions.Committees;

namespace Workflows.Benchmarks;

/// <summary>The record of a session of forty seats and thirty items, each voted by all: what its page asks for after every entry.</summary>
[MemoryDiagnoser]
public class SessionBenchmarks
{
    private const int Seats = 40;
    private const int Items = 30;

    private static readonly DateTimeOffset Start = new(2026, 9, 3, 14, 0, 0, TimeSpan.Zero);

    private readonly SessionPlan _plan = new("consejo-regional", "consejo-regional", new(2026, 9, 3), new(10, 0), 1)
    {
        Items = [.. Enumerable.Range(1, Items).Select(item => new SessionItem($"{item}", $"Materia {item}", null, []))],
    };

    private readonly List<BodySeat> _seats = [.. Enumerable.Range(1, Seats).Select(seat => new BodySeat(
        $"Asiento {seat}", seat == 1 ? "committee.president" : "committee.member", $"consejo-regional/Asiento {seat}")
    {
        Holder = $"Integrante {seat}",
    })];

    private readonly List<SessionEntry> _entries =
    [
        .. Enumerable.Range(1, Seats)
            .Select(seat => new SessionEntry($"entra-{seat}", SessionEntryKind.Enter, Start) { Seat = $"Asiento {seat}" }),
        .. Enumerable.Range(1, Items).SelectMany(item => Enumerable.Range(1, Seats).Select(seat =>
            new SessionEntry($"voto-{item}-{seat}", SessionEntryKind.Vote, Start.AddMinutes(item))
            {
                Seat = $"Asiento {seat}", Item = $"{item}", Choice = seat % 9 == 0 ? VoteChoice.Against : VoteChoice.For,
            })),
    ];

    [Benchmark]
    public int RecordOfThirtyItemsAndFortyAttendees()
    {
        var record = new SessionRecord(_plan, _ => _seats, _entries);
        var approved = _plan.Items.Count(
            item => record.DecisionOf(item).IsApproved && record.MayVoteAt(item, Start.AddHours(1)).Count == 0);
        return approved == Items && record.QuorumAt(Start).IsReached
            ? approved
            : throw new InvalidOperationException("The session decided something else: there is nothing to measure.");
    }
}
