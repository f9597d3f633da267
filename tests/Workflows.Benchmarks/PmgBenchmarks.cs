using BenchmarkDotNet.Attributes;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Pmg.Scoring;

namespace Workflows.Benchmarks;

/// <summary>What the PMG computes when it decides: the result of every institution, and the vote of the largest body.</summary>
[MemoryDiagnoser]
public class PmgBenchmarks
{
    private const int Institutions = 159;
    private const int Seats = 40;

    private readonly IncentiveRules _incentive = IncentiveRules.Find("PMG")!;
    private readonly BodyRules _body = BodyRules.Find("consejo-regional")!;

    /// <summary>Ten goals in three objectives each, with weights that do not divide evenly and a different result in each.</summary>
    private readonly Goal[][] _results =
    [
        .. Enumerable.Range(0, Institutions).Select(institution => Enumerable.Range(0, 10).Select(goal => new Goal(
            $"Indicador {goal}", $"Objetivo {goal % 3}", goal == 9 ? 10.03m : 9.9966m + (0.0001m * (goal % 2)), new Measure(97 + goal),
                new Measure(80 + (institution % 23) + goal))
        {
            Minimum = 50,
        }).ToArray()).Select(Whole),
    ];

    private readonly SeatAttendance[] _seats =
        [.. Enumerable.Range(0, Seats).Select(seat => new SeatAttendance($"Asiento {seat}", Attendance.InPerson) { Presides = seat == 0 })];

    private readonly SeatVote[] _votes =
        [.. Enumerable.Range(0, Seats).Select(seat => new SeatVote($"Asiento {seat}", (VoteChoice)(seat % 3), "Por el costo."))];

    /// <summary>The degree of every goal and institution with its explanation line by line.</summary>
    [Benchmark]
    public string ResultsOfAllInstitutions()
    {
        var shown = "";
        foreach (var goals in _results)
            shown = Scorer.Of(_incentive, goals).ShownDegree;
        return shown;
    }

    /// <summary>Whether each of forty seats may vote, and what they decided together, with its reasons.</summary>
    [Benchmark]
    public BodyOutcome VoteOfFortySeats()
    {
        for (var i = 0; i < Seats; i++)
        {
            if (Deliberation.Refusal(_body, _seats, _votes[..i], _votes[i].Seat) is { } refused)
                throw new InvalidOperationException(refused);
        }

        return Deliberation.Decide(_body, _seats, _votes).Outcome;
    }

    /// <summary>The last weight is what the others leave of a hundred.</summary>
    private static Goal[] Whole(Goal[] goals) => [.. goals[..^1], goals[^1] with { Weight = 100 - goals[..^1].Sum(goal => goal.Weight) }];
}
