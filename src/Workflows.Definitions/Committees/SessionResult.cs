using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// A session as the flow and its acta read it: who attended and how, the quorum with its norm, what came of each item with its votes and
/// dissents, the agreements and what goes back to the next agenda, each as rows. It says only what was written down.
/// </summary>
internal static class SessionResult
{
    public static Dictionary<string, object?> ToValues(
        SessionPlan plan, SessionRecord record, SessionClosing closing, ClosingAnswers answers)
    {
        var happened = answers.Happened ?? ClosingForm.Held;
        var values = new Dictionary<string, object?>
        {
            ["que_paso"] = happened,
            ["organo"] = plan.Rules.Name,
            ["norma"] = plan.Rules.Norm,
            ["citacion"] = (double)plan.Call,
            ["fecha"] = answers.DateText,
            ["inicio"] = HourOf(answers.Start),
            ["termino"] = HourOf(answers.End),
            ["modalidad"] = answers.Mode,
            ["motivo"] = answers.Reason,
            ["observaciones"] = answers.Remarks,
            ["acuerdos"] = AgreementsOf(plan, answers),
        };
        var hasSecond = happened == ClosingForm.NoQuorum && ClosingForm.HasSecondCall(plan);
        var again = happened == ClosingForm.Moved ? answers.Moved : hasSecond ? answers.Second : default;
        if (again.Date is { } date && HourOf(again.Hour) is { } hour)
        {
            values["nueva_fecha"] = date;
            values["nueva_hora"] = hour;
            values["nuevo_inicio"] = $"{date}T{hour}";
        }

        foreach (var (name, value) in Attendance(record, closing))
            values[name] = value;
        foreach (var (name, value) in Items(record, closing))
            values[name] = value;
        values["quorum"] = (closing.Quorum ?? (closing.Start is { } start ? record.QuorumAt(start) : null)) is { } quorum
            ? QuorumOf(quorum)
            : null;
        values["conteos"] = record.Counts.Select(object? (count) => QuorumOf(count)).ToList();
        values["segunda_citacion"] = hasSecond;
        values["segunda_citacion_texto"] = hasSecond
            ? $"En segunda citación basta {plan.Rules.SecondCall!.Words} ({plan.Rules.Norm})."
            : null;
        values["no_cuentan"] = record.Uncounted.Where(one => !one.IsHarmless)
            .Select(object? (one) => new Dictionary<string, object?> { ["hora"] = SessionClosing.Hour(one.Entry.At), ["motivo"] = one.Why })
                .ToList();
        return values;
    }

    /// <summary>A meeting that only leaves its date, its attendees and its agreements.</summary>
    public static Dictionary<string, object?> OfLight(SessionPlan plan, ClosingAnswers answers) => new()
    {
        ["que_paso"] = ClosingForm.Held,
        ["organo"] = plan.Rules.Name,
        ["norma"] = plan.Rules.Norm,
        ["fecha"] = answers.DateText,
        ["asistentes"] = answers.Attendees.Select(object? (row) => new Dictionary<string, object?>
        {
            ["nombre"] = row.Name, ["cargo"] = row.Post, ["modo_texto"] = ModeWords(row.Mode),
        }).ToList(),
        ["acuerdos"] = AgreementsOf(plan, answers),
        ["puntos"] = new List<object?>(),
        ["siguiente_tabla"] = new List<object?>(),
        ["observaciones"] = answers.Remarks,
    };

    private static IEnumerable<(string, object?)> Attendance(SessionRecord record, SessionClosing closing)
    {
        List<object?> attended = [.. record.Seats.Where(seat => seat.Stays.Count > 0).Select(object? (seat) => Attended(seat, closing))];
        yield return ("asistentes", attended);
        yield return ("asisten_presencial", attended.Where(row => row.TextOf("modo") != "telematica").ToList());
        yield return ("asisten_telematica", attended.Where(row => row.TextOf("modo") == "telematica").ToList());
        yield return ("ausentes", record.Seats.Where(seat => seat.Stays.Count == 0).Select(object? (seat) => new Dictionary<string, object?>
        {
            ["asiento"] = seat.Name, ["cargo"] = seat.RoleLabel, ["nombre"] = seat.Holder, ["vacante"] = seat.IsVacant,
        }).ToList());
        yield return ("invitados", record.Guests.GroupBy(guest => guest.Name, StringComparer.Ordinal)
            .Select(object? (stays) => new Dictionary<string, object?>
            {
                ["nombre"] = stays.Key, ["cargo"] = stays.Last().Post, ["modo"] = ModeOf(stays.Select(stay => stay.IsTelematic)),
                ["modo_texto"] = ModeWords(ModeOf(stays.Select(stay => stay.IsTelematic))),
                ["entrada"] = SessionClosing.Hour(stays.First().From), ["salida"] = Left(stays.Last().To, closing),
            }).ToList());
        yield return ("preside", PresidingIn(record, closing));
        yield return ("presidencia", Presidency(record, closing));
    }

    private static Dictionary<string, object?> Attended(SessionSeat seat, SessionClosing closing)
    {
        var mode = ModeOf(seat.Stays.Select(stay => stay.IsTelematic));
        return new()
        {
            ["asiento"] = seat.Name,
            ["cargo"] = seat.RoleLabel,
            ["nombre"] = string.Join("; ", seat.Stays.Select(stay => stay.Person).OfType<string>().Distinct()),
            ["calidad"] = string.Join("; ", seat.Stays.Select(stay => QualityWords(stay.Quality)).Distinct()),
            ["modo"] = mode,
            ["modo_texto"] = ModeWords(mode),
            ["entrada"] = SessionClosing.Hour(seat.Stays[0].From),
            ["salida"] = Left(seat.Stays[^1].To, closing),
            ["intervalos"] = seat.Stays.Select(object? (stay) => new Dictionary<string, object?>
            {
                ["desde"] = SessionClosing.Hour(stay.From), ["hasta"] = Left(stay.To, closing), ["nombre"] = stay.Person,
                ["calidad"] = QualityWords(stay.Quality), ["modo_texto"] = ModeWords(stay.IsTelematic ? "telematica" : "presencial"),
            }).ToList(),
        };
    }

    private static IEnumerable<(string, object?)> Items(SessionRecord record, SessionClosing closing)
    {
        var rows = closing.Rows.Select(row => (row.Item, row.Row, Decision: record.DecisionOf(row.Item))).ToList();
        yield return ("puntos", rows.Select(object? (row) => ItemOf(row.Item, row.Row, row.Decision)).ToList());
        yield return ("disidencias", rows.SelectMany(row => row.Decision.Dissents.Select(object? (vote) =>
            new Dictionary<string, object?>(VoteOf(vote)) { ["punto"] = row.Item.Number, ["titulo_punto"] = row.Item.Title })).ToList());
        yield return ("siguiente_tabla", rows
            .Where(row => row.Row.Outcome is ClosingForm.Postponed or ClosingForm.NotReached)
            .Select(object? (row) => Again(row.Item, row.Row)).ToList());
    }

    private static Dictionary<string, object?> ItemOf(SessionItem item, ClosedItem row, ItemDecision decision)
    {
        var outcome = row.Outcome ?? "";
        var values = Own(item);
        values["numero"] = item.Number;
        values["titulo"] = item.Title;
        values["resultado"] = outcome;
        values["resultado_texto"] = ClosingForm.WordsOf(outcome);
        values["cambios"] = row.Changes;
        values["observaciones"] = row.Remarks;
        values["forma"] = decision.At is null ? null : decision.IsUnanimous ? "Por unanimidad, sin votación" : "Por votación";
        values["hora"] = decision.At is { } at ? SessionClosing.Hour(at) : null;
        values["preside"] = decision.Presiding;
        values["asisten"] = decision.Result is { } result ? (double)result.Attending : null;
        values["a_favor"] = decision.Result is { } counted ? (double)counted.InFavour : null;
        values["en_contra"] = decision.Result is { } against ? (double)against.Against : null;
        values["abstenciones"] = decision.Result is { } abstained ? (double)abstained.Abstentions : null;
        values["votos"] = decision.Votes.Select(object? (vote) => VoteOf(vote)).ToList();
        values["explicacion"] = BodyResult.Lines(decision.Result?.Lines ?? []);
        return values;
    }

    /// <summary>What goes back to an agenda is a new item that says which one it comes from: numbers are not used twice.</summary>
    private static Dictionary<string, object?> Again(SessionItem item, ClosedItem row)
    {
        var values = Own(item);
        values.Remove("numero");
        values["titulo"] = item.Title;
        values["viene_del_punto"] = item.Number;
        values["motivo"] = row.Remarks ?? ClosingForm.WordsOf(row.Outcome ?? "");
        return values;
    }

    private static List<object?> AgreementsOf(SessionPlan plan, ClosingAnswers answers) => [.. answers.Agreements.Select(object? (row) =>
    {
        var (item, post) = (plan.Items.FirstOrDefault(one => one.Number == row.Number), row.Responsible);
        var parts = post.TextOf("id")?.Split(':', 2);
        return new Dictionary<string, object?>
        {
            ["punto"] = item?.Number,
            ["titulo_punto"] = item?.Title,
            ["texto"] = row.Text,
            ["responsable"] = post.TextOf("name"),
            ["responsable_rol"] = parts?[0],
            ["responsable_lugar"] = parts is [_, var place] ? place : null,
            ["plazo"] = row.DueText,
            ["observaciones"] = row.Remarks,
        };
    })];

    private static string? PresidingIn(SessionRecord record, SessionClosing closing) =>
        (closing.Quorum?.At ?? closing.Start) is { } at && record.PresidingAt(at) is { } seat
            ? record.Seats.First(one => one.Name == seat).Stays.LastOrDefault(stay => stay.CoversVote(at))?.Person is { } person
                ? $"{person}, {seat}"
                : seat
            : null;

    /// <summary>Said of the chair only when somebody reads something into its absence.</summary>
    private static string? Presidency(SessionRecord record, SessionClosing closing)
    {
        if (record.Seats.FirstOrDefault(seat => seat.HoldsPresidency) is not { } chair)
            return "La composición del órgano no tiene un asiento que presida.";
        if (chair.Stays.Count > 0)
            return null;
        var who = PresidingIn(record, closing) is { } presiding ? $"presidió {presiding}" : "nadie presidió";
        return chair.IsVacant
            ? $"La presidencia del órgano está vacante y no tiene suplente ese día: {who}."
            : $"Quien tiene la presidencia («{chair.Name}») no asistió, ni nadie en su lugar: {who}.";
    }

    private static Dictionary<string, object?> QuorumOf(QuorumCount count) => new()
    {
        ["hora"] = SessionClosing.Hour(count.At),
        ["hay"] = count.IsReached,
        ["asisten"] = (double)count.Attending,
        ["necesarios"] = count.Needed is { } needed ? (double)needed : null,
        ["texto"] = count.Lines[0].Text,
        ["norma"] = count.Lines[0].Norm,
        ["por"] = count.By,
    };

    private static Dictionary<string, object?> VoteOf(CountedVote vote) => new()
    {
        ["asiento"] = vote.Seat,
        ["por"] = vote.Person,
        ["calidad"] = QualityWords(vote.Quality),
        ["voto"] = vote.Choice is { } choice ? VoteForm.WordOf(choice) : VoteForm.Own,
        ["voto_texto"] = vote.Choice switch
        {
            VoteChoice.For => "A favor",
            VoteChoice.Against => "En contra",
            VoteChoice.Abstain => "Se abstiene",
            _ => "No vota: materia propia",
        },
        ["razones"] = vote.Reasons,
    };

    private static Dictionary<string, object?> Own(SessionItem item) =>
        item.Values is IReadOnlyDictionary<string, object?> row ? new(row) : [];

    private static string? Left(DateTimeOffset? to, SessionClosing closing) =>
        (to ?? closing.End) is { } at ? SessionClosing.Hour(at) : null;

    private static string? HourOf(string? text) =>
        SessionPlan.HourIn(text) is { } hour ? SessionPlan.ToText(hour) : null;

    private static string ModeOf(IEnumerable<bool> telematic) => telematic.Distinct().ToList() switch
    {
        [true] => "telematica",
        [false] => "presencial",
        _ => "mixta",
    };

    private static string? ModeWords(string? mode) => mode switch
    {
        "telematica" => "Telemática",
        "presencial" => "Presencial",
        "mixta" => "Presencial y telemática",
        _ => null,
    };

    private static string QualityWords(SeatQuality quality) => quality switch
    {
        SeatQuality.Acting => "Subrogante",
        SeatQuality.Alternate => "Suplente",
        _ => "Titular",
    };
}
