using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using static Workflows.Definitions.Committees.ClosingAnswers;
using static Workflows.Definitions.Committees.FieldDrawing;

namespace Workflows.Definitions.Committees;

/// <summary>
/// What a secretariat closes a session with: what happened, when, what came of each item and what was agreed, by whom and until when. It
/// holds the answers against each other; what was voted is held against the record.
/// </summary>
internal static class ClosingForm
{
    public const string Rules = "committee.closing";

    public const string Held = "realizada";
    public const string NoQuorum = "sin_quorum";
    public const string Moved = "trasladada";
    public const string Cancelled = "suspendida";

    public const string Approved = "aprobado";
    public const string WithChanges = "con_cambios";
    public const string Rejected = "rechazado";
    public const string Informed = "informado";
    public const string Postponed = "postergado";
    public const string Withdrawn = "retirado";
    public const string NotReached = "no_visto";

    /// <summary>An agreement about something that was not an item.</summary>
    public const string OtherMatter = "otro";

    private const int MostHours = 14;
    private const string PlanKey = "plan";
    private const string LightKey = "light";

    private static readonly (string Id, string Label)[] Outcomes =
    [
        (Approved, "Aprobado"), (WithChanges, "Aprobado con cambios"), (Rejected, "Rechazado"), (Informed, "Informado"),
        (Postponed, "Postergado"), (Withdrawn, "Retirado"), (NotReached, "No se alcanzó a ver"),
    ];

    /// <summary>Posts that answer for an agreement of a body.</summary>
    private static readonly Role[] Responsible =
    [
        Role.Minister, Role.Undersecretary, Role.MinistryCabinet, Role.HeadOfService, Role.Governor, Role.PresidentialDelegate,
        Role.RegionalSecretary, Role.CommitteePresident, Role.CommitteeMember, Role.CommitteeSecretary, Role.TechnicalSecretariat,
        Role.InterministerialCoordination, Role.Subdere,
    ];

    public static string WordsOf(string outcome) => Outcomes.FirstOrDefault(one => one.Id == outcome).Label ?? outcome;

    public static List<object?> Fields(SessionPlan plan, bool isLight) => isLight ? Light(plan) : Full(plan);

    /// <summary>A row for each item, so that the secretariat only writes what came of it.</summary>
    public static Dictionary<string, object?> Prepared(SessionPlan plan, bool isLight)
    {
        var answers = new Dictionary<string, object?>();
        if (plan.Date is { } date)
            answers[Key.Date] = PlainValues.ToText(date);
        if (!isLight)
        {
            answers[Key.Happened] = Held;
            if (plan.Hour is { } hour)
                answers[Key.Start] = SessionPlan.ToText(hour);
            if (plan.Items.Count > 0)
                answers[Key.Items] = plan.Items.Select(
                    object? (item) => new Dictionary<string, object?> { [ClosedItem.Key.Number] = item.Number }).ToList();
        }

        return new() { [HandedIn.Key.Answers] = answers };
    }

    /// <param name="plan">The session as its task shows it.</param>
    public static Dictionary<string, object?> Parameters(object? plan, bool isLight) => new() { [PlanKey] = plan, [LightKey] = isLight };

    public static IEnumerable<TaskFinding> Check(object? parameters, object? handedIn)
    {
        var answers = new ClosingAnswers(handedIn);
        var (plan, isLight) = (SessionPlan.FromValues(parameters.Member(PlanKey)), parameters.FlagOf(LightKey));
        var isHeld = isLight || answers.Happened == Held;
        var findings = Hours(answers);
        if (!isHeld)
            return findings;
        return findings.Concat(ItemProblems(plan, answers.Items, isLight)).Concat(AgreementProblems(answers));
    }

    private static IEnumerable<TaskFinding> Hours(ClosingAnswers answers)
    {
        foreach (var field in new[] { Key.Start, Key.End, Key.NewHour, Key.SecondHour })
        {
            if (answers[field] is { } text && SessionPlan.HourIn(text) is null)
                yield return TaskFinding.Refusal($"answers.{field}", $"«{text}» no es una hora: escríbela como 10:30.");
        }

        if (SessionPlan.HourIn(answers.Start) is { } start && SessionPlan.HourIn(answers.End) is { } end
            && (end - start).TotalHours is 0 or > MostHours)
            yield return TaskFinding.Refusal("answers.termino", "La sesión termina después de empezar: revisa las dos horas.");
        if (answers.Happened == NoQuorum && (answers.Second.Date is null) != (answers.Second.Hour is null))
            yield return TaskFinding.Refusal("answers.segunda_hora", "La segunda citación lleva fecha y hora: escribe las dos, o ninguna.");
    }

    private static IEnumerable<TaskFinding> ItemProblems(SessionPlan plan, IReadOnlyList<ClosedItem> rows, bool isLight)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Take(i).Any(other => other.Number == rows[i].Number))
            {
                yield return TaskFinding.Refusal(
                    $"answers.puntos[{i}].punto", $"El punto {rows[i].Number} está dos veces: cada punto tiene un resultado.");
            }
        }

        if (isLight)
            yield break;
        foreach (var item in plan.Items.Where(item => rows.All(row => row.Number != item.Number)))
            yield return TaskFinding.Refusal("answers.puntos", $"Falta el punto {item.Name}: di qué pasó con él, aunque no se haya visto.");
    }

    private static IEnumerable<TaskFinding> AgreementProblems(ClosingAnswers answers)
    {
        var outcomes = answers.Items.GroupBy(row => row.Number ?? "", StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.First().Outcome, StringComparer.Ordinal);
        var agreements = answers.Agreements;
        for (var i = 0; i < agreements.Count; i++)
        {
            var (place, item) = ($"answers.acuerdos[{i}]", agreements[i].Number);
            if (item is not null && outcomes.GetValueOrDefault(item) is { } outcome
                && outcome is Postponed or Withdrawn or NotReached or Rejected)
            {
                yield return TaskFinding.Refusal(
                    $"{place}.punto", $"El acuerdo {i + 1} es del punto {item}, que quedó «{WordsOf(outcome)}»: ese punto no deja "
                        + "acuerdos.");
            }

            if (agreements[i].Due is { } due && answers.Date is { } date && due < date)
                yield return TaskFinding.Refusal($"{place}.plazo", $"El plazo del acuerdo {i + 1} es anterior a la sesión.");
        }
    }

    private static List<object?> Full(SessionPlan plan) =>
    [
        Choice(Key.Happened, "Qué pasó con la sesión",
        [
            (Held, "Se celebró"), .. plan.Rules.Quorum is null ? Array.Empty<(string, string)>() : [(NoQuorum, "No hubo quórum")],
            (Moved, "Se cambia de fecha"), (Cancelled, "Se suspende"),
        ]),
        When(Field(Key.Date, "Fecha", "date", required: true), Key.Happened, Held, NoQuorum),
        When(Hour(Key.Start, "Hora de inicio, como 10:00"), Key.Happened, Held, NoQuorum),
        When(Hour(Key.End, "Hora de término, como 12:30"), Key.Happened, Held),
        When(Choice(Key.Mode, "Modalidad", ("presencial", "Presencial"), ("telematica", "Telemática"), ("hibrida", "Híbrida")),
            Key.Happened, Held),
        .. plan.Items.Count == 0 ? Array.Empty<object?>() : [When(Items(plan), Key.Happened, Held)],
        When(Agreements(plan), Key.Happened, Held),
        When(Field(Key.NewDate, "Nueva fecha", "date", required: true), Key.Happened, Moved),
        When(Hour(Key.NewHour, "Nueva hora, como 10:00"), Key.Happened, Moved),
        .. HasSecondCall(plan) ? SecondCall() : [],
        When(Text(Key.Reason, "Motivo"), Key.Happened, Moved, Cancelled),
        Optional(Text(Key.Remarks, "Observaciones")),
    ];

    /// <summary>Whether a session without quorum may be called once more, with a lower one.</summary>
    public static bool HasSecondCall(SessionPlan plan) => plan is { Call: 1, Rules.SecondCall: not null };

    /// <summary>Nobody has to call again: then the items stand in the next agenda.</summary>
    private static IEnumerable<object?> SecondCall() =>
    [
        When(Field(Key.SecondDate, "Segunda citación, si la haces: fecha", "date", required: false), Key.Happened, NoQuorum),
        When(Optional(Hour(Key.SecondHour, "Segunda citación: hora, como 10:00")), Key.Happened, NoQuorum),
    ];

    private static List<object?> Light(SessionPlan plan) =>
    [
        Field(Key.Date, "Fecha", "date", required: true),
        new Dictionary<string, object?>(Field(Key.Attendees, "Quiénes asistieron", "table", required: true))
        {
            ["columns"] = new List<object?>
            {
                Short(ClosedAttendee.Key.Name, "Nombre", required: true),
                Short(ClosedAttendee.Key.Post, "Cargo o institución", required: false),
                Optional(Choice(Key.Mode, "Cómo asistió", ("presencial", "Presencial"), ("telematica", "Telemática"))),
            },
        },
        Agreements(plan),
        Optional(Text(Key.Remarks, "Observaciones")),
    ];

    private static Dictionary<string, object?> Items(
        SessionPlan plan) => new(Field(Key.Items, "Puntos de la tabla", "table", required: true))
        {
            ["rules"] = new Dictionary<string, object?> { ["maxRows"] = (double)plan.Items.Count },
            ["columns"] = new List<object?>
        {
            Choice(ClosedItem.Key.Number, "Punto", [.. plan.Items.Select(item => (item.Number, item.Name))]),
            Choice(ClosedItem.Key.Outcome, "Resultado", Outcomes),
            When(Text(ClosedItem.Key.Changes, "Qué cambió"), ClosedItem.Key.Outcome, WithChanges),
            Optional(Text(Key.Remarks, "Observaciones")),
        },
        };

    private static Dictionary<string, object?> Agreements(
        SessionPlan plan) => new(Field(Key.Agreements, "Acuerdos", "table", required: false))
        {
            ["columns"] = new List<object?>
        {
            Choice(ClosedItem.Key.Number, "Punto", [.. plan.Items.Select(item => (item.Number, item.Name)), (OtherMatter, "Otra materia")]),
            Text(ClosedAgreement.Key.Text, "Qué se acordó"),
            new Dictionary<string, object?>(Field(ClosedAgreement.Key.Responsible, "Responsable", "post", required: true))
            {
                ["within"] = "country", ["roles"] = PlainValues.ToValues(Responsible.Select(role => role.Code)),
            },
            Field(ClosedAgreement.Key.Due, "Plazo", "date", required: true),
            Optional(Text(Key.Remarks, "Observaciones")),
        },
        };

    private static Dictionary<string, object?> Hour(string id, string label) => Short(id, label, required: true, longest: 5);

    private static Dictionary<string, object?> Short(
        string id, string label, bool required, int longest = 200) => new(Field(id, label, "text", required))
        {
            ["rules"] = new Dictionary<string, object?> { ["maxLength"] = (double)longest },
        };

    private static Dictionary<string, object?> Optional(Dictionary<string, object?> field) => new(field) { ["required"] = false };
}
