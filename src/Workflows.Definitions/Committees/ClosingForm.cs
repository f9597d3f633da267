using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
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
            answers["fecha"] = PlainValues.ToText(date);
        if (!isLight)
        {
            answers["que_paso"] = Held;
            if (plan.Hour is { } hour)
                answers["inicio"] = SessionPlan.ToText(hour);
            if (plan.Items.Count > 0)
                answers["puntos"] = plan.Items.Select(object? (item) => new Dictionary<string, object?> { ["punto"] = item.Number }).ToList();
        }

        return new() { ["answers"] = answers };
    }

    /// <param name="plan">The session as its task shows it.</param>
    public static Dictionary<string, object?> Parameters(object? plan, bool isLight) => new() { [PlanKey] = plan, [LightKey] = isLight };

    public static IEnumerable<TaskFinding> Check(object? parameters, object? answers)
    {
        var (plan, isLight) = (SessionPlan.FromValues(parameters.Member(PlanKey)), parameters.FlagOf(LightKey));
        var isHeld = isLight || answers.TextOf("que_paso") == Held;
        var findings = Hours(answers);
        if (!isHeld)
            return findings;
        return findings.Concat(ItemProblems(plan, answers.ListOf("puntos"), isLight)).Concat(AgreementProblems(plan, answers));
    }

    private static IEnumerable<TaskFinding> Hours(object? answers)
    {
        foreach (var field in new[] { "inicio", "termino", "nueva_hora", "segunda_hora" })
        {
            if (answers.TextOf(field) is { } text && SessionPlan.HourIn(text) is null)
                yield return TaskFinding.Refusal($"answers.{field}", $"«{text}» no es una hora: escríbela como 10:30.");
        }

        if (SessionPlan.HourIn(answers.TextOf("inicio")) is { } start && SessionPlan.HourIn(answers.TextOf("termino")) is { } end
            && (end - start).TotalHours is 0 or > MostHours)
            yield return TaskFinding.Refusal("answers.termino", "La sesión termina después de empezar: revisa las dos horas.");
        if (answers.TextOf("que_paso") == NoQuorum && (answers.DateOf("segunda_fecha") is null) != (answers.TextOf("segunda_hora") is null))
            yield return TaskFinding.Refusal("answers.segunda_hora", "La segunda citación lleva fecha y hora: escribe las dos, o ninguna.");
    }

    private static IEnumerable<TaskFinding> ItemProblems(SessionPlan plan, IReadOnlyList<object?> rows, bool isLight)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Take(i).Any(other => other.TextOf("punto") == rows[i].TextOf("punto")))
                yield return TaskFinding.Refusal($"answers.puntos[{i}].punto", $"El punto {rows[i].TextOf("punto")} está dos veces: cada punto tiene un resultado.");
        }

        if (isLight)
            yield break;
        foreach (var item in plan.Items.Where(item => rows.All(row => row.TextOf("punto") != item.Number)))
            yield return TaskFinding.Refusal("answers.puntos", $"Falta el punto {item.Name}: di qué pasó con él, aunque no se haya visto.");
    }

    private static IEnumerable<TaskFinding> AgreementProblems(SessionPlan plan, object? answers)
    {
        var outcomes = answers.ListOf("puntos").GroupBy(row => row.TextOf("punto") ?? "", StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.First().TextOf("resultado"), StringComparer.Ordinal);
        var agreements = answers.ListOf("acuerdos");
        for (var i = 0; i < agreements.Count; i++)
        {
            var (place, item) = ($"answers.acuerdos[{i}]", agreements[i].TextOf("punto"));
            if (item is not null && outcomes.GetValueOrDefault(item) is { } outcome && outcome is Postponed or Withdrawn or NotReached or Rejected)
            {
                yield return TaskFinding.Refusal(
                    $"{place}.punto", $"El acuerdo {i + 1} es del punto {item}, que quedó «{WordsOf(outcome)}»: ese punto no deja acuerdos.");
            }

            if (agreements[i].DateOf("plazo") is { } due && answers.DateOf("fecha") is { } date && due < date)
                yield return TaskFinding.Refusal($"{place}.plazo", $"El plazo del acuerdo {i + 1} es anterior a la sesión.");
        }
    }

    private static List<object?> Full(SessionPlan plan) =>
    [
        Choice("que_paso", "Qué pasó con la sesión",
        [
            (Held, "Se celebró"), .. plan.Rules.Quorum is null ? Array.Empty<(string, string)>() : [(NoQuorum, "No hubo quórum")],
            (Moved, "Se cambia de fecha"), (Cancelled, "Se suspende"),
        ]),
        When(Field("fecha", "Fecha", "date", required: true), "que_paso", Held, NoQuorum),
        When(Hour("inicio", "Hora de inicio, como 10:00"), "que_paso", Held, NoQuorum),
        When(Hour("termino", "Hora de término, como 12:30"), "que_paso", Held),
        When(Choice("modalidad", "Modalidad", ("presencial", "Presencial"), ("telematica", "Telemática"), ("hibrida", "Híbrida")), "que_paso", Held),
        .. plan.Items.Count == 0 ? Array.Empty<object?>() : [When(Items(plan), "que_paso", Held)],
        When(Agreements(plan), "que_paso", Held),
        When(Field("nueva_fecha", "Nueva fecha", "date", required: true), "que_paso", Moved),
        When(Hour("nueva_hora", "Nueva hora, como 10:00"), "que_paso", Moved),
        .. HasSecondCall(plan) ? SecondCall() : [],
        When(Text("motivo", "Motivo"), "que_paso", Moved, Cancelled),
        Optional(Text("observaciones", "Observaciones")),
    ];

    /// <summary>Whether a session without quorum may be called once more, with a lower one.</summary>
    public static bool HasSecondCall(SessionPlan plan) => plan is { Call: 1, Rules.SecondCall: not null };

    /// <summary>Nobody has to call again: then the items stand in the next agenda.</summary>
    private static IEnumerable<object?> SecondCall() =>
    [
        When(Field("segunda_fecha", "Segunda citación, si la haces: fecha", "date", required: false), "que_paso", NoQuorum),
        When(Optional(Hour("segunda_hora", "Segunda citación: hora, como 10:00")), "que_paso", NoQuorum),
    ];

    private static List<object?> Light(SessionPlan plan) =>
    [
        Field("fecha", "Fecha", "date", required: true),
        new Dictionary<string, object?>(Field("asistentes", "Quiénes asistieron", "table", required: true))
        {
            ["columns"] = new List<object?>
            {
                Short("nombre", "Nombre", required: true), Short("cargo", "Cargo o institución", required: false),
                Optional(Choice("modalidad", "Cómo asistió", ("presencial", "Presencial"), ("telematica", "Telemática"))),
            },
        },
        Agreements(plan),
        Optional(Text("observaciones", "Observaciones")),
    ];

    private static Dictionary<string, object?> Items(SessionPlan plan) => new(Field("puntos", "Puntos de la tabla", "table", required: true))
    {
        ["rules"] = new Dictionary<string, object?> { ["maxRows"] = (double)plan.Items.Count },
        ["columns"] = new List<object?>
        {
            Choice("punto", "Punto", [.. plan.Items.Select(item => (item.Number, item.Name))]),
            Choice("resultado", "Resultado", Outcomes),
            When(Text("cambios", "Qué cambió"), "resultado", WithChanges),
            Optional(Text("observaciones", "Observaciones")),
        },
    };

    private static Dictionary<string, object?> Agreements(SessionPlan plan) => new(Field("acuerdos", "Acuerdos", "table", required: false))
    {
        ["columns"] = new List<object?>
        {
            Choice("punto", "Punto", [.. plan.Items.Select(item => (item.Number, item.Name)), (OtherMatter, "Otra materia")]),
            Text("texto", "Qué se acordó"),
            new Dictionary<string, object?>(Field("responsable", "Responsable", "post", required: true))
            {
                ["within"] = "country", ["roles"] = PlainValues.ToValues(Responsible.Select(role => role.Code)),
            },
            Field("plazo", "Plazo", "date", required: true),
            Optional(Text("observaciones", "Observaciones")),
        },
    };

    private static Dictionary<string, object?> Hour(string id, string label) => Short(id, label, required: true, longest: 5);

    private static Dictionary<string, object?> Short(string id, string label, bool required, int longest = 200) => new(Field(id, label, "text", required))
    {
        ["rules"] = new Dictionary<string, object?> { ["maxLength"] = (double)longest },
    };

    private static Dictionary<string, object?> Optional(Dictionary<string, object?> field) => new(field) { ["required"] = false };
}
