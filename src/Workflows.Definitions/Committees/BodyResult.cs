using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>
/// What a body decided as the flow and the pages read it: counts, votes, dissent with its reasons, and why, with the norm.
/// </summary>
internal static class BodyResult
{
    /// <param name="record">What the secretariat recorded of a session; null of a written vote.</param>
    public static Dictionary<string, object?> ToValues(
        BodyRules rules, BodyDecision decision, int call, string mode,
        IReadOnlyList<SeatAttendance> seats, IReadOnlyList<RecordedVote> votes, object? record) => new()
        {
            ["organo"] = rules.Name,
            ["norma"] = rules.Norm,
            ["resultado"] = decision.Outcome.ToString(),
            ["resultado_texto"] = WordsOf(decision.Outcome),
            ["modo"] = mode,
            ["citacion"] = (double)call,
            ["asisten"] = (double)decision.Attending,
            ["quorum"] = decision.QuorumNeeded is { } quorum ? (double)quorum : null,
            ["a_favor"] = (double)decision.InFavour,
            ["en_contra"] = (double)decision.Against,
            ["abstenciones"] = (double)decision.Abstentions,
            ["mayoria"] = decision.MajorityNeeded is { } majority ? (double)majority : null,
            ["ausentes"] = PlainValues.ToValues(
            seats.Where(seat => !seat.IsVacant && seat.Attendance == Attendance.Absent).Select(seat => seat.Name)),
            ["vacantes"] = PlainValues.ToValues(seats.Where(seat => seat.IsVacant).Select(seat => seat.Name)),
            ["inhabilitados"] = PlainValues.ToValues(seats.Where(seat => seat.IsImpeded).Select(seat => seat.Name)),
            ["votos"] = votes.Select(object? (vote) => vote.ToValues()).ToList(),
            ["disidencias"] = votes.Where(vote => vote.Dissents).Select(object? (vote) => vote.ToValues()).ToList(),
            ["sesion"] = record,
            ["explicacion"] = Lines(decision.Lines),
        };

    public static List<object?> Lines(IReadOnlyList<DecisionLine> lines) =>
        [.. lines.Select(object? (line) => new Dictionary<string, object?> { ["texto"] = line.Text, ["norma"] = line.Norm })];

    private static string WordsOf(BodyOutcome outcome) => outcome switch
    {
        BodyOutcome.Approved => "Aprobado",
        BodyOutcome.Rejected => "Rechazado",
        BodyOutcome.Tied => "Empate sin dirimir",
        _ => "Sin quórum",
    };
}
