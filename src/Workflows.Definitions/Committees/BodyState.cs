using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>
/// What a decision of a body remembers between bursts: its seats as they were on the day it was asked, and the votes so far.
/// </summary>
/// <param name="Call">1, or 2 when the first had no quorum and the norm knows a second.</param>
internal sealed record BodyState(int Call, IReadOnlyList<BodySeat> Seats, IReadOnlyList<RecordedVote> Votes)
{
    /// <summary>Votes that are still asked for in this call.</summary>
    public int Awaited { get; init; }

    /// <summary>In writing, who votes attends; a seat that may not vote on its own matter attends all the same.</summary>
    public List<SeatAttendance> Attended => [.. Seats.Select(seat =>
    {
        var vote = Votes.FirstOrDefault(vote => vote.Seat == seat.Name);
        var isImpeded = seat.OwnMatter || vote is { OwnMatter: true };
        return new SeatAttendance(seat.Name, vote is null && !seat.OwnMatter ? Attendance.Absent : Attendance.InPerson)
        {
            IsVacant = seat.IsVacant, Presides = seat.Presides, IsSubstitute = vote is { BySubstitute: true }, IsImpeded = isImpeded,
        };
    })];

    public Dictionary<string, object?> ToValues() => new()
    {
        ["call"] = (double)Call,
        ["seats"] = Seats.Select(object? (seat) => seat.ToValues()).ToList(),
        ["votes"] = Votes.Select(object? (vote) => vote.ToValues()).ToList(),
        ["awaited"] = (double)Awaited,
    };

    public static BodyState FromValues(object? values) => new(
        values.WholeOf("call") ?? 1, [.. values.ListOf("seats").Select(BodySeat.FromValues)],
        [.. values.ListOf("votes").Select(RecordedVote.FromValues)])
    {
        Awaited = values.WholeOf("awaited") ?? 0,
    };
}
