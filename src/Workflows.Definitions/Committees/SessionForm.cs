using Workflows.Definitions.Tasks;
using Workflows.Engine;
using static Workflows.Definitions.Committees.FieldDrawing;

namespace Workflows.Definitions.Committees;

/// <summary>
/// What the secretariat records of a session about one matter: a row for each seat, with who attended and how it voted. It refuses what
/// the body's norm does not admit, and decides nothing.
/// </summary>
internal static class SessionForm
{
    public const string Rules = "committee.session";
    public const string Table = "asistencia";

    private const string Substitute = "suplente";
    private const string Acting = "subrogante";

    public static List<object?> Fields(IReadOnlyList<BodySeat> seats) =>
    [
        Field("fecha", "Fecha de la sesión", "date", required: true),
        Choice("modalidad", "Modalidad", ("presencial", "Presencial"), ("telematica", "Telemática"), ("hibrida", "Híbrida")),
        new Dictionary<string, object?>(Field(Table, "Asistencia y votos", "table", required: true))
        {
            ["rules"] = new Dictionary<string, object?> { ["maxRows"] = (double)seats.Count },
            ["columns"] = Columns(seats),
        },
    ];

    /// <summary>A row for each seat, so that the secretariat only writes what happened.</summary>
    public static Dictionary<string, object?> Prepared(IReadOnlyList<BodySeat> seats) => new()
    {
        ["answers"] = new Dictionary<string, object?>
        {
            [Table] = seats.Select(object? (seat) => seat.IsVacant
                ? new Dictionary<string, object?> { ["asiento"] = seat.Name, ["asistencia"] = "ausente" }
                : new Dictionary<string, object?> { ["asiento"] = seat.Name }).ToList(),
        },
    };

    public static Dictionary<string, object?> Parameters(BodyRules rules, IReadOnlyList<BodySeat> seats, int call) => new()
    {
        ["body"] = rules.Code,
        ["call"] = (double)call,
        ["seats"] = seats.Select(object? (seat) => seat.ToValues()).ToList(),
    };

    public static IEnumerable<TaskFinding> Check(object? parameters, object? answers)
    {
        var rules = BodyRules.Find(parameters.TextOf("body") ?? "") ?? throw new FormException("rules", "el órgano no existe.");
        List<BodySeat> seats = [.. parameters.ListOf("seats").Select(BodySeat.FromValues)];
        var rows = answers.ListOf(Table);
        var problems = rows.SelectMany((row, i) => ProblemsOf(rules, row, seats.Find(seat => seat.Name == row.TextOf("asiento")),
            rows.Take(i))
            .Select(problem => TaskFinding.Refusal($"answers.{Table}[{i}]", problem))).ToList();
        foreach (var missing in seats.Where(seat => !rows.Any(row => row.TextOf("asiento") == seat.Name)))
            problems.Add(TaskFinding.Refusal($"answers.{Table}", $"Falta el asiento «{missing.Name}»: regístralo aunque esté ausente."));
        return problems.Count > 0 ? problems : VoteProblems(rules, seats, rows, parameters.WholeOf("call") ?? 1);
    }

    /// <summary>The seats as they attended, and what they voted. A run without people records that all attend and vote in favour.</summary>
    public static (List<SeatAttendance> Seats, List<RecordedVote> Votes) Read(IReadOnlyList<BodySeat> seats, object? answers)
    {
        if (answers.Member(Table) is null)
            return Unanimous(seats);
        var rows = answers.ListOf(Table).ToDictionary(row => row.TextOf("asiento") ?? "", StringComparer.Ordinal);
        List<SeatAttendance> attended = [.. seats.Select(seat => Attended(seat, rows.GetValueOrDefault(seat.Name)))];
        List<RecordedVote> votes = [.. seats.Where(seat => rows.GetValueOrDefault(seat.Name).TextOf("voto") is not null)
            .Select(seat => VoteOf(seat, rows[seat.Name]))];
        return (attended, votes);
    }

    private static (List<SeatAttendance> Seats, List<RecordedVote> Votes) Unanimous(IReadOnlyList<BodySeat> seats) => (
        [.. seats.Select(seat => Attended(seat,
            new Dictionary<string, object?> { ["asistencia"] = seat.IsVacant ? "ausente" : "presencial" }))],
        [.. seats.Where(seat => seat.MayVote).Select(seat => new RecordedVote(seat.Name, VoteChoice.For, null))]);

    private static SeatAttendance Attended(BodySeat seat, object? row) => new(seat.Name, row.TextOf("asistencia") switch
    {
        "presencial" => Attendance.InPerson,
        "telematica" => Attendance.Telematic,
        _ => Attendance.Absent,
    })
    {
        IsVacant = seat.IsVacant,
        Presides = seat.Presides,
        IsSubstitute = row.TextOf("calidad") is Substitute or Acting,
        IsImpeded = seat.OwnMatter || row.TextOf("voto") == VoteForm.Own,
    };

    private static RecordedVote VoteOf(BodySeat seat, object? row) =>
        new(seat.Name, VoteForm.ChoiceOf(row.TextOf("voto")!), row.TextOf("razones"))
        {
            OwnMatter = row.TextOf("voto") == VoteForm.Own,
            BySubstitute = row.TextOf("calidad") is Substitute or Acting,
            By = row.TextOf("calidad") == Substitute && seat.Alternates is [var only] ? only : null,
            IsTelematic = row.TextOf("asistencia") == "telematica",
        };

    private static IEnumerable<string> ProblemsOf(BodyRules rules, object? row, BodySeat? seat, IEnumerable<object?> before)
    {
        if (seat is null)
        {
            yield return $"«{row.TextOf("asiento")}» no es un asiento de este órgano.";
            yield break;
        }

        if (before.Any(other => other.TextOf("asiento") == seat.Name))
            yield return $"El asiento «{seat.Name}» está dos veces: cada asiento asiste y vota una vez.";
        if (seat.IsVacant && row.TextOf("asistencia") != "ausente")
            yield return $"Nadie ocupa el asiento «{seat.Name}»: no asiste.";
        if (row.TextOf("calidad") == Substitute && seat.ProblemOfAlternate(rules) is { } problem)
            yield return problem;
    }

    private static IEnumerable<TaskFinding> VoteProblems(BodyRules rules, List<BodySeat> seats, IReadOnlyList<object?> rows, int call)
    {
        var (attended, recorded) = Read(seats, new Dictionary<string, object?> { [Table] = rows });
        var votes = new List<SeatVote>();
        foreach (var vote in recorded)
        {
            if (vote.Choice is not { } choice)
                continue;
            if (Deliberation.Refusal(rules, attended, votes, vote.Seat) is { } refused)
                yield return TaskFinding.Refusal($"answers.{Table}", refused);
            votes.Add(new(vote.Seat, choice, vote.Reasons));
        }

        foreach (var missing in Deliberation.Decide(rules, attended, votes, call, isClosed: false).Missing)
            yield return TaskFinding.Refusal($"answers.{Table}", $"Falta el voto del asiento «{missing}»: asistió y puede votar.");
    }

    private static List<object?> Columns(IReadOnlyList<BodySeat> seats) =>
    [
        Choice("asiento", "Asiento", [.. seats.Select(seat => (seat.Name, seat.Name))]),
        Choice("asistencia", "Asistencia", ("presencial", "Presencial"), ("telematica", "Telemática"), ("ausente", "Ausente")),
        When(Choice("calidad", "Asiste", ("titular", "Quien es titular"), (Acting, "Quien subroga"), (Substitute, "Un suplente")),
            "asistencia", "presencial", "telematica"),
        When(new(Choice(
            "voto", "Voto", ("favor", "A favor"), ("contra", "En contra"), ("abstencion", "Se abstiene"),
            (VoteForm.Own, "No vota: materia propia")))
        {
            ["required"] = false,
        }, "asistencia", "presencial", "telematica"),
        When(Text("razones", "Razones"), "voto", "contra", VoteForm.Own),
    ];
}
